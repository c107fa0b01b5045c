"""`sgdviz methods`: what a document can say in `optimizer`, from the declarations."""

import argparse
import json

from sgdviz.core.optimizers import Method, optimizers
from sgdviz.core.parameters import Entry, Number, Pair, Parameter


def main(options: argparse.Namespace) -> int:
    """Print every method with its numbers, or the one that is asked for."""
    entries = [optimizers.find(options.name, "NAME")] if options.name else list(optimizers.values())
    print("\n\n".join(map(described, entries)))
    return 0


def described(entry: Entry[Method]) -> str:
    """The name of a method, what it does, and a line for each of its numbers: default, what it is, what is allowed."""
    whole = " (uses all rows)" if entry.facts.get("whole") else ""
    numbers = [(f"{p.name} = {json.dumps(p.default)}", meaning(p)) for p in entry.parameters]
    width = max(len(left) for left, _ in numbers)
    words = " ".join((entry.make.__doc__ or "").split())
    return "\n".join([f"{entry.name}{whole}: {words}", *(f"    {left:{width}}  {right}" for left, right in numbers)])


def meaning(parameter: Parameter) -> str:
    """What a number is called and what is allowed; of a pair, of both."""
    if isinstance(parameter, Pair):
        return "; ".join(meaning(number) for number in parameter.numbers)
    label = parameter.label.replace("$", "")
    return f"{label}, {parameter.allowed}" if isinstance(parameter, Number) else f"{label}, true or false"
