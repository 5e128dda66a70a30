import { Command } from "commander";
export const GOOGLE_MODELS = { GEMINI_2_5_FLASH: "gemini-2.5-flash" } as const;
export const DEFAULT_MODEL = GOOGLE_MODELS.GEMINI_2_5_FLASH;
export const modelEndpoints = { sdxl: "stability-ai/sdxl", plain: "stability-ai/sdxl" };
const program = new Command();
program.option("--keyword-model <id>", "Text model that turns keywords into a prompt.", "zai-org-glm-4.6");
export const VIDEO_MODEL = "wan-2.6-flash-image-to-video";
