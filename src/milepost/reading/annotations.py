"""What an author puts into an example of output for readers: notes behind lines, signs, commands.

A program's output may hold such text as well. So what stands behind a line is nothing on both
sides of a comparison; and a line with a prompt is only taken out where the block runs what it
shows. Where it shows another command, the example is of another block.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

_SIGNS = "✅❌✔✓✗✘⛔⚠🌟⭐🎉👍👈⬅←\ufe0f"
_BEHIND = re.compile(
    r"(?<=\S)[ \t]+(?:#|//|<-{2,}|<={2,}|[←👈⬅]\ufe0f?)[ \t]+(?![^\"\n]*\"[^\"\n]*$)\S.*$"
    rf"|(?<=\S)(?:[ \t]{{2,}}|(?<=\d)[ \t]+)[{_SIGNS}]+[ \t]*$"
    rf"|(?<=\S)[ \t]+[👈⬅←🌟]\ufe0f?[ \t]*$"
)
"""A comment or an arrow with words, or a sign in a column of its own."""
_IN_TREE = re.compile(r"(?<=\S)[ \t]+[<‹]-+[ \t]+\S.*$")
"""An arrow with words behind a row of a tree."""
_STATUS = re.compile(rf"^((?:< )?HTTP/\d(?:\.\d)? \d{{3}}\b.*?)[ \t]*[{_SIGNS}]+[ \t]*$")
_UNDERLINE = re.compile(r"^\s*(?P<sign>#|//)\s*(?:[\^~↑]{2,}|[\^↑]).*$")
_QUOTED = re.compile(r"^(\s*(?:- )?[\w./-]+: )([\"'])([A-Za-z][\w./-]*)\2$")
"""A word of YAML in marks of quotation, which do not count."""

_PROMPT = re.compile(
    r"^\s*(?:(?:[\w.-]+@[\w.-]+:\S*|\[[\w.-]+@[^\]\n]*\]|PS [A-Z]:\S*|)[$❯➜](?= |$)|╰─+[$#❯➜λ%]?(?= )|(?:~|/[\w./-]*) [$#](?= )|>>>(?= ))"
    r"[ \t]*(?P<typed>.*)$"
)
_ASKS = re.compile(
    r"^\s*(?:\w*=#|\w+-#|(?:my|maria)?sql(?:ite)?>|(?:MySQL|MariaDB) \[\S*\]>)"
    r"(?: +(?P<typed>.*)|)$",
    re.IGNORECASE,
)
"""The prompt of a client of a database."""
_ECHOES = re.compile(r"\b(?:npm|yarn|pnpm|bun|make|just|task|rake|mix|nox|tox|hatch|pre-commit)\b")
"""Programs that show with a prompt what they run, or tell what to run next."""


def without_annotations(code: str, commands: str) -> str:
    """An example without notes behind its lines, underlines, and commands that the block runs."""
    kept: list[str] = []
    under = ""
    for line in code.split("\n"):
        sign = _UNDERLINE.match(line)
        if sign or (under and line.lstrip().startswith(under)):
            under = sign["sign"] if sign else under
            continue
        under = ""
        if not _is_typed(line, commands):
            kept.append(line if line.strip() in commands else _without_note(line))
    text = "\n".join(kept)
    return text if text.strip() else code


def bare(line: str) -> str:
    """A line without what may be a note behind it, and without marks around a word of YAML."""
    return _QUOTED.sub(r"\1\3", _without_note(line))


def _without_note(line: str) -> str:
    if not line.strip() or line.lstrip().startswith(("#", "//")):
        return line
    if line.lstrip().startswith(("├", "└", "│")):
        line = _IN_TREE.sub("", line)
    return _BEHIND.sub("", _STATUS.sub(r"\1", line))


def shows_other_commands(code: str, commands: str) -> bool:
    """Whether an example shows after a prompt what the block does not run."""
    typed = (_typed(line, commands) for line in code.split("\n"))
    told = [text for text in typed if text and re.match(r"[A-Za-z./]", text)]
    return any(_words(text) not in _words(commands) for text in told)


def _typed(line: str, commands: str) -> str | None:
    """What stands after a prompt; None where a line has none."""
    found = _ASKS.match(line)
    if found is None and not _ECHOES.search(commands):
        found = _PROMPT.match(line)
    return (found["typed"] or "").strip() if found is not None else None


def _is_typed(line: str, commands: str) -> bool:
    """Whether a line is a prompt with nothing, a comment, or what the block runs."""
    typed = _typed(line, commands)
    if typed is None:
        return False
    return not typed or typed.startswith("#") or _words(typed) in _words(commands)


def _words(text: str) -> str:
    return " ".join(text.rstrip(" \\").split())
