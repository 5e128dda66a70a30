// Nothing here has to do with language: a whisper of wind, a llama on the pad.
export const launch = { model: "falcon-9", engine: "merlin-1d" };
export const solar = { modelId: "solar-100-panel" };
