"""A formula as a straight-line program: each distinct operation once, in the order in which they can be done."""

from collections.abc import Callable, Sequence
from typing import Any

from ..elementary import Number, evaluate
from .algebra import INNER, NUMBERS

Slot = int
"""Where a number of a program stands: first the variables, then constants and results of operations."""
OPERATIONS = NUMBERS | INNER


class Program:
    """Written operation by operation; `compiled` makes it a function of the values of its `variables`."""

    def __init__(self, variables: Sequence[str]) -> None:
        self.variables = tuple(variables)
        self._numbers: dict[Slot, float] = {}
        self._operations: dict[Slot, tuple[str, tuple[Slot, ...]]] = {}
        self._slots: dict[tuple[Any, ...], Slot] = {(name,): slot for slot, name in enumerate(self.variables)}
        self.one = self.number(1.0)

    def variable(self, name: str) -> Slot:
        """The slot of a variable."""
        return self.variables.index(name)

    def number(self, value: float) -> Slot:
        """The slot of a constant."""
        slot = self._slots.setdefault(("", repr(value)), len(self._slots))
        self._numbers[slot] = value
        return slot

    def value(self, slot: Slot) -> float | None:
        """The constant of a slot; None if it is none."""
        return self._numbers.get(slot)

    def apply(self, name: str, *operands: Slot) -> Slot:
        """The slot of an operation; of numbers alone it is done at once."""
        values = [self._numbers[slot] for slot in operands if slot in self._numbers]
        if len(values) == len(operands):
            return self.number(float(evaluate(OPERATIONS[name], *values)))
        slot = self._slots.setdefault((name, *operands), len(self._slots))
        self._operations[slot] = name, operands
        return slot

    def total(self, *terms: Sequence[Slot | None]) -> Slot | None:
        """The sum of products. A factor None is zero, and so is a sum without terms."""
        sum: Slot | None = None
        for factors in terms:
            if None in factors:
                continue
            product = self.one
            for factor in factors:
                assert factor is not None
                product = (factor if product == self.one else product if factor == self.one
                           else self.apply("*", product, factor))
            sum = product if sum is None else self.apply("+", sum, product)
        return sum

    def difference(self, left: Slot | None, right: Slot | None) -> Slot | None:
        """left − right, where None is zero."""
        if right is None:
            return left
        return self.apply("negative", right) if left is None else self.apply("-", left, right)

    def compiled(self, outputs: Sequence[Slot | None]) -> Callable[..., list[Number]]:
        """The function from a value for each variable to the outputs; None gives 0.0.

        It does only what the outputs need. Values are floats or arrays that broadcast; floats may raise.
        """
        wanted, needed = [slot for slot in outputs if slot is not None], set[Slot]()
        while wanted:
            slot = wanted.pop()
            if slot not in needed:
                needed.add(slot)
                wanted += self._operations.get(slot, ("", ()))[1]
        order = [slot for slot in self._operations if slot in needed]
        places = {slot: slot for slot in range(len(self.variables))}
        places |= {slot: len(places) + i for i, slot in enumerate(n for n in self._numbers if n in needed)}
        inputs = [self._numbers[slot] for slot in places if slot in self._numbers]
        places |= {slot: len(places) + i for i, slot in enumerate(order)}
        steps = [(OPERATIONS[name], places[operands[0]], places[operands[1]] if len(operands) > 1 else -1)
                 for name, operands in (self._operations[slot] for slot in order)]
        ends = [-1 if slot is None else places[slot] for slot in outputs]

        def run(*point: Number) -> list[Number]:
            cells = [*point, *inputs]
            for operation, a, b in steps:
                cells.append(operation(cells[a]) if b < 0 else operation(cells[a], cells[b]))
            cells.append(0.0)
            return [cells[end] for end in ends]
        return run
