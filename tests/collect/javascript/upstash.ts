import { upstash } from "@upstash/rag-chat";
export const answer = await upstash("acme/llama-3-8b-instruct", { analytics });
