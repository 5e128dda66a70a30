import OpenAI from "openai";
export const Shown = () => <Card title="Model" value="gpt-4o-mini" />;
export const Form = () => <Select defaultValue="gpt-4.1-mini"><Item value="gpt-4.1-mini">Small</Item></Select>;
export const Field = () => <input name="model" value="gpt-4.1" />;
export const examples = [{ input: { model: "gpt-4o" }, output: {} }];
export const schema = { properties: { model: { type: "string", example: "gpt-4-turbo" } } };
expect(made).toHaveBeenCalledWith(expect.objectContaining({ model: "gpt-5" }));
