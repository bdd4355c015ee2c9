"""Known issues: symptoms become patterns, which are matched against what a failure printed."""

from __future__ import annotations

from milepost.text import lazy_re as re

STATUS = re.compile(
    r"\b(?:exit (?:code|status)|exits? with(?: exit)?(?: status| code)?|status code|code) "
    r"(?P<status>\d{1,3})\b",
    re.I,
)
PORT = re.compile(r"\bport (?P<port>\d{2,5})\b", re.I)
STOP: frozenset[str] = frozenset(
    {"the", "a", "an", "is", "are", "was", "not", "no", "on", "in", "at", "to", "of", "for",
     "with", "and", "or", "when", "it", "your", "you", "my", "this", "that", "be", "as",
     "after", "cannot", "can", "does", "do", "did", "from", "by", "if", "but", "has", "have",
     "during", "error", "errors", "issue", "problem", "fails", "failed", "failure", "doesn",
     "won", "isn", "up", "out", "running", "run"}
)  # fmt: skip
