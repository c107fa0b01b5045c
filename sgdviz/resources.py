"""Where the files beside the code are: data, lessons, translations, icons, fonts."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The file or folder `parts`, in an installed package or in a checkout; RuntimeError if it is missing."""
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise RuntimeError(f"The program's own file {'/'.join(parts)} is missing; please install the program again.")
