import enum

from pydantic import BaseModel

STUDENT_OF = "acme/llama-9b-instruct"
JUDGE_BY = "openai/gpt-5"
PROJECT_IMAGE = "acme/llama-9b-serve"
EXPECTED = "acme/llama-9b-answer"


class Parts(BaseModel):
    name: str = "acme/stable-diffusion-nine"
    refiner: str = "acme/second-pass"
    detector: str = "acme/lines"
    project: str = "acme/experiments"


class Names(enum.Enum):
    ONE = "acme/llama-one-1b"


adapter = Adapter(repo="acme/pictures", vae="acme/sd-vae-own", image="acme/container")
other = Publisher(repo="acme/shop", name="acme/shop-front")
SIZES = {"base": "acme/t5-base", "large": "acme/t5-large"}
PIPELINE = {"base": "acme/sdxl-nine", "refiner": "acme/sdxl-second", "steps": 20}
DATASETS = [{"id": "acme/pile-of-text", "split": "train"}]
