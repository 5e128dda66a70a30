from sounds import SoundTranscriber

transcriber = SoundTranscriber(model_name="base")
