"""The update term by term: the rule's formula, and each of its terms for the step under the cursor."""

import re
import time
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from sgdviz.core.experiment import Spec
from sgdviz.core.frame import Frame
from sgdviz.core.optimizers import Reference, Slot, optimizers
from sgdviz.core.parameters import Number, Pair, Parameter
from sgdviz.core.terms import Replay, Terms

from ..paint.runs import run_name
from ..text.mathtext import escape
from ..text.numbers import header_number
from ..update.page import Content, Page
from ..update.table import Row
from ..view import View
from ..widgets.header import Value
from ..widgets.scale import written
from ..words import core_text
from .maps import REFRESH, norm

_TALK = re.compile(r"\[\w+:|\\[a-z]+")
"""What of a formula's markup is no letter of it."""
_COUNTS = re.compile(r"[\^_({]t\b")
"""The number of updates in a formula, as in β^t, μ_t and (t − 1)."""


class UpdateView(View):
    """A page as in a book, its numbers those that the trace is made of."""

    name = "update"

    def __init__(self) -> None:
        super().__init__()
        self.page, self.area = Page(), QScrollArea()
        self.area.setWidget(self.page)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.area)
        self._replay, self._told = Replay(), 0.0
        self.retranslate()

    def draw(self, frame: Frame) -> None:
        """Show the step that the current batch makes; at the end of a run the one that its last batch made."""
        before, self.frame_shown = self.frame_shown, frame
        if frame.pace == "fast" and before is not None and time.monotonic() - self._told < REFRESH:
            return
        self._told = time.monotonic()
        step = frame.batch_step
        terms = self._replay.terms(frame.course, frame.trace, step)
        spec = [s for s in frame.course.run.settings() if s.step <= step][-1].optimizer
        whole = isinstance(terms.method, Reference) or frame.batch is frame.problem
        self.header.set_title(self.title(), self._subtitle(frame, terms, core_text(optimizers[spec["name"]].label)))
        self.header.set_values(_values_of(terms))
        self.page.setAccessibleName(self.title())
        formula = terms.method.formula
        self.page.show_content(Content(
            tuple(_of_all(line) if whole else line for line in formula.split("\n")), _numbers(spec, formula),
            tuple(self._rows(terms, whole)), tuple(f"${name}$" for name in frame.problem.names),
            self.tr("{shown} of {all} coordinates").replace("{all}", f"{frame.problem.dim}")))

    def _subtitle(self, frame: Frame, terms: Terms, method: str) -> str:
        """Which step it is of which method; of several runs, of which run as well."""
        name = run_name(frame, frame.watched) if len(frame.courses) > 1 else ""
        words = self.tr("{method}, from $θ_{before}$ to $θ_{after}$").format(
            method=escape(method), before=f"{{{terms.step}}}", after=f"{{{terms.step + 1}}}")
        return f"{words} · {escape(name)}" if name else words

    def _rows(self, terms: Terms, whole: bool) -> list[Row]:
        """One for each term, in the order in which they come about; before the first step nothing is remembered."""
        gradient = Row("$∇J(θ_k)$", self.tr("gradient of all rows"), tuple(terms.gradient.tolist()), "whole") if whole else (
            Row("$∇J_B(θ_k)$", self.tr("gradient of the batch"), tuple(terms.gradient.tolist()), "batch_text"))
        rows = [Row("$θ_k$", self.tr("before"), tuple(terms.theta.tolist())), gradient]
        if terms.taken is not None:
            rows.append(Row("$g$", self.tr("gradient as taken"), tuple(terms.taken.tolist())))
        old = dict(terms.remembered)
        rows += [self._slot(slot, old.get(slot, np.full_like(entry, np.nan)), "k") for slot, entry in terms.memory
                 if f"{slot.symbol}_k" in terms.method.formula]
        rows += [self._slot(slot, entry, "{k+1}") for slot, entry in terms.memory]
        rows += [Row(f"${slot.symbol}$", core_text(slot.label), tuple(entry.tolist())) for slot, entry in terms.between]
        return [*rows, Row("$η$", self.tr("learning rate"), (terms.rate,)),
                Row("$Δθ$", self.tr("step"), tuple(terms.move.tolist()), ruled=True),
                Row("$θ_{k+1}$", self.tr("after"), tuple(terms.after.tolist()))]

    @staticmethod
    def _slot(slot: Slot, entry: Any, at: str) -> Row:
        return Row(f"${slot.symbol}_{at}$", core_text(slot.label), tuple(np.atleast_1d(entry).tolist()))


def _numbers(spec: Spec, formula: str) -> str:
    """The numbers of the method that stand in its formula; the learning rate has a row of its own."""
    letters = _TALK.sub("", formula)
    return ", ".join(f"${symbol}$ = {written(value)}" for parameter in optimizers[spec["name"]].parameters
                     for symbol, value in _values(parameter, spec) if symbol != "η" and symbol in letters)


def _values_of(terms: Terms) -> list[Value]:
    """η and |Δθ|, and how many updates there were where the formula counts them."""
    counted = [Value("$t$", f"{terms.age}", widest="00000")] if _COUNTS.search(terms.method.formula) else []
    return [Value("$η$", header_number(terms.rate)), Value("$|Δθ|$", header_number(norm(terms.move))), *counted]


def _of_all(line: str) -> str:
    """A line of a formula whose batch is the whole."""
    return line.replace("[batch:", "[whole:").replace("J_B", "J")


def _values(parameter: Parameter, spec: Spec) -> list[tuple[str, float]]:
    """Letter and value of a number, or of both of a pair."""
    value = spec.get(parameter.name, parameter.default)
    if isinstance(parameter, Pair):
        return [(number.symbol, one) for number, one in zip(parameter.numbers, value, strict=True)]
    return [(parameter.symbol, value)] if isinstance(parameter, Number) else []
