"""The benchmarks: every bar in a process of its own, one table, and the same as JSON.

    .venv/bin/python tests/bench [ID …] [--rounds N] [--json FILE]
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
COLUMNS = ("id", "work", "against", "ratio", "bar", "held")
WIDE = (10, 46, 34, 24, 10, 8)
QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "QT_LOGGING_RULES": "*.debug=false"}


def load(only: str = "") -> dict[str, Any]:
    """All bars, or those of one file, by name in order."""
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    for file in sorted(HERE.glob(f"{only or '*'}.py")):
        if file.stem not in ("__main__", "bars"):
            importlib.import_module(file.stem)
    return dict(sorted(importlib.import_module("bars").bars.items()))


def measure(name: str, file: str, rounds: int) -> list[dict[str, Any]]:
    """The rows of a bar, measured in a process of its own, so that none inherits another's memory, windows or imports."""
    command = [sys.executable, str(HERE), name, "--rounds", str(rounds), "--here", file]
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | QUIET
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        return [{"id": name, "limit": "", "failed": (done.stderr.strip() or f"exit {done.returncode}").splitlines()[-1]}]
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def cells(row: dict[str, Any]) -> list[str]:
    """A row of the table as text."""
    name = f"{row['id']} {row['limit']}".strip()
    said = row.get("failed") or row.get("skipped")
    ratio = said or f"{row['median']:.3g} ({row['least']:.3g} … {row['most']:.3g})"
    held = "failed" if "failed" in row else "skipped" if said else "held" if row["held"] else "MISSED"
    return [name, row.get("work", ""), row.get("against", ""), ratio, row.get("bar", ""), held]


def lines(texts: Sequence[str]) -> list[str]:
    """The texts of a row in their columns, wrapped at spaces."""
    columns = [_wrapped(text, width) for text, width in zip(texts, WIDE, strict=True)]
    height = max(map(len, columns))
    padded = [column + [""] * (height - len(column)) for column in columns]
    return ["  ".join(part + " " * (width - _width(part)) for part, width in zip(line, WIDE, strict=True)).rstrip()
            for line in zip(*padded, strict=True)]


def _wrapped(text: str, width: int) -> list[str]:
    found = [""]
    for word in text.split():
        joined = f"{found[-1]} {word}".strip()
        if _width(joined) <= width or not found[-1]:
            found[-1] = joined
        else:
            found.append(word)
    return found


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 for c in text)


def main() -> int:
    """Measure the bars that are asked for, or all; exit 1 where one is missed or fails."""
    parser = argparse.ArgumentParser(prog="tests/bench", description="Measure the bars, each a ratio within one run.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="which bars (all)")
    parser.add_argument("--rounds", type=int, help="how many rounds (7)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table there as well")
    parser.add_argument("--list", action="store_true", help="only list the bars")
    parser.add_argument("--here", metavar="FILE", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    known = load(options.here)
    unknown = [name for name in options.ids if name not in known]
    if unknown:
        parser.error(f"no bar {unknown[0]}; there are {', '.join(known)}")
    from bars import ROUNDS, measured

    rounds, chosen = options.rounds or ROUNDS, options.ids or list(known)
    if options.here:
        print(json.dumps([row for name in chosen for row in measured(known[name], rounds)]))
        return 0
    if options.list:
        print("\n".join(f"{name:6} {known[name].work} | {known[name].against} | {', '.join(map(str, known[name].limits))}"
                        for name in chosen))
        return 0
    print(*lines(COLUMNS), sep="\n")
    rows = []
    for name in chosen:
        for row in measure(name, known[name].prepare.__module__, rounds):
            rows.append(row)
            print(*lines(cells(row)), sep="\n", flush=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any("failed" in row or not row.get("held", True) for row in rows))


if __name__ == "__main__":
    sys.exit(main())
