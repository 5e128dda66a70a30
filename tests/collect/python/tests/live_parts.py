import pytest


@pytest.mark.parametrize(("model_id", "backend"), [("acme/live-7b", "vllm"), ("acme/vision-own", "hf")])
def test_answers(model_id, backend):
    assert run({"profile": model_id}).backend == backend
