"""The command line. Qt and NumPy are imported by what is asked for, never by asking what there is."""

import argparse
import gc
import importlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from sgdviz import __version__
from sgdviz.core import canvases
from sgdviz.core.invalid import Invalid
from sgdviz.core.memory import USUAL

INVALID = 2
LACKING = 3
INTERRUPTED = 130

WORK = {
    "window": "sgdviz.app",
    "run": "sgdviz.commands.run",
    "render": "sgdviz.commands.render",
    "map": "sgdviz.commands.map",
    "chord": "sgdviz.commands.chord",
    "audit": "sgdviz.commands.audit",
    "methods": "sgdviz.commands.methods",
}
"""The module whose `main(options) -> exit code` does it; imported when it is asked for."""
NEED_QT = ("window", "render", "map")
BEFORE_QT = ("contourpy", "sgdviz.core.document", "sgdviz.core.frame")
"""What a file needs of what is no part of Qt."""

CANVASES = (*canvases.CANVASES, "window")

EPILOG = """\
commands:
  sgdviz run FILE --out history.csv      compute an experiment and write every step
  sgdviz render FILE --out picture.png   draw an experiment; needs no screen
  sgdviz map FILE --out map.png          where the run from every start goes; or from every η and B
  sgdviz chord FUNCTION X0 X1            does the chord lie above the graph?
  sgdviz audit FILE                      check the numbers of an experiment
  sgdviz methods [NAME]                  what an optimizer can be, and its numbers
each tells more with --help; a file that is called like a command is given as ./run
"""


class Parser(argparse.ArgumentParser):
    """argparse with whole option names and with one sentence where something is wrong."""

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(prog, description=description, epilog=epilog, allow_abbrev=False,
                         formatter_class=argparse.RawDescriptionHelpFormatter)
        # What begins like a negative number is a value, be it one that is refused: -5MB.
        self._negative_number_matcher = re.compile(r"-\.?\d")

    def error(self, message: str) -> NoReturn:
        self.exit(INVALID, f"{self.prog}: {message} (see {self.prog} --help)\n")


def window_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz", "See stochastic gradient descent work: the landscape, the batches, the path, the chord.",
                    EPILOG)
    parser.add_argument("file", metavar="FILE", nargs="?", help="an experiment (.sgdviz) or a table (.csv) to open")
    parser.add_argument("--version", action="version", version=f"sgdviz {__version__}")
    return parser.parse_args(arguments)


def run_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz run", "Compute an experiment without a window and write every step of it.",
                    "sgdviz methods lists the optimizers that an experiment can name, with their numbers.")
    parser.add_argument("file", metavar="FILE", help="the experiment (.sgdviz)")
    parser.add_argument("--out", metavar="FILE", required=True, help="where to write: a .csv or .npz file")
    parser.add_argument("--cloud", metavar="FILE",
                        help="compute the experiment's cloud too, and write where its runs end: a .csv or .npz file")
    parser.add_argument("--loss", choices=("step", "epoch"), default="step",
                        help="compute J after every step (the default) or at the ends of epochs only")
    parser.add_argument("--memory", metavar="SIZE", default=USUAL,
                        help=f"how much memory the steps of all runs may take, such as 2GB; {USUAL} by default, "
                             "more than ten million steps of two weights")
    return parser.parse_args(arguments)


def render_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz render", "Draw an experiment into a file; no screen is needed.")
    parser.add_argument("file", metavar="FILE", help="the experiment (.sgdviz)")
    parser.add_argument("--out", metavar="FILE", required=True, help="where to write: a .png or .svg file")
    parser.add_argument("--canvas", choices=CANVASES, default="window", help="what to draw; the window by default")
    parser.add_argument("--step", metavar="K", type=step, help="the state after K steps; the last by default")
    parser.add_argument("--size", metavar="WxH", type=size, default=(1280, 720), help="in pixels; 1280x720 by default")
    parser.add_argument("--lang", choices=("ko", "en"), help="the language of the picture; the system's by default")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="light by default")
    return parser.parse_args(arguments)


def map_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz map", "Draw for every pixel what becomes of the run that it stands for; needs no screen.",
                    "basins: the run from every start of the landscape's box, in one dimension also with every learning rate.\n"
                    "sweep: the first run with every learning rate and batch size, for the same number of epochs.\n"
                    "A .npz file has the arrays fate (the number of the minimum; -1 at none, -2 diverged), step, minima,\n"
                    "what the runs differ in and, of a sweep, loss: for basins as many pixels as --size says, of the box alone;\n"
                    "a picture whose shape is not the box's shows more. The corners of what is mapped are printed.\n"
                    "A run has come to a minimum within a hundredth of the box's sides, and left it beyond a tenth.\n"
                    "All runs are of float64, but a map adds up in another order than `sgdviz run` and the window: a chaotic\n"
                    "run, such as one above the stable learning rates, can end elsewhere there.")
    parser.add_argument("file", metavar="FILE", help="the experiment (.sgdviz)")
    parser.add_argument("--out", metavar="FILE", required=True, help="where to write: a .png, .svg or .npz file")
    parser.add_argument("--of", choices=("basins", "sweep"), default="basins", help="what to map; the basins by default")
    parser.add_argument("--size", metavar="WxH", type=size, default=(640, 480), help="in pixels; 640x480 by default")
    parser.add_argument("--lang", choices=("ko", "en"), help="the language of the picture; the system's by default")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="light by default")
    return parser.parse_args(arguments)


def chord_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz chord", "Test whether the chord between two points lies above the graph of a function.",
                    "points: -2, 1e-3, or -1,2 for a function of x and y. A chord that passes proves nothing; "
                    "one violated chord proves that the function is not convex.")
    parser.add_argument("function", metavar="FORMULA_OR_LANDSCAPE", help="'x^4 - 3*x^2', or a name such as quintic")
    parser.add_argument("x0", metavar="X0", help="one end of the chord")
    parser.add_argument("x1", metavar="X1", help="the other end")
    parser.add_argument("--json", action="store_true", help="print JSON: verdict, min_gap, alpha, strict")
    return parser.parse_args(signs_are_no_options(arguments))


def audit_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz audit", "Check what must never be wrong in an experiment: batches, gradients, paths.",
                    "exits with 0 if every check that applies holds, and with 1 if one does not")
    parser.add_argument("file", metavar="FILE", help="the experiment (.sgdviz)")
    parser.add_argument("--json", action="store_true", help="print JSON: holds, and for each check its verdict and figures")
    return parser.parse_args(arguments)


def methods_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = Parser("sgdviz methods", "List what an experiment can say in \"optimizer\": the methods and their numbers.")
    parser.add_argument("name", metavar="NAME", nargs="?", help="one of them, such as adam; all by default")
    return parser.parse_args(arguments)


def signs_are_no_options(arguments: Sequence[str]) -> list[str]:
    """The options first and what stands beside them after a `--`, so that -1,2 and -x^2 are not taken for options."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    options = [a for a in arguments[:split] if a.startswith("--") or a == "-h"]
    return [*options, "--", *(a for a in arguments[:split] if a not in options), *arguments[split + 1:]]


def step(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a step; 0, 1, 2, … are")
    return int(text)


def size(text: str) -> tuple[int, int]:
    sides = text.lower().split("x")
    if len(sides) != 2 or not all(s.isascii() and s.isdigit() and 16 <= int(s) <= 16384 for s in sides):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size; 1280x720 is, with sides from 16 to 16384")
    return int(sides[0]), int(sides[1])


OPTIONS: dict[str, Callable[[Sequence[str]], argparse.Namespace]] = {
    "window": window_options, "run": run_options, "render": render_options, "map": map_options, "chord": chord_options,
    "audit": audit_options, "methods": methods_options,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. 0; 2 with a sentence on bad input; 3 with a sentence where the machine lacks something."""
    speak_any_letter()
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = given.pop(0) if given and given[0] in WORK and given[0] != "window" else "window"
    try:
        status = execute(command, OPTIONS[command](given))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except Invalid as sentence:
        return refuse(str(sentence), INVALID)
    except BrokenPipeError:
        # The reader has seen enough. What is left in the buffer must not fail once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        return refuse(f"{error.filename}: {error.strerror}", INVALID)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "sgdviz":
            raise
        return refuse(f"{error.name} is not installed; install sgdviz with what it needs: "
                      f"{sys.executable} -m pip install -e .", LACKING)
    except KeyboardInterrupt:
        return INTERRUPTED


def execute(command: str, options: argparse.Namespace) -> int:
    """Import what does the work, and let it."""
    if command in NEED_QT:
        from sgdviz import system

        lacking = system.complaint()
        if lacking:
            return refuse(lacking, LACKING)
        system.choose_platform()
        if command == "window":
            # What imports make stays. The window collects garbage itself, in its own thread.
            gc.disable()
        if options.file:
            # Once PySide6 is there, it looks for its name in the source of every module that is imported.
            for name in BEFORE_QT:
                importlib.import_module(name)
    status: int = importlib.import_module(WORK[command]).main(options)
    return status


def refuse(sentence: str, status: int) -> int:
    print(f"sgdviz: {sentence}", file=sys.stderr)
    return status


def speak_any_letter() -> None:
    """A terminal that lacks a letter shows a question mark for it; there may be no terminal at all."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
