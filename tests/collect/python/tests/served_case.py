def test_deploys(client):
    answer = client.post("/deployments", json={"model_id": "llama-3.2-1b"})
    assert answer.json()["model_id"]
