"""Both languages are complete, and what the program loads is what was translated."""

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import translate

LANGUAGES = ("ko", "en")


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations as a fresh collection of all texts leaves them."""
    folder = tmp_path_factory.mktemp("i18n")
    for path in translate.FOLDER.glob("*.ts"):
        shutil.copy(path, folder)
    translate.update(folder)
    translate.release(folder)
    return folder


def messages(path: Path) -> list[ET.Element]:
    return ET.parse(path).getroot().findall(".//message")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_program_is_there_and_none_that_is_gone(updated: Path, language: str) -> None:
    name = f"sgdviz_{language}.ts"
    assert (updated / name).read_bytes() == (translate.FOLDER / name).read_bytes(), "run python tests/translate.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    for message in messages(translate.FOLDER / f"sgdviz_{language}.ts"):
        translation = message.find("translation")
        assert translation is not None and translation.get("type") is None, message.findtext("source")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_loaded_is_what_was_translated(updated: Path, language: str) -> None:
    name = f"sgdviz_{language}.qm"
    assert (updated / name).read_bytes() == (translate.FOLDER / name).read_bytes(), "run python tests/translate.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_mathematics_survive_the_translation(language: str) -> None:
    for message in messages(translate.FOLDER / f"sgdviz_{language}.ts"):
        source = message.findtext("source") or ""
        forms = message.findall("translation/numerusform") or message.findall("translation")
        for form in forms:
            for pattern in (r"\{[^}]*\}", r"\$[^$]+\$"):
                assert sorted(re.findall(pattern, form.text or "")) == sorted(re.findall(pattern, source)), source


def test_korean_particles_fit_whatever_is_filled_in() -> None:
    """을 or 를, 이 or 가 hang on the last sound of a word that is not known; {function} is a letter, f, J or J_B."""
    for message in messages(translate.FOLDER / "sgdviz_ko.ts"):
        for text in message.find("translation").itertext():
            filled = text.replace("{function}는", "")
            assert not re.search(r"\}[$’]?(을|를|은|는|이|가|과|와|으로|로)(?![가-힣])|\((를|가|는|와|으)\)", filled), text
