"""Blanks in expected output: `<some path>` and `<HASH>` stand for any text.

A word in angle brackets is a blank only if it names what varies, or is several words; what tools
print themselves (`<none>`, `<module>`, `<built-in function f>`), tags and reprs are not.
"""

from __future__ import annotations

from functools import lru_cache

from milepost.text import lazy_re as re

_ANGLE = re.compile(r"(?<![<\w$])<([A-Za-z][A-Za-z0-9]*(?:[-_ ][A-Za-z0-9]+)*)>(?!\s*</)")
_VARIES = frozenset(
    ["account", "address", "arch", "architecture", "branch", "build", "commit", "container", "cwd",
     "date", "datetime", "dir", "directory", "domain", "duration", "email", "filename", "folder",
     "guid", "hash", "home", "host", "hostname", "id", "ip", "key", "login", "machine", "name",
     "namespace", "number", "os", "password", "path", "pid", "platform", "pod", "port", "project",
     "region", "repo", "repository", "seconds", "sha", "sha1", "sha256", "size", "tag", "time",
     "timestamp", "token", "url", "user", "userid", "username", "uuid", "value", "version",
     "workspace", "year"]
)  # fmt: skip
"""Single words that name what differs from machine to machine."""
_PRINTED = frozenset(
    ["async", "bound", "built", "class", "closed", "coroutine", "dict", "empty", "frozen",
     "function", "generator", "lambda", "list", "method", "module", "no", "none", "not", "null",
     "object", "set", "tuple", "type", "undefined", "unknown", "unset"]
)  # fmt: skip
"""First words of what programs print in angle brackets."""


def blanks(text: str) -> tuple[str, ...]:
    """The blanks of an expected output, as written, each once."""
    if "<" not in text:
        return ()
    return tuple(dict.fromkeys(f[0] for f in _ANGLE.finditer(text) if _is_blank(f[1], text)))


def opened(line: str) -> str:
    """A line of expected output with `[..]` in the place of its blanks, and of byexample's."""
    line = _ANGLE.sub(lambda f: "[..]" if _is_blank(f[1], line) else f[0], line)
    return line.replace("<...>", "[..]")


@lru_cache(maxsize=256)
def _is_blank(name: str, text: str) -> bool:
    words = re.split(r"[-_ ]", name.lower())
    if f"</{name}" in text or not (name.islower() or name.isupper()):
        return False
    return name.lower() in _VARIES if len(words) == 1 else words[0] not in _PRINTED
