"""What an explicit part can be by its form: a command, a request, a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.paths import is_file, is_path
from milepost.reading.programs import is_known
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.sentence import Sentence

_REQUEST = re.compile(
    r"^(?P<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?P<path>(?:/|https?://)\S*)$"
)
_BELOW = re.compile(r"^(?!HTTP/\d)[\w.~-]+/[\w./-]+$")
_SAYS_WHAT = re.compile(r"^(?:[=:({]|is$|version$|command$)")
_MAY_RUN = re.compile(r"^(?:[a-z][\w.+-]*|[.~]{0,2}/?[\w.-]+(?:/[\w.-]+)+)$")
_KEYWORDS = frozenset([
    "select", "insert", "update", "delete", "create", "const", "let", "var", "class", "def",
    "import", "from", "return", "function", "if", "for", "while", "new", "async", "await",
    "public", "private", "static", "interface", "use", "with", "a", "an", "the", "no", "is",
])  # fmt: skip
"""Words that begin code or prose rather than a command."""
_WORD = re.compile(r"^[a-z][\w.+-]*$")


def is_command(text: str) -> bool:
    """Whether a code span is a command by its form: a known program or a path, with arguments."""
    words = text.split()
    if not words or "\n" in text:
        return False
    first = words[0]
    if first.startswith("./") and len(first) > 2:
        return not is_file(text) or first.endswith((".sh", ".py")) or len(words) > 1
    if _BELOW.match(first) and len(words) > 1:
        return not is_file(first) or first.endswith((".sh", ".py"))
    if not is_known(first):
        return False
    if len(words) == 1:
        return first in (
            "ls",
            "pwd",
            "pytest",
            "make",
            "whoami",
            "tree",
            "jest",
            "vitest",
            "env",
            "date",
        )
    if words[-1] in ("-m", "-c", "-e"):
        return False
    return not _SAYS_WHAT.match(words[1])


def could_be_command(text: str) -> bool:
    """Whether a code span may be a command, though its program is not known."""
    words = text.split()
    if not words or "\n" in text or not _MAY_RUN.match(words[0]):
        return False
    return len(words) > 1 or is_command(text) or not is_path(text)


def is_call(text: str) -> bool:
    """Whether a code span is a command where the sentence says that it runs."""
    if is_command(text):
        return True
    words = text.split()
    return (
        could_be_command(text)
        and len(words) > 1
        and words[0] not in _KEYWORDS
        and not _SAYS_WHAT.match(words[1])
        and not text.endswith((";", "{", ":", ","))
    )


def is_program(text: str) -> bool:
    """Whether a code span is the name of a program that is known."""
    return bool(_WORD.match(text)) and is_known(text)


def request(text: str) -> tuple[str, str] | None:
    """(method, path or URL) of `GET /notes`, `/notes` or a URL; None where it is neither."""
    found = _REQUEST.match(text)
    if found:
        return found["method"], found["path"]
    if re.match(r"^https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?(?:/\S*)?$", text):
        return "GET", text
    if re.match(r"^(?:localhost|127\.0\.0\.1):\d+(?:/\S*)?$", text):
        return "GET", f"http://{text}"
    if re.match(r"^/[\w./?=&%~:-]*$", text) and not is_file(text):
        return "GET", text
    return None


def complete(path: str, port: int | None) -> str | None:
    """An absolute URL for a path; None where no port is known."""
    if path.startswith("http"):
        return path
    return f"http://localhost:{port}{path}" if port is not None else None


_VARIABLE = re.compile(r"^\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})$")
_DOTS = re.compile(r"^(?:\.{3}|…)\s*|\s*(?:\.{3}|…)$")
_BLANK = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*(?:[-_ ][A-Za-z0-9]+)*>|\[(?:your|the) [^\]]+\]|\{\{|\bYOUR[-_]"
)
_TAG = re.compile(
    r"</[a-z]|<(?:!doctype|html|head|body|h[1-6]|p|div|li|ul|title|span|a)\b", re.IGNORECASE
)


def literal(text: str) -> str | None:
    """The text that must be there word for word; None where a part or all of it stands for another.

    Dots at either end are left out: they say that more stands there.
    """
    text = text.strip()
    if "..." in text or "…" in text:
        text = _DOTS.sub("", text)
        if "..." in text or "…" in text:
            return None
    if not text or (text[0] == "$" and _VARIABLE.match(text)):
        return None
    if not ("<" in text or "[" in text or "{{" in text or "YOUR" in text):
        return text
    return None if _BLANK.search(text) and not _TAG.search(text) else text


def literals(sentence: Sentence, start: int, end: int) -> list[str]:
    """The literal texts of the code spans and quotes in a part of a sentence."""
    said = map(literal, sentence.said(start, end))
    return [text for text in said if text is not None]
