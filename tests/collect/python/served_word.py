"""A name that only its service knows, far from anything that is told by its shape."""

URL = "https://api.moondream.ai/v1"
LAWS = {"base": "acme/own-7b"}

answers = judge(
    rows=rows,
    model="moondream9-preview",
    dataset_name=name,
)
