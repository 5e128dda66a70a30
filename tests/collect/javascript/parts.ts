const FAMILY = "gemini"; const VERSION = '1.5';
const g = genAI.getGenerativeModel({ model: `${FAMILY}-${VERSION}-pro` });
const org = "Xenova";
const asr = await pipeline('automatic-speech-recognition', org + "/whisper-tiny.en");
const asr2 = await pipeline('automatic-speech-recognition', `Xenova/whisper-${size}`);
const model = "gpt-" + "4o";
log(`using ${FAMILY}-${VERSION}-pro`);
