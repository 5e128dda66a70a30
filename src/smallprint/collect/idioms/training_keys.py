"""Configuration files of trainers: which keys name the data, the base and the teacher. Data only."""

from __future__ import annotations

__all__ = ["CONFIGS", "Config", "may_train"]

_TEACHER = (b"teacher",)
_DATA = (b"dataset", b"data_path", b"data:", b'"data"', b"train_data")
_BASE = (b"base_model", b"model_name", b"_component_", b"model:", b'"model"')
#: Keys that trainers' files hold and others seldom do.
_TRAINER = (b"output_dir", b"dataset_mixer", b"_component_", b"datasets", b"train:", b'train"')


def may_train(low: bytes) -> tuple[str, ...]:
    """The leads of a keyed file, given in lower case: one with a key for a teacher teaches, too."""
    if any(word in low for word in _TEACHER) and any(word in low for word in (*_BASE, b"student")):
        return "teach", "train"
    return ("train",) if all(any(word in low for word in words) for words in (_DATA, _BASE, _TRAINER)) else ()


class Config:
    """A configuration file of a trainer: keys that must be there, of its data and its base, the student's kind."""

    def __init__(self, needs: str, data: str, base: str, kind: str = "llm", *, unless: str = "") -> None:
        self.needs = tuple(needs.split())
        self.data = tuple(data.split())
        self.base = base
        self.kind = kind
        self.unless = unless


#: Keys joined by dots; ``[]`` is any item of a list. The first whose ``needs`` are all there reads the file.
CONFIGS = (
    # axolotl
    Config("base_model datasets.[].path",
           "datasets.[].data_files datasets.[].data_files.[] datasets.[].path", "base_model"),
    # LLaMA-Factory: the names of its dataset_info.json
    Config("model_name_or_path dataset output_dir", "dataset dataset.[]", "model_name_or_path", unless="stage=rm"),
    # TRL's command line and the alignment handbook
    Config("model_name_or_path dataset_name output_dir", "dataset_name", "model_name_or_path"),
    Config("model_name_or_path dataset_mixer", "dataset_mixer.*", "model_name_or_path"),
    # torchtune
    Config("dataset._component_ model._component_", "dataset.data_files dataset.source", ""),
    # oumi
    Config("model.model_name data.train.datasets.[].dataset_name",
           "data.train.datasets.[].dataset_path data.train.datasets.[].dataset_name", "model.model_name"),
    # mlx-lm
    Config("model train data", "data", "model", unless="train=false"),
    # autotrain
    Config("base_model data.path", "data.path", "base_model", ""),
)  # fmt: skip
