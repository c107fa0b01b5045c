"""What the markup means, where its pieces stand, and that no sign is a box."""

import math
import re

import pytest
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgGenerator

from sgdviz.core.optimizers import optimizers
from sgdviz.ui.look import theme
from sgdviz.ui.text.line import Bar, Glyphs, Line, Radical
from sgdviz.ui.text.markup import Atom, Style, Text, escape, parse, plain
from sgdviz.ui.text.mathtext import display, displayed, layout
from sgdviz.ui.text.paragraph import paragraph

FORMULAS = [r"\frac{1}{m} Σ_{k=1}^m [batch:J_{B_k}](θ) = J(θ)", r"Σ \frac{|B_k|}{n} J_{B_k}(θ) = J(θ)",
            "αf(θ_0)+(1−α)f(θ_1) ≥ f(αθ_0+(1−α)θ_1)", "θ_{k+1} = θ_k − η∇J_B(θ_k)"]


@pytest.fixture(autouse=True)
def _application(qapp) -> None:
    """Fonts need one."""


def glyphs(line: Line) -> list[Glyphs]:
    return [piece for piece in line.pieces if isinstance(piece, Glyphs)]


def test_text_and_mathematics_alternate() -> None:
    nodes = parse("the $J_B$ of")
    assert nodes == (Text("the ", Style()), Atom("J", "letter", Style(), (Atom("B", "letter", Style()),)),
                     Text(" of", Style()))


def test_spans_colour_text_and_mathematics_and_nest() -> None:
    nodes = parse("[batch:a $J$ [bold:b]] c")
    assert [node.style for node in nodes] == [
        Style("batch"), Style("batch"), Style("batch"), Style("batch", True), Style()]
    assert parse("$[whole:J](θ)$")[0].style == Style("whole") and parse("$[whole:J](θ)$")[1].style == Style()


@pytest.mark.parametrize("text", ["[0, 1]", "{x}", "[nonsense:x]", "a_b^c", "50 %", "한국어 문장", "C:\\\\data"])
def test_what_is_no_markup_is_text(text: str) -> None:
    assert plain(text) == text.replace("\\\\", "\\")


@pytest.mark.parametrize("text", ["$5 [batch:x] \\ {}", "a]b", "[bold:$x_1$]", "$$", "\\"])
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert plain(escape(text)) == text


@pytest.mark.parametrize("text", [
    "$", "$J_", "[batch:", "$\\frac{1", "[batch:$x", "$_^{", "\\", "$\\", "]", "$}$", "$\\frac$"])
def test_broken_markup_is_no_error(text: str) -> None:
    assert layout(text, 13).width >= 0
    assert plain(text) is not None


@pytest.mark.parametrize(("text", "spoken"), [
    ("$J_B$ before", "J_B before"), ("$−∇J_B$", "−∇J_B"), ("$∠(∇J, ∇J_B)$", "∠(∇J, ∇J_B)"), ("$x^2$", "x^2"),
    (r"$\frac{1}{m}$", "1/m"), ("[batch:this]", "this"), ("$f'(x)$", "f′(x)"), ("$J_{B_k}=1$", "J_B_k = 1"),
])
def test_plain_text_for_a_screen_reader(text: str, spoken: str) -> None:
    assert plain(text) == spoken


def test_letters_are_italic_digits_and_signs_upright() -> None:
    found = {piece.text: piece.font.italic() for piece in glyphs(layout("$θ_0 + (1−α)f$", 20))}
    assert found == {"θ": True, "0": False, "+": False, "(": False, "1": False, "−": False, "α": True, ")": False,
                     "f": True}


def test_subscripts_are_smaller_and_lower_superscripts_higher() -> None:
    base, sub, sup = glyphs(layout("$J_B^2$", 20))
    assert base.font.pixelSize() == 22 and sub.font.pixelSize() == sup.font.pixelSize() == round(22 * 0.72)
    assert sub.base == pytest.approx(0.20 * 22) and sup.base < 0 and base.base == 0
    assert sub.left < sup.left


def test_a_minus_between_has_gaps_and_a_minus_before_has_none() -> None:
    minus, first = glyphs(layout("$−1$", 20))
    assert first.left == pytest.approx(layout("$−$", 20).width)
    one, between, _ = glyphs(layout("$1−1$", 20))
    assert between.left - layout("$1$", 20).width == pytest.approx(0.21 * 22) and one.left == minus.left == 0


def test_lines_of_one_size_are_equally_high() -> None:
    assert layout("abc", 13).ascent == layout("$J_B$ 가", 13).ascent
    assert layout("abc", 13).height > 13


def test_a_display_has_its_limits_over_and_under_the_sum() -> None:
    pieces = glyphs(display(FORMULAS[0], 22))
    total = next(piece for piece in pieces if piece.text == "∑")
    above, below = (next(piece for piece in pieces if piece.text == text and abs(piece.left - total.left) < 20)
                    for text in "mk")
    assert above.base < total.base - 20 and below.base > total.base + 10
    bar, one, under = display(r"\frac{1}{m}", 22).pieces
    assert isinstance(bar, Bar) and one.base < bar.base < 0 < under.base


def test_a_root_covers_what_is_under_it_and_its_hook_stands_before() -> None:
    root, letter = display(r"\sqrt{v}", 22).pieces
    assert isinstance(root, Radical) and isinstance(letter, Glyphs)
    inside, sign = letter.path().boundingRect(), root.path().boundingRect()
    assert sign.top() < inside.top() - 1 and sign.bottom() >= inside.bottom() and sign.right() >= inside.right()
    assert root.left + root.hook <= inside.left() + 1
    assert plain(r"$\sqrt{v + ε} m̂_k$") == "√(v+ε)m̂_k"


def test_a_letter_keeps_its_accents() -> None:
    (atom,) = parse("$m̂_k$")
    assert isinstance(atom, Atom) and (atom.text, atom.kind) == ("m̂", "letter") and atom.sub


@pytest.mark.parametrize("name", optimizers)
def test_the_formulas_of_all_methods_have_a_glyph_for_every_sign(name: str) -> None:
    for line in optimizers[name].make().formula.split("\n"):
        for piece in glyphs(displayed(line, 17)):
            assert all(index for index in QRawFont.fromFont(piece.font).glyphIndexesForString(piece.text)), piece.text


@pytest.mark.parametrize("text", [*FORMULAS, r"θ − η \frac{m̂}{\sqrt{\frac{v̂}{2}} + ε}"])
def test_formulas_stay_inside_their_own_box(text: str) -> None:
    line = display(text, 22)
    box = line.path().boundingRect()
    assert QRectF(-2, -line.ascent - 1, line.width + 4, line.height + 2).contains(box)


def test_every_sign_has_a_glyph_in_the_font_that_is_chosen_for_it() -> None:
    signs = "αβγδεζηθκλμνξπρστφχψω JBfnmkwbxy ŷ 0123456789 +−·×=<>≤≥≈≠∈→∞ ()[]⟨⟩|∥ ,;.:/%°′! ∇∠∂√ℝΔΣ…"
    for sign in signs.replace(" ", ""):
        for piece in glyphs(layout(f"$\\{sign}$" if sign in "[]" else f"${sign}$", 20)):
            assert QRawFont.fromFont(piece.font).supportsCharacter(ord(piece.text)), sign


def test_painting_takes_the_colours_of_the_spans() -> None:
    def painted(text: str, halo: QColor | None = None) -> set[str]:
        image = QImage(200, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        layout(text, 24, 600).paint(painter, 5, 30, QColor("#000000"), halo)
        painter.end()
        return {image.pixelColor(x, y).name().upper() for x in range(200) for y in range(40)}

    assert "#000000" in painted("III") and theme.palette().batch not in painted("III")
    assert theme.palette().batch in painted("[batch:III]")
    assert "#00FF00" in painted("III", QColor("#00FF00"))


def test_an_svg_needs_no_font() -> None:
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    layout("a $J_B$", 13).paint(painter, 0, 20, QColor("black"))
    painter.end()
    written = bytes(buffer.data().data()).decode()
    assert "<text" not in written and written.count("<path") == 3


def test_elided_lines_fit_and_say_so() -> None:
    line = layout("SGD, $B$ = 4 and a long name", 15)
    assert line.elided(line.width) is line
    short = line.elided(80)
    assert short.path().boundingRect().right() <= 81 and glyphs(short)[-1].text.endswith("…")


@pytest.mark.parametrize("text", [
    "The optimizer never sees $J$. At each step it sees only $J_B$, the loss of the 4 penguins in this batch.",
    "옵티마이저는 $J$를 볼 수 없습니다. 한 스텝에서 보는 것은 지금 배치에 든 펭귄 4마리의 손실 [batch:$J_B$]뿐입니다.",
    "/a/very/long/path/without/any/space/that/is/wider/than/the/column/of/the/panel.csv is missing",
])
@pytest.mark.parametrize("width", [120.0, 240.0])
def test_paragraphs_fit_and_lose_nothing(text: str, width: float) -> None:
    block = paragraph(text, 14, width)
    assert block.width <= width and block.height == len(block.lines) * 21
    shown = "".join(piece.text for line in block.lines for piece in glyphs(line)).replace(" ", "")
    assert shown == plain(text).replace(" ", "").replace("_", "")
    assert len(block.lines) >= math.floor(layout(text, 14).width / width)


def test_korean_breaks_between_words_only_and_particles_stay_at_their_symbol() -> None:
    words = "손실 $J_B$뿐입니다 그리고 다시 $θ$에서"
    for width in range(70, 200, 10):
        for line in paragraph(words, 14, float(width)).lines:
            shown = "".join(piece.text for piece in glyphs(line))
            assert set(shown.split()) <= {"손실", "JB뿐입니다", "그리고", "다시", "θ에서"}


def test_a_sign_holds_its_two_sides_together() -> None:
    for width in range(110, 250, 10):
        for line in paragraph("so $η$ = 0.6 is above $2/λ$ = 0.5, not 0 ≤ value < 1", 14, float(width)).lines:
            shown = "".join(piece.text for piece in glyphs(line)).strip()
            assert shown[0] not in "=≤<" and shown[-1] not in "=≤<"


def test_a_number_is_not_broken_where_a_range_is_wider_than_a_line() -> None:
    for words in ("0 ≤ x ≤ 10,000,000", "9,223,372,036,854,775,808 is out of range"):
        widest = layout("10,000,000", 14).width + 4
        groups = ["".join(piece.text for piece in glyphs(line)).strip() for line in paragraph(words, 14, widest).lines]
        whole = re.compile(r"[a-z 0≤]*|(\d{1,3}(,\d{3})*,?)?( is)?")
        assert len(groups) > 1 and all(map(whole.fullmatch, groups)), groups


def test_line_breaks_are_kept() -> None:
    assert len(paragraph("a\n\nb", 14, 300).lines) == 3
