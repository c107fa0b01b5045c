from pathlib import Path

import pytest

import sgdviz.resources
from sgdviz.resources import resource


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sgdviz"
    for room in (folder / "_resources" / "data", tmp_path / "resources" / "data"):
        room.mkdir(parents=True)
    monkeypatch.setattr(sgdviz.resources, "_PACKAGE", folder)
    return folder


def test_an_installed_package_finds_its_own_resources_first(package: Path) -> None:
    for root in (package / "_resources", package.parent / "resources"):
        (root / "data" / "a.csv").write_text("x\n")
    assert resource("data", "a.csv") == package / "_resources" / "data" / "a.csv"


def test_a_checkout_finds_the_resources_beside_the_package(package: Path) -> None:
    (package.parent / "resources" / "data" / "a.csv").write_text("x\n")
    assert resource("data", "a.csv") == package.parent / "resources" / "data" / "a.csv"


def test_a_missing_resource_is_one_sentence(package: Path) -> None:
    with pytest.raises(RuntimeError, match=r"data/b\.csv is missing"):
        resource("data", "b.csv")


def test_the_data_of_this_program_are_there() -> None:
    assert resource("data").is_dir()
