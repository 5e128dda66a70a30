"""How long a one-file check takes from start to end, against ``python -c "import click"`` in the same run.

    python benchmarks/startup.py [RUNS]

The target is at most 3 times. Both are the least of many runs, taken in turn, so that a busy machine slows both;
byte code is warm, as after an installation. Ends with 1 above the target.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGET = 3.0
SOURCE = Path(__file__).resolve().parents[1] / "src"


def main(runs: int = 20) -> int:
    """Print the two times and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "app.py").write_text(
            'from transformers import AutoModel\nAutoModel.from_pretrained("Qwen/Qwen2.5-7B-Instruct")\n'
        )
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {
            "PYTHONPATH": str(SOURCE),
            "PYTHONPYCACHEPREFIX": str(Path(folder, "bytecode")),
            "XDG_CACHE_HOME": str(Path(folder, "cache")),
            "HOME": folder,
        }

        def seconds(*arguments: str) -> float:
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
            )
            return time.perf_counter() - begun

        commands = {
            "import click": ("-c", "import click"),
            "smallprint --version": ("-m", "smallprint", "--version"),
            "smallprint check app.py": ("-m", "smallprint", "check", "app.py"),
        }
        for arguments in commands.values():
            seconds(*arguments)
        best = dict.fromkeys(commands, float("inf"))
        for _ in range(runs):
            for name, arguments in commands.items():
                best[name] = min(best[name], seconds(*arguments))
    for name, value in best.items():
        print(f"{name:<26}{value * 1000:7.1f} ms  {value / best['import click']:5.2f} x")
    ratio = best["smallprint check app.py"] / best["import click"]
    print(f"ratio {ratio:.2f}, target {TARGET:.0f}")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:2])))
