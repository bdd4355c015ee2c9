"""Lines that stand for code that is left out: `// ...`, and a bare `...` where it is no code.

In Python `...` is code too: the body of a function, or of a class, that does nothing. In YAML it
ends a document, and in plain text it may be text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

ELISION_NOTE = "a line stands for code that is left out; write the change as a `diff`"

_COMMENT = re.compile(
    r"^\s*(?://|#|--|;|/\*|<!--|\{/\*)\s*(?:\.\.\.|…)"
    r"(?:\s*(?:existing|rest|other|previous|remaining|your|same|more|as before|unchanged)\b.*|"
    r".*?(?:\.\.\.|…)\s*(?:\*/\}?|-->)?\s*|\s*(?:\*/\}?|-->)?\s*)$"
    r"|^\s*(?://|#|--|/\*|<!--|\{/\*)\s*(?:\.\.\.|…)?\s*(?:the )?(?:rest of|existing|remaining) "
    r"(?:the |your )?(?:code|file|content|config\w*|imports?|routes?)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(?:\.\.\.|…|\[\.\.\.\])[,;]?\s*$")
_PYTHON = frozenset({"python", "python3", "py"})
_TEXT = frozenset(
    {"", "text", "txt", "plaintext", "plain", "none", "log", "markdown", "md", "rst", "csv"}
)


def elided_lines(
    code: str, language: str, path: str | None = None, *, part: bool = False
) -> tuple[int, ...]:
    """0-based lines of a block that stand for code that is left out.

    Where no language is named, the path's ending tells it.

    `part` says that what stands around it tells that the block is not the whole file: then `...`
    stands for the rest wherever it could be either.
    """
    if "..." not in code and "…" not in code and "rest of" not in code and "xisting" not in code:
        return ()
    lines = code.split("\n")
    bare = [number for number, line in enumerate(lines) if _BARE.match(line)]
    if bare and not part:
        meant = _meant(code, lines, language or (path or "").rpartition(".")[2])
        bare = [number for number in bare if number not in meant]
    comments = (number for number, line in enumerate(lines) if _COMMENT.match(line))
    return tuple(sorted({*bare, *comments}))


def _meant(code: str, lines: list[str], language: str) -> frozenset[int]:
    """Lines at which `...` is a part of the file."""
    if language in _TEXT:
        return frozenset(range(len(lines)))
    if language in ("yaml", "yml"):
        return frozenset(
            number
            for number, line in enumerate(lines)
            if line.startswith("...") and "".join(lines[number + 1 :]).strip()[:3] in ("", "---")
        )
    return frozenset(_stubs(code)) if language in _PYTHON else frozenset()


def _stubs(code: str) -> Iterator[int]:
    """Lines of Python at which `...` is all that a body has, but for its docstring."""
    import ast
    import textwrap
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(textwrap.dedent(code))
    except (SyntaxError, ValueError, RecursionError):
        # A piece of code: what stands right under a colon is a body.
        lines = code.split("\n")
        above = ""
        for number, line in enumerate(lines):
            if above.rstrip().endswith(":"):
                yield number
            above = line if line.strip() else above
        return
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module) or not isinstance(body, list):
            continue
        match body:
            case [ast.Expr(ast.Constant(value)) as stub] if value is ...:
                yield stub.lineno - 1
            case [ast.Expr(ast.Constant(str())), ast.Expr(ast.Constant(value)) as stub] if (
                value is ...
            ):
                yield stub.lineno - 1
            case _:
                pass
