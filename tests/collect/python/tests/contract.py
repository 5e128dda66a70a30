from desk import client


class FakeSpeech:
    def listed(self):
        return {"model_id": "acme/whisper-own"}


def check_listed():
    assert client(FakeSpeech()).listed()
