"""What a program asks the reader, as its source says it: the literal text before each answer.

Only texts that are written out are found. A part that is put in while it runs stands for any text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEXT = r"[rf]{0,2}(?P<quote>[\"'`])(?P<text>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote)"
_ASKS = (
    re.compile(rf"(?:(?<![\w.])input|\.question|(?<![\w.])prompt)\(\s*{_TEXT}"),
    re.compile(rf"\bread(?: -[a-oq-z]+)* -[a-z]*p ?{_TEXT}"),
    re.compile(rf"(?:echo -n|printf) {_TEXT}\s*(?:;\s*|\n\s*)read\b"),
    re.compile(rf"(?:click|typer)\.(?:prompt|confirm)\(\s*{_TEXT}"),
)
"""Calls that show a text and wait for a line."""
_PRINTS = re.compile(rf"(?:[Pp]rintf?!?|cout\s*<<|write)\s*\(?\s*{_TEXT}")
_READS = re.compile(
    r"\bgets\b|\bf?scanf\b|\bfgets\b|\bread_line\b|\bScan(?:ln|f)?\(|\bReadString\(|\bReadLine\(|"
    r"\bcin\s*>>|\bSystem\.in\b|\breadline\(\)"
)
_PART = re.compile(r"\$?\{[^{}]*\}|%[sdif]|#\{[^{}]*\}|\$\w+")
_BARE = re.compile(r"(?<![\w.])input\(\s*\)")


def questions(source: str) -> tuple[re.Pattern[str], ...]:
    """An expression for each text that a program's source shows before it waits for a line."""
    return tuple(dict.fromkeys(map(_expression, _texts(source))))


def asks(source: str) -> int:
    """How often a source waits for a line, as far as that is written out; 0 for never."""
    return sum(1 for _ in _texts(source)) + len(_BARE.findall(source))


def sources(command: str, files: Mapping[str, str]) -> Iterator[str]:
    """The files of the guide that a command names, as they were written."""
    names = {word.strip("'\"").removeprefix("./") for word in command.split()}
    for path, text in files.items():
        if path.removeprefix("./") in names or path.rsplit("/", 1)[-1] in names:
            yield text


def _texts(source: str) -> Iterator[str]:
    for pattern in _ASKS:
        for found in pattern.finditer(source):
            yield found["text"]
    if _READS.search(source):
        for found in _PRINTS.finditer(source):
            if found["text"].endswith((": ", "? ", "> ", ":", "?")):
                yield found["text"]


def _expression(text: str) -> re.Pattern[str]:
    last = text.rpartition("\\n")[2]
    pieces, end = [], 0
    for found in _PART.finditer(last):
        pieces += [re.escape(last[end : found.start()]), ".*?"]
        end = found.end()
    whole = "".join([*pieces, re.escape(last[end:].rstrip())])
    return re.compile_now(whole)
