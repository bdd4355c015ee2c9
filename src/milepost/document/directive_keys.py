"""The keys that a directive may have, and what each takes for a value.

`check` reports what does not fit, and `run` carries no block out under such a directive: both ask
here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from milepost.document.directive import Entry
    from milepost.text.span import Span

KEYS = (
    "skip", "shown", "output", "background", "ready", "timeout", "exit", "terminal", "cwd", "os",
    "retry", "match", "db", "network", "reproduce", "ignore",
)  # fmt: skip
"""Keys that a guide may use."""

TEMPLATE_KEYS = ("optional", "aliases", "role")
"""Keys that loosen a template; in a guide they do nothing, and do no harm."""

SYSTEMS = {
    "linux": "linux", "macos": "macos", "mac": "macos", "osx": "macos", "darwin": "macos",
    "windows": "windows", "win": "windows",
}  # fmt: skip
"""Names of systems that `os` takes, with the one that is meant."""


class Form(msgspec.Struct, frozen=True):
    """What a key takes for a value."""

    expression: str
    """Regular expression that the whole value must match, letter case aside."""
    words: str
    """The same in words."""
    example: str
    """A directive as it may be written."""


_SYSTEM = "|".join(SYSTEMS)

FORMS = {
    "timeout": Form(
        r"\d+(?:\.\d+)?(?: ?(?:ms|s|sec|m|min|h))?", "a time such as `30s` or `5m`", "timeout=30s"
    ),
    "exit": Form(r"0*(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])", "an exit status from 0 to 255", "exit=1"),
    "retry": Form(r"\d+", "a number", "retry=3"),
    "match": Form(
        "exact|similar|contains|regex|json",
        "`exact`, `similar`, `contains`, `regex` or `json`",
        "match=similar",
    ),
    "network": Form("on|off|lan", "`on`, `off` or `lan`", "network=off"),
    "os": Form(
        rf"(?:{_SYSTEM})(?:\s*,\s*(?:{_SYSTEM}))*", "`linux`, `macos` or `windows`", "os=linux"
    ),
    "terminal": Form(r".+", "a name", "terminal=server"),
    "cwd": Form(r".+", "a folder", 'cwd="app"'),
    "ready": Form(r".+", 'a port, a URL, or `"/regex/"` on the output', "ready=3000"),
    "skip": Form(r".+", "the reason why", 'skip="needs an account"'),
    "db": Form(r".+", "a database", 'db="notes.db"'),
}
"""For each key that needs a value what it takes."""


class EntryFault(msgspec.Struct, frozen=True):
    """What is wrong with a key of a directive."""

    span: Span
    """The part that is at fault."""
    message: str
    remedy: str


def unknown_key(entry: Entry) -> EntryFault | None:
    """A key that does not exist."""
    if entry.key in KEYS or entry.key in TEMPLATE_KEYS:
        return None
    from difflib import get_close_matches

    near = get_close_matches(entry.key.lower(), KEYS, 1, 0.6)
    known = ", ".join(f"`{key}`" for key in KEYS)
    remedy = f"Did you mean `{near[0]}`?" if near else f"Known are {known}."
    return EntryFault(entry.key_span, f"there is no directive `{entry.key}`", remedy)


def invalid_value(entry: Entry) -> EntryFault | None:
    """A value that is not of the kind that its key takes."""
    form = FORMS.get(entry.key)
    if form is None:
        return None
    if re.fullmatch(form.expression, (entry.value or "").strip(), re.IGNORECASE | re.DOTALL):
        return None
    said = f"`{entry.value}`" if entry.value else "nothing"
    message = f"`{entry.key}` is {said}, not {form.words}"
    return EntryFault(entry.span, message, f"Write for example `{form.example}`.")


def contradictions(entries: Iterable[Entry]) -> tuple[EntryFault, ...]:
    """Keys that are written twice for one block with different values."""
    first: dict[str, Entry] = {}
    found: list[EntryFault] = []
    for entry in entries:
        other = first.setdefault(entry.key, entry)
        if other.value != entry.value and entry.key != "reproduce":
            message = f"`{entry.key}` is both `{other.value}` and `{entry.value}`"
            found.append(EntryFault(entry.span, message, "Keep one of them."))
    return tuple(found)


def first_fault(entries: tuple[Entry, ...]) -> EntryFault | None:
    """What is wrong with the keys that speak to one block, if anything is."""
    for entry in entries:
        fault = unknown_key(entry) or invalid_value(entry)
        if fault is not None:
            return fault
    return next(iter(contradictions(entries)), None)
