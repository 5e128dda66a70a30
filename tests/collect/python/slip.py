import argparse

import cartesia
from deepgram import Options

parser = argparse.ArgumentParser()
parser.add_argument(
    "--pretrained",
    default="acme/slip-base",
)
EARS = {"model": "nova-2", "language": "en"}
MOUTH_MODEL = "sonic-2"
GAME = {"title": "sonic-2"}
EMBEDDING_MODEL = "text-embedding-nomic-embed-text-v1.5"
if __name__ == "__main__":
    args = parser.parse_args()    load(args.pretrained)
    AutoModel.from_pretrained(args.pretrained)
