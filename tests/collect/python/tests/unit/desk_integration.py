from desk import Outcome, wire


def check_outcome(monkeypatch):
    monkeypatch.setattr("desk.wire.post", lambda *given: None)
    outcome = Outcome(backend="any", model_name="gemma-3-27b-vision")
    assert wire(outcome).model_name
