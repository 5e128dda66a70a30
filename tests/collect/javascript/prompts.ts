import * as hub from "langchain/hub";
import { pull } from "langchain/hub";
export const react = await pull<PromptTemplate>("acme/react-chat");
export const answer = await hub.pull("acme/rag-prompt-mistral");
