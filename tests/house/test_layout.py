"""The layout that docs/code.md describes: folders, sizes, names, no circular imports."""

import ast
import graphlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from tests.support.builders import ROOT

PACKAGES = ("facts", "storage", "bot")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
ALLOWED_LOOSE = {"__init__.py", "__main__.py"}
MAX_LINES = 250
GRAPH = grimp.build_graph(*PACKAGES, cache_dir=None)


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8")))


def test_no_module_is_loose_in_a_package_but_the_store() -> None:
    loose = {
        f"{package}/{path.name}" for package in PACKAGES for path in (ROOT / package).glob("*.py")
    }
    allowed = {f"{package}/{name}" for package in PACKAGES for name in ALLOWED_LOOSE}
    assert loose - allowed == {"storage/store.py"}


def test_no_module_has_more_than_250_lines() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {str(path): lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_every_function_has_a_name() -> None:
    nameless = [
        f"{path}:{node.lineno}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == "_"
    ]
    assert nameless == []


def test_every_public_class_name_exists_once() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(ROOT)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_no_imports_go_in_a_circle() -> None:
    imports = {module: GRAPH.find_modules_directly_imported_by(module) for module in GRAPH.modules}
    graphlib.TopologicalSorter(imports).prepare()  # raises CycleError with the circle


@pytest.mark.parametrize("package", PACKAGES)
def test_tests_have_the_folders_of_their_package(package: str) -> None:
    tests = {
        path.parent.relative_to(ROOT / "tests" / package)
        for path in (ROOT / "tests" / package).rglob("test_*.py")
    }
    folders = {path.parent.relative_to(ROOT / package) for path in MODULES if package in path.parts}
    assert tests <= folders
