"""Bash code, read in process: its commands one by one, or the fault in its grammar.

The grammar is tree-sitter's. It knows less than bash in rare places (a command that follows a
here-document on the same line), so that a fault it finds is a suspicion until a real bash was asked
(`milepost.run.syntax`). What is open at the end is found by `milepost.reading.shell_open`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from milepost.reading.shell_open import heredoc_lines, open_constructs
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_PLAIN = re.compile(
    r"[ \t]*(?P<text>(?P<first>[\w./~][\w./+-]*)(?:[ \t]+"
    r"(?:[\w./:@%+,=~*?-]|'[^'\n]*'|\"[^\"$`\\!\n]*\")+)*)?[ \t]*",
    re.ASCII,
)
"""A line with one command of words alone, or an empty one."""
_RESERVED = frozenset((
    "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in",
    "select", "then", "time", "until", "while",
))  # fmt: skip
_BETWEEN = re.compile(rb"(?:[\s;&]|\\\n|#[^\n]*)*\Z")
_TREACHEROUS = re.compile(r"<<|\$'")
"""Where the grammar lets an end pass that bash does not: an indented word, an escaped quote."""
_CLOSING_WORDS = frozenset((b"done", b"fi", b"esac", b"then", b"do", b"else", b"elif", b"}"))
_UNFINISHED = re.compile(r"(?:\||&&|\|\|)[ \t]*(?:#[^\n]*)?\n?\Z")


class Statement(msgspec.Struct, frozen=True):
    """One command at the top level of a block: a pipeline, a list, a compound command."""

    text: str
    """Its source, here-documents and a trailing `&` included, comments after it not."""
    line: int
    """0-based line within the block at which it begins."""
    end_line: int
    """0-based line within the block on which it ends."""


class Script(msgspec.Struct, frozen=True):
    """A block of bash as its commands, in order."""

    statements: tuple[Statement, ...]


class ShellSyntaxError(msgspec.Struct, frozen=True):
    """Why a block cannot be read as bash; a value, for the guide's author to see."""

    line: int
    """0-based line within the block."""
    column: int
    """0-based column, in Unicode code points."""
    message: str
    whole: Statement
    """The block as one piece, to be run so if a real bash can read it after all."""


def split(code: str) -> Script | ShellSyntaxError:
    """The commands of `code`, or where it stops being bash. CRLF counts as a line's end."""
    code = code.replace("\r\n", "\n")
    return _plain(code) or _parsed(code)


def _plain(code: str) -> Script | None:
    """The commands of a block of plain lines, of which no grammar need be asked."""
    found: list[Statement] = []
    for number, line in enumerate(code.split("\n")):
        plain = _PLAIN.fullmatch(line)
        if plain is None or plain["first"] in _RESERVED:
            return None
        if plain["text"]:
            found.append(Statement(plain["text"], number, number))
    return Script(tuple(found))


def _parsed(code: str) -> Script | ShellSyntaxError:
    source = code.encode("utf-8", "replace")
    root = _parser().parse(source).root_node
    if root.has_error or (_TREACHEROUS.search(code) and open_constructs(code)):
        return _fault(code, source, root)
    stray = next((node for node in root.children if _is_stray(node)), None)
    if stray is not None:
        word = stray.text.decode("utf-8", "replace") if stray.text else ""
        return _at(code, source, stray.start_byte, f"`{word.split()[0]}` closes nothing")
    nodes = [node for node in root.children if node.is_named and node.type != "comment"]
    statements = _statements(source, nodes)
    if statements is None or _cuts_heredoc(code, statements):
        statements = _as_one(code)
    return Script(statements)


def is_incomplete(code: str) -> bool:
    """Whether a prompt would ask for more lines before it ran `code`."""
    code = code.replace("\r\n", "\n").removesuffix("\n")
    if _plain(code) is not None:
        return False
    backslashes = len(code) - len(code.rstrip("\\"))
    if backslashes % 2 or _UNFINISHED.search(code):
        return True
    root = _parser().parse(code.encode("utf-8", "replace")).root_node
    suspected = root.has_error or _TREACHEROUS.search(code) is not None
    return suspected and bool(open_constructs(code))


@cache
def _parser() -> Parser:
    # 20 ms of import, for those alone who have shell code to read.
    import tree_sitter
    import tree_sitter_bash

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def _statements(source: bytes, nodes: list[Node]) -> tuple[Statement, ...] | None:
    """The nodes as statements; None if something between them would be lost."""
    found: list[Statement] = []
    position = 0
    for index, node in enumerate(nodes):
        if not _BETWEEN.match(source[position : node.start_byte]):
            return None
        position = node.end_byte
        text = source[node.start_byte : position].rstrip(b"\n")
        following = nodes[index + 1].start_byte if index + 1 < len(nodes) else len(source)
        if source[position:following].lstrip(b" \t").startswith(b"&"):
            text += b" &"
        line = node.start_point[0]
        found.append(
            Statement(
                text.decode("utf-8", "replace"),
                line,
                line + text.count(b"\n"),
            )
        )
    return tuple(found) if _BETWEEN.match(source[position:]) else None


def _cuts_heredoc(code: str, statements: tuple[Statement, ...]) -> bool:
    """Whether the grammar ended a here-document before bash would, at an indented last line."""
    if "<<" not in code:
        return False
    inside = heredoc_lines(code)
    return any(statement.line in inside for statement in statements)


def _as_one(code: str) -> tuple[Statement, ...]:
    text = code.strip("\n")
    if not text.strip():
        return ()
    line = len(code) - len(code.lstrip("\n"))
    return (Statement(text, line, line + text.count("\n")),)


def _is_stray(node: Node) -> bool:
    """A reserved word that closes or continues what was never opened, taken for a command."""
    if node.type != "command" or not node.children or not node.text:
        return False
    return node.children[0].text in _CLOSING_WORDS


def _fault(code: str, source: bytes, root: Node) -> ShellSyntaxError:
    still_open = open_constructs(code)
    if still_open:
        innermost = still_open[-1]
        return _error(code, innermost.offset, f"{innermost.name} is never closed")
    node = _first_error(root)
    if node.is_missing:
        return _at(code, source, node.start_byte, f"`{node.type}` is missing")
    return _at(code, source, node.start_byte, "bash cannot read this")


def _first_error(node: Node) -> Node:
    while not (node.is_error or node.is_missing):
        child = next((child for child in node.children if child.has_error), None)
        if child is None:
            return node
        node = child
    return node


def _at(code: str, source: bytes, byte: int, message: str) -> ShellSyntaxError:
    return _error(code, len(source[:byte].decode("utf-8", "replace")), message)


def _error(code: str, offset: int, message: str) -> ShellSyntaxError:
    before = code[:offset]
    line = before.count("\n")
    return ShellSyntaxError(line, offset - before.rfind("\n") - 1, message, _as_one(code)[0])
