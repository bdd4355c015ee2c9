"""What bash code leaves open at its end: quotes, parentheses, here-documents, compound commands.

A lexer for this question alone; it makes no tree and judges nothing else (POSIX.1-2024, Shell
Command Language, 2.2 to 2.4 and 2.7.4; bash(1), ARITHMETIC EXPANSION).
"""

from __future__ import annotations

import msgspec

from milepost.text import lazy_re as re

_HEREDOC = re.compile(r"<<(-?)[ \t]*((?:\\.|'[^'\n]*'|\"[^\"\n]*\"|[^\s;&|<>()'\"\\])+)")
_WORD = re.compile(r"[^\s;&|<>()'\"`$\\#]+")
_OPENING = {"if": "fi", "case": "esac", "do": "done", "{": "}"}
_PARENTHESIS = "the parenthesis `(`"
_CLOSING = frozenset(_OPENING.values())
_BEFORE_A_COMMAND = frozenset(
    ("if", "then", "elif", "else", "do", "while", "until", "!", "{", "time")
)


class Open(msgspec.Struct, frozen=True):
    """A construct that nothing closes."""

    name: str
    """How to speak of it, such as "the quote `\"`"."""
    offset: int
    """Where it begins, in code points from the start of the code."""
    closer: str
    """What would close it."""


def open_constructs(code: str) -> list[Open]:
    """The constructs open at the end of `code`, outermost first."""
    return _Lexer(code).run()


def heredoc_lines(code: str) -> frozenset[int]:
    """0-based lines of `code` that are inside here-documents, their last lines included."""
    lexer = _Lexer(code)
    lexer.run()
    return frozenset(lexer.heredoc_lines)


class _Lexer:
    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0
        self._stack: list[Open] = []
        self._heredocs: list[tuple[str, bool, int]] = []
        self._command_next = True
        self.heredoc_lines: set[int] = set()

    def run(self) -> list[Open]:
        while self._at < len(self._code):
            if self._stack and self._stack[-1].closer == '"':
                self._step_in_quotes()
            else:
                self._step()
        # Without its newline, the line of a here-document's start is not over.
        if self._heredocs:
            word, _, start = self._heredocs[0]
            self._open_heredoc(word, start)
        return self._stack

    def _step_in_quotes(self) -> None:
        char = self._code[self._at]
        if char == '"':
            self._stack.pop()
            self._at += 1
        elif char == "\\":
            self._at += 2
        elif not self._enter_expansion():
            self._at += 1

    def _step(self) -> None:
        code, at = self._code, self._at
        char = code[at]
        top = self._stack[-1].closer if self._stack else ""
        if char == "\\":
            self._at += 2
            self._command_next = False
        elif char == "\n":
            self._at += 1
            self._command_next = True
            self._skip_heredocs()
        elif char == "'":
            self._skip_single(at + 1)
        elif char == '"':
            self._push('the quote `"`', '"')
        elif char == "#" and (at == 0 or code[at - 1] in " \t\n;&|("):
            end = code.find("\n", at)
            self._at = len(code) if end < 0 else end
        elif char == top and top in ")}`" and (top != "}" or not self._is_group(self._stack[-1])):
            self._command_next = self._stack.pop().name == _PARENTHESIS  # as in `f() {`
            self._at += 1
        elif self._enter_expansion():
            self._command_next = bool(self._stack) and self._stack[-1].closer in ")`"
        elif char == "(":
            self._push(_PARENTHESIS, ")")
            self._command_next = True
        elif top != "))" and (match := _HEREDOC.match(code, at)) and code[at : at + 3] != "<<<":
            word = re.sub(r"['\"\\]", "", match[2])
            self._heredocs.append((word, bool(match[1]), at))
            self._at = match.end()
        else:
            self._other(char)

    def _other(self, char: str) -> None:
        word = _WORD.match(self._code, self._at)
        if word is None:
            if char in ";&|)":
                self._command_next = True
            self._at += 3 if self._code.startswith("<<<", self._at) else 1
            return
        if self._command_next or word[0] in ("do", "in"):
            self._reserved(word[0])
        else:
            self._command_next = False
        self._at = word.end()

    def _reserved(self, word: str) -> None:
        self._command_next = word in _BEFORE_A_COMMAND
        top = self._stack[-1].closer if self._stack else ""
        if word in _OPENING and word != "in":
            closer = _OPENING[word]
            self._stack.append(Open(f"`{word}`", self._at, closer))
        elif word in _CLOSING and word == top:
            self._stack.pop()

    def _is_group(self, construct: Open) -> bool:
        return construct.name == "`{`"

    def _push(self, name: str, closer: str, width: int = 1) -> None:
        self._stack.append(Open(name, self._at, closer))
        self._at += width

    def _enter_expansion(self) -> bool:
        code, at = self._code, self._at
        if code.startswith("$(", at):
            self._push("the substitution `$(`", ")", 2)
        elif code.startswith("${", at):
            self._push("the expansion `${`", "}", 2)
        elif code.startswith("$'", at) and not self._in_double_quotes():
            self._skip_single(at + 2, escapes=True)
        elif code[at] == "`":
            if any(construct.closer == "`" for construct in self._stack):
                while self._stack.pop().closer != "`":
                    pass
                self._at += 1
            else:
                self._push("the quote ``` ` ```", "`")
        else:
            return False
        return True

    def _in_double_quotes(self) -> bool:
        return bool(self._stack) and self._stack[-1].closer == '"'

    def _skip_single(self, start: int, *, escapes: bool = False) -> None:
        pattern = r"(?:[^'\\]|\\.)*'" if escapes else r"[^']*'"
        match = re.compile_now(pattern, re.DOTALL).match(self._code, start)
        if match is None:
            self._push("the quote `'`", "'", len(self._code) - self._at)
        else:
            self._at = match.end()
            self._command_next = False

    def _skip_heredocs(self) -> None:
        waiting, self._heredocs = self._heredocs, []
        for word, tabs, start in waiting:
            lines = self._code[self._at :].split("\n")
            first = self._code.count("\n", 0, self._at)
            for number, line in enumerate(lines, first):
                self.heredoc_lines.add(number)
                self._at = min(len(self._code), self._at + len(line) + 1)
                if (line.lstrip("\t") if tabs else line) == word:
                    break
            else:
                self._open_heredoc(word, start)
                return

    def _open_heredoc(self, word: str, start: int) -> None:
        self._stack.append(Open(f"the here-document `{word}`", start, word))
