"""What several formats say in the same words."""

from __future__ import annotations

from smallprint.report.words import route


def test_a_short_route_is_shown_whole() -> None:
    assert route(("hf:a/chat", "finetune", "hf:b/base")) == "chat -finetune-> base"


def test_of_a_long_route_the_ends_are_shown() -> None:
    path = ["hf:a/m0"]
    for number in range(1, 65):
        path += ["finetune", f"hf:a/m{number}"]
    shown = route(path)
    assert shown.startswith("m0 -finetune-> m1 -finetune-> m2 -finetune-> m3 ... 58 more steps ... -finetune-> m62")
    assert shown.endswith("-finetune-> m64")
