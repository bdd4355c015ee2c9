"""Words of commands: what programs a line starts, without a grammar; fast and for hints only."""

from __future__ import annotations

from functools import lru_cache

from milepost.text import lazy_re as re

_HEREDOC = re.compile(r"(?<!<)<<-?\s*(\\?[\"']?)([A-Za-z_]\w*)[\"']?")
_SEPARATOR = re.compile(r"\s*(?:&&|\|\||;|\||&(?!&))\s*")
_ASSIGNMENT = re.compile(r"^(?:[A-Za-z_]\w*=\S*\s+)+")
_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_SUBSTITUTED = re.compile(r"\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`")
_CHAIN = re.compile(r"&&|\|\||;")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


@lru_cache(maxsize=256)
def code_lines(code: str) -> tuple[tuple[int, str], ...]:
    """Lines that are commands, with their 0-based number: no here-document's text, no comment."""
    found: list[tuple[int, str]] = []
    end: str | None = None
    for number, line in enumerate(code.split("\n")):
        if end is not None:
            if line.strip() == end:
                end = None
            continue
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if "<<" in line and (heredoc := _HEREDOC.search(line)) is not None:
            end = heredoc[2]
        found.append((number, line))
    return tuple(found)


def without_quotes(code: str) -> str:
    """Code with quoted text left out, so that what stands in it parts no commands."""
    return _QUOTED.sub("''", code)


def chained(line: str) -> tuple[str, ...]:
    """The parts of a line between `&&`, `||` and `;`, but for those in quotes or in `$(…)`."""
    if "&&" not in line and "||" not in line and ";" not in line:
        return (line,)
    bare = line
    for nested in (_QUOTED, _SUBSTITUTED):
        bare = nested.sub(lambda found: "_" * len(found[0]), bare)
    ends = [(found.start(), found.end()) for found in _CHAIN.finditer(bare)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(line)]
    parts = (line[a:b].strip() for a, b in zip(starts, stops, strict=True))
    return tuple(part for part in parts if part)


@lru_cache(maxsize=256)
def simple_commands(code: str) -> tuple[str, ...]:
    """Simple commands as they stand between separators; assignments before them left out."""
    return tuple(command for _, command in numbered_commands(code))


@lru_cache(maxsize=256)
def numbered_commands(code: str) -> tuple[tuple[int, str], ...]:
    """The same, each with the 0-based number of its line."""
    bare = (
        (number, _ASSIGNMENT.sub("", part) if "=" in part else part)
        for number, part in numbered_parts(code)
    )
    return tuple((number, command) for number, command in bare if command)


@lru_cache(maxsize=256)
def numbered_parts(code: str) -> tuple[tuple[int, str], ...]:
    """Simple commands with the assignments before them, and the 0-based numbers of their lines."""
    found: list[tuple[int, str]] = []
    for number, line in code_lines(code):
        text = _COMMENT.sub("", line).strip() if "#" in line else line.strip()
        several = "&" in text or "|" in text or ";" in text
        for part in _SEPARATOR.split(text) if several else (text,):
            if part.strip():
                found.append((number, part.strip()))
    return tuple(found)
