"""The program's own fonts, so that it looks the same everywhere: Pretendard for text, STIX Two for mathematics."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from sgdviz.resources import resource

TEXT = "Pretendard"
MATH = "STIX Two Text Medium"
SIGNS = "KaTeX_Main"
SUMS = "KaTeX_Size1"
_FILES = {
    "Pretendard-Regular.otf": TEXT,
    "Pretendard-SemiBold.otf": TEXT,
    "STIXTwoText-Medium.ttf": MATH,
    "STIXTwoText-MediumItalic.ttf": MATH,
    "KaTeX_Main-Regular.ttf": SIGNS,
    "KaTeX_Size1-Regular.ttf": SUMS,
}


@cache
def load_fonts() -> dict[str, str]:
    """Register the fonts, once; needs a QGuiApplication. The family names as this platform calls them, by ours."""
    families: dict[str, str] = {}
    for file, name in _FILES.items():
        path = resource("fonts", file)
        found = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
        if not found:
            raise RuntimeError(f"The font {path} cannot be loaded; please install the program again.")
        families.setdefault(name, found[0])
    return families


@cache
def text_font(px: float, weight: int = 400) -> QFont:
    """Pretendard at `px` logical pixels, regular (400) or semi-bold (600), with figures of one width."""
    families = load_fonts()
    font = _font([families[TEXT], families[SIGNS]], px)
    font.setWeight(QFont.Weight(weight))
    if hasattr(QFont, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def math_font(px: float, italic: bool = False) -> QFont:
    """STIX Two Text Medium at `px` logical pixels: italic for letters, upright for digits, brackets and operators."""
    font = _font([load_fonts()[MATH]], px)
    font.setWeight(QFont.Weight.Medium)
    font.setItalic(italic)
    return font


@cache
def sign_font(px: float, large: bool = False) -> QFont:
    """The face for the signs that the others lack (∇ ∈ ∠ ≤ …); `large` is the one with the sum sign of a display."""
    return _font([load_fonts()[SUMS if large else SIGNS]], px)


def _font(families: list[str], px: float) -> QFont:
    font = QFont(families)
    font.setPixelSize(max(1, int(px + 0.5)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
