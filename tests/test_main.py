"""The command line as a person uses it: most of it in a process of its own."""

import argparse
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from sgdviz import __main__ as program
from sgdviz import __version__, system
from sgdviz.core.invalid import Invalid


def sgdviz(*arguments, **more):
    return subprocess.run([sys.executable, "-m", "sgdviz", *arguments], capture_output=True, text=True,
                          encoding="utf-8", timeout=60, **more)


@pytest.fixture
def work(monkeypatch):
    """Puts a function in the place of what a command would import."""
    def put(command, main):
        monkeypatch.setitem(sys.modules, program.WORK[command], SimpleNamespace(main=main))
    monkeypatch.setattr(system, "choose_platform", lambda: None)
    return put


ASKING = [["--help"], ["--version"], *([command, "--help"] for command in ("run", "render", "chord"))]


@pytest.mark.parametrize("arguments", ASKING, ids=" ".join)
def test_asking_imports_neither_qt_nor_numpy(arguments):
    code = (f"import sys; from sgdviz.__main__ import main\ntry: main({arguments!r})\nexcept SystemExit as e: "
            "assert e.code == 0\nprint(*sys.modules, file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "sgdviz" in done.stdout
    modules = set(done.stderr.split())
    assert not {"numpy", "PySide6", "shiboken6", "pyqtgraph"} & modules
    ours = {name for name in modules if name.startswith("sgdviz.core.")}
    assert ours <= {"sgdviz.core.canvases", "sgdviz.core.invalid", "sgdviz.core.memory"}, "asking costs hardly more than Python"


def test_version():
    assert sgdviz("--version").stdout == f"sgdviz {__version__}\n"


@pytest.mark.parametrize("arguments, command, file", [
    ([], "window", None), (["lecture.sgdviz"], "window", "lecture.sgdviz"), (["./run"], "window", "./run"),
    (["window"], "window", "window"), (["run", "a.sgdviz", "--out", "b.csv"], "run", "a.sgdviz"),
    (["run", "run", "--out", "b.csv"], "run", "run"), (["render", "a.sgdviz", "--out", "b.png"], "render", "a.sgdviz"),
])
def test_the_first_word_chooses(arguments, command, file, work):
    seen = []
    work(command, lambda options: seen.append(options.file) or 0)
    assert program.main(arguments) == 0
    assert seen == [file]


@pytest.mark.parametrize("arguments, sentence", [
    (["run", "a.sgdviz"], "required: --out"), (["run", "a", "--ou", "b"], "required: --out"),
    (["render", "a", "--out", "b.png", "--size", "big"], "'big' is not a size"),
    (["render", "a", "--out", "b.png", "--size", "1e4x100"], "'1e4x100' is not a size"),
    (["render", "a", "--out", "b.png", "--step", "-1"], "'-1' is not a step"),
    (["render", "a", "--out", "b.png", "--size", "-1x100"], "'-1x100' is not a size"),
    (["render", "a", "--out", "b.png", "--canvas", "moon"], "invalid choice: 'moon'"),
    (["chord", "x^2", "1"], "required: X1"), (["chord", "x^2", "1", "2", "3"], "unrecognized arguments: 3"),
    (["--no-such"], "unrecognized arguments: --no-such"),
])
def test_a_wrong_call_is_one_sentence(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as stop:
        program.main(arguments)
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (2, "")
    assert sentence in err and err.count("\n") == 1 and err.startswith("sgdviz")


@pytest.mark.parametrize("x0", ["-2", "−2", "-2e0", "-.5", "-1,2", "+3", "-1e-3,−2E+1"])
@pytest.mark.parametrize("function", ["-x^2", "x"])
@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["words", "json"])
def test_signs_are_no_options(function, x0, flags):
    expected = argparse.Namespace(function=function, x0=x0, x1="-4", json=bool(flags))
    assert program.chord_options([function, x0, "-4", *flags]) == expected
    assert program.chord_options([*flags, function, x0, "-4"]) == expected
    assert program.chord_options([*flags, "--", function, x0, "-4"]) == expected


def failing(error):
    def main(options):
        raise error
    return main


@pytest.mark.parametrize("error, status, sentence", [
    (Invalid("problem.x[0]", "{name} is no column", name="'mass'"), 2, "sgdviz: problem.x[0]: 'mass' is no column\n"),
    (PermissionError(13, "Permission denied", "out.csv"), 2, "sgdviz: out.csv: Permission denied\n"),
    (ModuleNotFoundError("No module named 'numpy'", name="numpy"), 3, "sgdviz: numpy is not installed; "),
    (KeyboardInterrupt(), 130, ""),
])
def test_what_goes_wrong_is_one_sentence(error, status, sentence, work, capsys):
    work("run", failing(error))
    assert program.main(["run", "a", "--out", "b"]) == status
    err = capsys.readouterr().err
    assert err.startswith(sentence) and err.count("\n") == bool(sentence)


@pytest.mark.parametrize("error", [ZeroDivisionError(), OSError("no file in it"), ModuleNotFoundError(name="sgdviz.x")])
def test_our_own_mistakes_are_not_hidden(error, work):
    work("run", failing(error))
    with pytest.raises(type(error)):
        program.main(["run", "a", "--out", "b"])


@pytest.mark.parametrize("arguments", [[], ["a.sgdviz"], ["render", "a", "--out", "b.png"]])
def test_a_lacking_machine_is_told_before_qt_is_imported(arguments, work, monkeypatch, capsys):
    monkeypatch.setattr(system, "complaint", lambda: "Qt needs libGL.so.1; install it: apt-get install -y libgl1")
    for command in program.NEED_QT:
        work(command, failing(AssertionError("Qt would have been imported")))
    assert program.main(arguments) == 3
    assert capsys.readouterr().err == "sgdviz: Qt needs libGL.so.1; install it: apt-get install -y libgl1\n"


def test_a_reader_that_closes_early_is_no_error():
    code = ("import sys, types; from sgdviz import __main__ as p\n"
            "sys.modules[p.WORK['run']] = types.SimpleNamespace(main=lambda o: print('θ\\n' * 100000) or 0)\n"
            "sys.exit(p.main(['run', 'a', '--out', 'b']))")
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    child.stdout.readline()
    child.stdout.close()
    with child.stderr:
        assert (child.stderr.read(), child.wait(timeout=60)) == (b"", 0)


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "utf-8"])
def test_a_terminal_without_the_letters_shows_question_marks(encoding):
    code = ("import sys, types; from sgdviz import __main__ as p\n"
            "sys.modules[p.WORK['run']] = types.SimpleNamespace(main=lambda o: print('−2 배치 θ') or 0)\n"
            "sys.exit(p.main(['run', 'a', '--out', 'b']))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60,
                          env=os.environ | {"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding).rstrip() == "−2 배치 θ".encode(encoding, "replace").decode(encoding)


def test_without_standard_streams(monkeypatch, work):
    """As under pythonw on Windows."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    work("window", lambda options: 0)
    assert program.main([]) == 0
