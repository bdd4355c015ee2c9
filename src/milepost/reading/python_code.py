"""What can be told of Python code without running it."""

from __future__ import annotations

import ast
import builtins
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VARIES = frozenset(
    {"argparse", "argv", "breakpoint", "datetime", "getpass", "input", "random", "secrets", "stdin"}
    | {"tempfile", "time", "uuid"}
)
"""Names in programs that print something else each time, or need what a reader types."""
_SILENT = frozenset({"append", "close", "commit", "extend", "show", "sort", "update", "write"})
"""Methods after which a notebook answers nothing."""


def undefined_names(code: str) -> frozenset[str] | None:
    """Names that Python code uses and neither defines nor imports; None where it is no code."""
    tree = _parsed(code)
    if tree is None:
        return None
    bound, used = set(dir(builtins)) | {"__name__", "__file__"}, set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                bound.add(name)
            case ast.alias(name=name, asname=other):
                bound.add(other or name.split(".")[0])
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                bound.add(name)
    return frozenset(used - bound)


def is_program(code: str, *, fails: bool) -> bool:
    """Whether code prints, always the same, all that a reader sees of it.

    `fails` says that it is shown to end in an error, so that it need not print.
    """
    tree = _parsed(code)
    if tree is None or not _VARIES.isdisjoint(_names(tree)):
        return False
    return fails or (_prints(tree) and not _is_answered(tree))


def _parsed(code: str) -> ast.Module | None:
    """Python code as a tree; None where it is no code."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _names(tree: ast.Module) -> Iterator[str]:
    """All that the code names: variables, attributes, modules."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.Import(names=modules):
                yield from (part for one in modules for part in one.name.split("."))
            case ast.ImportFrom(module=module, names=names):
                yield from (module or "").split(".")
                yield from (one.name for one in names)


def _prints(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in ast.walk(tree)
    )


def _is_answered(tree: ast.Module) -> bool:
    """Whether a notebook would show the value of the last line, which a program does not print."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return False
    if not isinstance(last.value, ast.Call):
        return True
    match last.value.func:
        case ast.Name(id="print"):
            return False
        case ast.Name(id=name):
            return name not in set(_silent_functions(tree))
        case ast.Attribute(attr=name):
            return name not in _SILENT
    return True


def _silent_functions(tree: ast.Module) -> Iterator[str]:
    """Functions of the code that return nothing."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            returns = (one for one in ast.walk(node) if isinstance(one, ast.Return))
            if not any(one.value is not None for one in returns):
                yield node.name
