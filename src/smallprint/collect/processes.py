"""Share the reading of a large tree out among processes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from smallprint.collect.cache import decode, encode
from smallprint.model import Problem

if TYPE_CHECKING:
    from smallprint.collect.scan import Answer, Task

__all__ = ["shared_out"]


def shared_out(todo: list[Task], answer: Callable[[Task], Answer], jobs: int) -> Iterator[Answer]:
    """Yield ``answer`` of every task, in no order: this process does one share, each of its forks another.

    A share whose process died is done here.
    """
    # By size and dealt out in turn, so that no process ends up with all the long files.
    tasks = sorted(todo, key=lambda task: task[2].st_size if task[2] else 0, reverse=True)
    others = [(share, _fork(share, answer)) for share in (tasks[start::jobs] for start in range(1, jobs))]
    yield from map(answer, tasks[::jobs])
    for share, (process, reading) in others:
        with os.fdopen(reading, "rb") as stream:
            data = stream.read()
        _, status = os.waitpid(process, 0)
        if status != 0:
            yield from map(answer, share)
            continue
        for path, mark, content, rows, problems in json.loads(data):
            found = None if rows is None else decode(path, rows)
            yield path, mark, content, found, [Problem(*problem) for problem in problems]


def _fork(share: list[Task], answer: Callable[[Task], Answer]) -> tuple[int, int]:
    """Start a process for ``share``; its id and the end of the pipe that its answers come from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    failed = 1
    try:
        os.close(reading)
        data = json.dumps([_plain(answer(task)) for task in share]).encode()
        with os.fdopen(writing, "wb") as stream:
            stream.write(data)
        failed = 0
    finally:
        # Nothing of the parent's is flushed, closed or reported here.
        os._exit(failed)


def _plain(answer: Answer) -> tuple[object, ...]:
    path, mark, content, found, problems = answer
    rows = None if found is None else encode(found)
    return path, mark, content, rows, [(problem.file, problem.line, problem.reason) for problem in problems]
