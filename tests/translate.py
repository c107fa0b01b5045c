"""Brings the translations up to date: `python tests/translate.py` after changing a text, then fill in what it counts."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"


def tool(name: str) -> str:
    """One of the translation tools that come with PySide6, beside this Python."""
    found = next(Path(sys.executable).parent.glob(f"{name}*"), None)
    if found is None:
        raise SystemExit(f"{name} is not installed beside {sys.executable}")
    return str(found)


def run(*arguments: str) -> str:
    return subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def update(folder: Path = FOLDER) -> None:
    """Collect all texts: everything for Korean, for English what needs a plural."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "sgdviz").rglob("*.py"))
    common = ("-locations", "none", "-no-obsolete", "-silent")
    run(tool("pyside6-lupdate"), *common, *sources, "-ts", str(folder / "sgdviz_ko.ts"))
    run(tool("pyside6-lupdate"), *common, "-pluralonly", *sources, "-ts", str(folder / "sgdviz_en.ts"))


def release(folder: Path = FOLDER) -> None:
    """Compile what the program loads."""
    for path in sorted(folder.glob("*.ts")):
        run(tool("pyside6-lrelease"), "-silent", str(path), "-qm", str(path.with_suffix(".qm")))


if __name__ == "__main__":
    update()
    release()
    for ts in sorted(FOLDER.glob("*.ts")):
        left = ts.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{ts.name}: {left} to translate")
