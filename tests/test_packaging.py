"""What is handed out: a wheel and a source archive that hold everything, a README whose commands are those tried."""

import email
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import sgdviz
from sgdviz.core.files import parse

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def build(kind, source, target):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)], cwd=source, check=True,
                   capture_output=True, timeout=120)
    return next(target.iterdir())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel):
    return set(zipfile.ZipFile(wheel).namelist())


def tracked(folder):
    """The files below `folder` that are ours."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts}


def test_the_wheel_holds_the_package_and_its_resources(names):
    assert tracked("sgdviz") <= names
    assert {f"sgdviz/_{name}" for name in tracked("resources")} <= names
    assert not [name for name in names if name.startswith(("tests/", "resources/"))]


def test_the_wheel_runs_from_where_it_is_unpacked(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = "import sgdviz.resources as r; print(r.__file__, r.resource('data', 'norris.csv'))"
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
                          cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
    assert all(path.startswith(str(tmp_path / "site")) for path in done.stdout.split())


def test_the_metadata_say_what_is_needed(wheel):
    archive = zipfile.ZipFile(wheel)
    folder = f"sgdviz-{sgdviz.__version__}.dist-info"
    data = email.message_from_bytes(archive.read(f"{folder}/METADATA"))
    assert data["Version"] == sgdviz.__version__
    assert data["Requires-Python"] == ">=3.11"
    assert data["License-Expression"] == "MIT"
    assert f"{folder}/licenses/LICENSE" in archive.namelist()
    assert "PySide6-Essentials<6.12,>=6.8.3; python_version < '3.12'" in [
        requirement.lower().replace("pyside6-essentials", "PySide6-Essentials").replace('"', "'")
        for requirement in data.get_all("Requires-Dist")]
    assert b"sgdviz = sgdviz.__main__:main" in archive.read(f"{folder}/entry_points.txt")


def test_the_source_archive_builds_the_same_wheel(names, tmp_path):
    archive = build("sdist", ROOT, tmp_path / "sdist")
    safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # from Python 3.11.4 on
    with tarfile.open(archive) as file:
        file.extractall(tmp_path, **safely)
    source = tmp_path / archive.name.removesuffix(".tar.gz")
    assert {"README.md", "LICENSE", "CHANGELOG.md", "tests/conftest.py", ".ci/run"} <= {
        path.relative_to(source).as_posix() for path in source.rglob("*")}
    assert set(zipfile.ZipFile(build("wheel", source, tmp_path / "wheel")).namelist()) == names


def test_the_readme_has_three_commands():
    commands = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
    start, test, bench = commands
    assert start.endswith("&& .venv/bin/sgdviz")
    assert test.endswith("&& .venv/bin/python -m pytest")
    assert bench.endswith("&& .venv/bin/python tests/bench")
    assert re.findall(r"^python3 .* -m pytest$", README, re.M) == [test], "what .ci/run takes from here"
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"\.\[(\w+)\]", README)) <= set(extras)


def test_the_readme_names_what_exists():
    for path in re.findall(r"^\| `((?:sgdviz/|resources|tests)[^`]*)`", README, re.M):
        assert (ROOT / path).exists(), path


def test_the_readmes_document_is_one():
    document = re.search(r"```json\n(.*?)```", README, re.S)[1]
    assert parse(document).epochs == 20
