"""Imports point left: core ← engine ← ui ← app, and nothing that has no business with Qt imports it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import sgdviz

PACKAGE = Path(sgdviz.__file__).parent
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
           for path in sorted(PACKAGE.rglob("*.py"))}

ROOTS = {"resources", "system"}
QT = {"PySide6", "shiboken6", "pyqtgraph"}
ROOMS = {  # room: the rooms that it may import, and what of Qt it may not
    "core": ({"core"} | ROOTS, QT),
    "engine": ({"core", "engine"} | ROOTS, {"PySide6.QtWidgets", "PySide6.QtGui", "pyqtgraph"}),
    "ui": ({"core", "engine", "ui", "examples", "exhibits"} | ROOTS, set()),
    "examples": ({"core"} | ROOTS, QT),
    "exhibits": ({"core"} | ROOTS, QT),
    "resources": (set(), QT),
    "system": (set(), QT | {"numpy", "sgdviz.core"}),
    "commands.run": ({"core"} | ROOTS, QT),
    "commands.chord": ({"core"} | ROOTS, QT),
    "commands.audit": ({"core"} | ROOTS, QT),
}


def imports(name: str) -> Iterator[str]:
    """The full names that a module imports, wherever in the file."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[:len(package.split(".")) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, (base, node.module)))
            yield from (f"{source}.{alias.name}" for alias in node.names)


def within(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_one_way(name):
    room = next((room for room in ROOMS if within(name, f"sgdviz.{room}")), None)
    if room is None:
        return
    allowed, forbidden = ROOMS[room]
    for found in imports(name):
        ours = within(found, "sgdviz") and found != "sgdviz.__version__"
        assert not ours or any(within(found, f"sgdviz.{other}") for other in allowed), f"{room} imports {found}"
        assert not any(within(found, module) for module in forbidden), f"{room} imports {found}"


def packages(name: str) -> set[str]:
    """Those that a module is in: they are imported before it."""
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts))}


def needs(name: str) -> set[str]:
    """The modules of ours that are imported with a module, packages on the way to them among them."""
    ours = (found for found in imports(name) if within(found, "sgdviz"))
    modules = {found if found in MODULES else found.rpartition(".")[0] for found in ours}
    on_the_way = set[str]().union(*map(packages, modules)) - packages(name)
    return (modules | on_the_way) - {name}


def test_nothing_imports_in_a_circle():
    """Nor in the imports that are for types alone. So each module can be imported as the first of ours."""
    assert needs("sgdviz.core.walk") >= {"sgdviz.core.course", "sgdviz.core.kernels", "sgdviz.core.optimizers"}
    TopologicalSorter({name: needs(name) for name in MODULES}).prepare()


def test_the_test_sees_a_wrong_import():
    assert "sgdviz.core.invalid.Invalid" in set(imports("sgdviz.core.parameters"))
    assert "sgdviz.core.invalid.Invalid" in set(imports("sgdviz.__main__"))


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "sgdviz.engine")])
def test_the_engine_knows_nothing_of_qt_but_its_core(name):
    assert all(within(found, "PySide6.QtCore") for found in imports(name) if within(found, "PySide6"))


def test_every_module_of_core_is_there_where_there_is_no_qt():
    core = [name for name in MODULES if within(name, "sgdviz.core")]
    program = f"""
import importlib, sys
sys.modules.update(dict.fromkeys({sorted(QT)!r}))
for name in {core!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


LATE = ("numpy", "pyqtgraph", "contourpy", "sgdviz.core.problem", "sgdviz.ui.furniture")


def test_the_start_page_needs_none_of_what_takes_long() -> None:
    program = f"""
import sys
from sgdviz import app
application = app.make_application()
window = app.MainWindow(furnish=False)
window.show()
application.processEvents()
print([name for name in {LATE!r} if name in sys.modules])
window.close()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
