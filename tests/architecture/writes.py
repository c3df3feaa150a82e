"""What in the source writes, as far as it can be read there; ``tests/plugins/writing.py`` sees the rest."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import CAPABILITIES, PACKAGE, tree
from tests.plugins.writing import WRITING

ONLY_OF_ROWS = {
    "save", "asave", "save_base", "bulk_create", "abulk_create", "bulk_update", "abulk_update",
    "create", "acreate", "get_or_create", "aget_or_create", "update_or_create",
    "aupdate_or_create", "select_for_update", "delete", "adelete", "aupdate", "aadd", "aset",
    "aremove", "aclear", "_raw_delete", "_update",
}  # fmt: skip
ALSO_OF_OTHERS = {"update", "add", "set", "remove", "clear"}  # of a dict, a set, an event …
PLAIN = {  # what has such methods and keeps no rows
    "dict", "set", "list", "defaultdict", "deque", "Counter", "WeakKeyDictionary", "ContextVar",
    "Event", "sha256", "Catalog", "Progress",
}  # fmt: skip
_DISPLAYS = (ast.Dict, ast.Set, ast.List, ast.DictComp, ast.SetComp, ast.ListComp)
KERNEL_WRITERS = {"action.py", "ready.py", "timeline.py"}  # they are how actions write


def may_write(path: Path) -> bool:
    """The actions of a capability and of the kernel, and no file of that name elsewhere."""
    kernel = PACKAGE / "kernel"
    if path.name == "actions.py":
        return path.parent in {*CAPABILITIES, kernel}
    return path.parent == kernel and path.name in KERNEL_WRITERS


def writing(module: ast.Module) -> Iterator[ast.AST]:
    """Every place of the module that writes, or cannot be told from one that does."""
    actions, constants = _modules_of_actions(module), plain_names(_outside_functions(module))
    for part in module.body:
        plain = plain_names(part) | (constants - _bound_in(part))
        yield from (node for node in ast.walk(part) if _writes(node, plain, actions))


def _writes(node: ast.AST, plain: set[str], actions: set[str]) -> bool:
    text = _text(node)
    if text is not None:
        return bool(WRITING.search(text))
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id == "insert"  # of kernel.ready
    if not isinstance(node.func, ast.Attribute) or ast.unparse(node.func.value) in actions:
        return False
    name = node.func.attr
    return name in ONLY_OF_ROWS or (
        name in ALSO_OF_OTHERS and not _is_plain(node.func.value, plain)
    )


def plain_names(part: ast.AST) -> set[str]:
    """The names bound in that part of a module to nothing but dicts, sets and the like."""
    bindings = list(_bindings(part))
    other = {name for name, is_plain in bindings if not is_plain}
    return {name for name, is_plain in bindings if is_plain} - other


def _bound_in(part: ast.AST) -> set[str]:
    return {name for name, _ in _bindings(part)}


def _outside_functions(module: ast.Module) -> ast.Module:
    constants = [part for part in module.body if isinstance(part, ast.Assign | ast.AnnAssign)]
    return ast.Module(body=list(constants), type_ignores=[])


def _bindings(part: ast.AST) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(part):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _bound(target, node.value)
        elif isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target), _names_plain(node.annotation)
        elif isinstance(node, ast.arg):
            yield node.arg, bool(node.annotation) and _names_plain(node.annotation)
        elif isinstance(node, ast.For | ast.comprehension):
            for name in ast.walk(node.target):
                if isinstance(name, ast.Name):
                    yield name.id, False
        elif isinstance(node, ast.withitem) and node.optional_vars:
            called = ast.unparse(node.context_expr)
            yield ast.unparse(node.optional_vars), called.startswith(("tarfile.", "Progress("))


def _bound(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, bool]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, bound in zip(target.elts, value.elts, strict=True):
            yield from _bound(one, bound)
    elif isinstance(target, ast.Tuple):
        yield from ((ast.unparse(one), False) for one in target.elts)
    else:
        yield ast.unparse(target), isinstance(value, _DISPLAYS) or _makes_plain(value)


def _makes_plain(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and _names_plain(value.func)


def _names_plain(named: ast.expr | None) -> bool:
    if isinstance(named, ast.Subscript):
        named = named.value
    return named is not None and ast.unparse(named).split(".")[-1] in PLAIN


def _is_plain(of: ast.expr, plain: set[str]) -> bool:
    """Whether it is one of those, or what one of those holds: ``held[user]``, ``held.setdefault(…)``."""
    while isinstance(of, ast.Subscript) or (
        isinstance(of, ast.Call)
        and isinstance(of.func, ast.Attribute)
        and of.func.attr == "setdefault"
    ):
        of = of.value if isinstance(of, ast.Subscript) else of.func.value  # type: ignore[attr-defined]
    text = ast.unparse(of)
    return text in plain or text in {"os.environ", "globals()"}


def _modules_of_actions(module: ast.Module) -> set[str]:
    """How the module calls a capability's ``actions``; what is called there is an action."""
    return {
        name.asname or name.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kalantar.")
        for name in node.names
        if name.name == "actions"
    }


def _text(node: ast.AST) -> str | None:
    """A text, with a name in the place of what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "filled" for part in node.values
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def writing_in(path: Path) -> list[ast.AST]:
    """What writes in a file that may not."""
    return [] if may_write(path) else list(writing(tree(path)))
