"""The source tree as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kalantar"
CAPABILITIES = sorted(
    path.parent for path in PACKAGE.glob("*/models.py") if path.parent.name != "kernel"
)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(*, tests: bool = False) -> list[Path]:
    """Every module of the package, without migrations; tests only when asked for."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts and (tests or "tests" not in path.parts)
    ]


def modules_of_tests() -> list[Path]:
    inside = [path for path in PACKAGE.rglob("test_*.py") if "tests" in path.parts]
    return sorted([*inside, *(ROOT / "tests").rglob("test_*.py")])


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The module's public functions."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def decorators(node: ast.FunctionDef) -> set[str]:
    found = set()
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        found.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return found


def called(node: ast.AST) -> list[str]:
    """The names called anywhere in ``node``; for ``a.b()`` both ``a`` and ``b``."""
    names = []
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            if isinstance(target, ast.Name):
                names.append(target.id)
            elif isinstance(target, ast.Attribute):
                names.append(target.attr)
                if isinstance(target.value, ast.Name):
                    names.append(target.value.id)
    return names


def body(node: ast.FunctionDef) -> list[ast.stmt]:
    """The statements without the docstring."""
    return node.body[1:] if ast.get_docstring(node) else node.body


def length(node: ast.FunctionDef) -> int:
    """Lines of the body, without signature and docstring."""
    statements = body(node)
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def views() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """What answers a request, whatever its file is called: it takes the request first and answers."""
    for path in modules():
        for node in functions(path):
            first = node.args.args[0] if node.args.args else None
            asked = ast.unparse(first.annotation) if first and first.annotation else ""
            answers = ast.unparse(node.returns) if node.returns else ""
            if "HttpRequest" in asked and "Response" in answers:
                yield path, node
