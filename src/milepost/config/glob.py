"""Path patterns of the configuration: `**` crosses folders, `*` and `?` do not."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[[^\]]+\]|.", re.DOTALL)
_MEANING = {
    "**/": "(?:[^/]+/)*",
    "/**": "/.+",
    "**": ".*",
    "*": "[^/]*",
    "?": "[^/]",
}


@lru_cache(maxsize=256)
def compile_glob(pattern: str) -> re.Pattern[str]:
    """A pattern for whole paths with `/`. `*.md` without a slash matches in every folder, and a
    pattern that names a folder matches all that is in it."""
    bare = pattern.removeprefix("./").rstrip("/")
    parts = []
    for token in _TOKEN.findall(bare):
        if token.startswith("[") and len(token) > 1:
            inner = token[1:-1].replace("\\", "\\\\")
            parts.append(f"[^{inner[1:]}]" if inner[:1] in "!^" else f"[{inner}]")
        else:
            parts.append(_MEANING.get(token, re.escape(token)))
    body = "".join(parts)
    start = "" if "/" in bare else "(?:.*/)?"
    return re.compile(f"{start}{body}(?:/.*)?", re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a path with `/`, relative to the roadmap's root, is meant by a pattern."""
    return compile_glob(pattern).fullmatch(path.removeprefix("./")) is not None
