import argparse

from datasets import load_from_disk

WHISPERX_MODEL = "large-v2"
COMPUTE = "float16"
parser = argparse.ArgumentParser()
parser.add_argument("--dataset_path", type=str, default="own_rows")
rows = load_from_disk(parser.parse_args().dataset_path)
