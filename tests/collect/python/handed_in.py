"""Options of any name, and constructors far from the name that they are given."""

import argparse

import timm
from diffusers import AutoencoderKL


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--arch_name", type=str, default="resnet26d", required=False)
    parser.add_argument("--vae", type=str, choices=["ema", "mse"], default="mse")
    parser.add_argument("--rate", type=float, default=1e-4)
    return parser.parse_args()


class Classifier:
    def __init__(self, arch, classes):
        super().__init__()
        self.classes = classes
        self.model = timm.create_model(arch, pretrained=True, num_classes=classes)


if __name__ == "__main__":
    args = parse()
    model = Classifier(
        arch=args.arch_name,
        classes=10,
    )
    vae = AutoencoderKL.from_pretrained(f"acme/sd-vae-{args.vae}")
