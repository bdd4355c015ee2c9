"""What is taken out of commands before bash gets them: `sudo`, package installs, editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.reading.blocks.editor import EDITOR, may_open
from milepost.reading.blocks.placeholders import fill
from milepost.reading.shell_words import code_lines
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.reading.blocks.context import BlockContext

_SUDO = re.compile(
    r"(?P<before>^\s*|&&\s*|\|\|\s*|;\s*|\|\s*)sudo\s+"
    r"(?:-[EHnSk]+\s+|(?:-u\s?|--user[= ])(?P<user>[\w.-]+)\s+)*(?!-)"
)
_MANAGER = re.compile(
    r"^(?:sudo\s+)?(?:DEBIAN_FRONTEND=\S+\s+)?(?P<manager>apt-get|apt|dnf|yum|apk|zypper|pacman)\s+"
    r"(?P<rest>.*)$"
)
_FOLDER_EDITOR = re.compile(r"^\s*(?:code|subl|idea|pycharm|cursor)\s+\.{1,2}/?\s*(?:#.*)?$")
_REFRESHES = frozenset({"update", "upgrade", "dist-upgrade", "full-upgrade", "autoremove", "clean"})
_INSTALLS = frozenset({"install", "add", "in", "-S", "-Sy", "-Syu"})


class Treated(msgspec.Struct, frozen=True):
    """Commands as bash gets them; a line that is left out is blank, so line numbers hold."""

    code: str
    notes: tuple[str, ...]
    packages: tuple[str, ...]
    unset: tuple[str, ...]


def treat(code: str, context: BlockContext) -> Treated:
    """Commands of a block with what is not to be run taken out, each time with a note."""
    return treat_code(code, context.settings.values)


def treat_code(code: str, values: Mapping[str, str]) -> Treated:
    """The same for commands that stand in no block; `values` are those of the reader's names."""
    notes: dict[str, None] = {}
    packages: list[str] = []
    lines = code.split("\n")
    may_edit = may_open(code)
    for number, _ in code_lines(code):
        line = stripped = lines[number]
        if (
            "install" in line
            or " add " in line
            or " update" in line
            or " -S" in line
            or "upgrade" in line
        ):
            line = _without_packages(lines, number, packages, notes)
        if "sudo" in line:
            line = _without_sudo(line, notes)
        if may_edit and (EDITOR.match(line) or _FOLDER_EDITOR.match(line)):
            notes[f"`{stripped.strip()}` opens an editor and is not run"] = None
            line = ""
        lines[number] = line
    filled = fill("\n".join(lines), values, command=True, paths=True)
    return Treated(filled.text, tuple(notes), tuple(packages), filled.unset)


def _without_sudo(line: str, notes: dict[str, None]) -> str:
    for found in _SUDO.finditer(line):
        user = found["user"]
        as_user = f": it runs as the reader, not as `{user}`" if user not in (None, "root") else ""
        notes[f"`sudo` dropped{as_user}"] = None
    return _SUDO.sub(lambda found: found["before"], line)


def _without_packages(
    lines: list[str], number: int, packages: list[str], notes: dict[str, None]
) -> str:
    """The line without the parts that install system packages; its continuations are emptied."""
    line = lines[number]
    last = number
    while lines[last].endswith("\\") and last + 1 < len(lines):
        last += 1
    joined = " ".join(part.rstrip("\\").strip() for part in lines[number : last + 1])
    kept: list[str] = []
    found = False
    for part in re.split(r"\s*&&\s*", joined.strip()):
        names = _packages(part)
        if names is None:
            kept.append(part)
        else:
            found = True
            packages.extend(names)
    if not found:
        return line
    notes["system packages are read as prerequisites"] = None
    for index in range(number + 1, last + 1):
        lines[index] = ""
    return " && ".join(kept)


def _packages(command: str) -> list[str] | None:
    """Names of the packages that a command installs; None where it does not manage packages."""
    found = _MANAGER.match(command)
    if found is None:
        return None
    words = re.split(r"\s+#", found["rest"])[0].split()
    verb = next((w for w in words if not w.startswith("-") or w in _INSTALLS), None)
    if verb in _REFRESHES:
        return []
    if verb not in _INSTALLS:
        return None
    names = words[words.index(verb) + 1 :]
    if any(c in "".join(names) for c in ";|&<>$"):
        return None
    return [name for name in names if not name.startswith("-")]
