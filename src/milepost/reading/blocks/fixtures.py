"""Files that a transcript shows with `cat` and that nothing before it makes.

What is shown is then all that a reader has of them: where it is plain that it is the whole file,
and that no command before may have made it, nor another milestone, a reader would write it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.reading.matchers import ANY_LINES
from milepost.reading.shell_words import simple_commands, without_quotes
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.base import BlockReading, Command
    from milepost.reading.blocks.context import BlockContext

_SHOWS = re.compile(
    r"^(?P<program>cat|head|tail|less|more)(?P<options>(?: -\S+)*) (?P<path>[\w.-]+(?:/[\w.-]+)*)$"
)
_NAME = re.compile(r"[\w-]+\.\w+")
_BRINGS = re.compile(
    r"\b(?:clone|checkout|switch|pull|curl|wget|unzip|tar|cpio|rsync|scp|cp -\w*[rRa]|init|create|"
    r"new|install|generate|startproject|startapp|build|make|export|restore|source|\.?/[\w./-]+\.sh|"
    r"python3?|node|npx|npm|go run|cargo)\b"
)
"""Commands after which files may be there that no block names."""
_MAKES_WHAT_IT_NAMES = re.compile(
    r"(?:echo|printf|cat|head|tail|less|more|man|info|e?grep|fgrep|sed|sort|uniq|comm|shuf|cut|tr|"
    r"paste|join|nl|wc|seq|date|time|type|which|tac|rev|expand|fold|fmt|column|diff|cmp|ls|pwd|cd|"
    r"mkdir|touch|rm|chmod|set|shopt|unset|alias|true|false|test|\[|read|for|while|do|done|if|then|"
    r"else|elif|fi|bc|expr|sleep|tee|(?:cp|mv|ln) (?!.*\*))(?:\s|$)|[A-Za-z_]\w*=|[{}()#]"
)
"""Commands that make no file but those whose names stand in them, or are formed from these."""
_OPEN_MATCHER = re.compile(r"\[\.\.\]| \((?:glob|re|regex|esc|no-eol)\)$")


def noted(context: BlockContext, reading: BlockReading) -> BlockReading:
    """The transcript with the files written that only it shows, each with a note."""
    missing = dict(_missing(context, reading))
    if not missing:
        return reading
    commands = tuple(
        replace(command, writes=missing[command.line])
        if command.line in missing and _is_whole(command)
        else command
        for command in reading.commands
    )
    if context.seen.follows or not all(map(_makes_what_it_names, context.seen.codes)):
        commands = reading.commands
    written = {command.line for command in commands if command.writes}
    notes = [
        f"`{path}` is written from the listing at line {line}, unless it is there"
        if line in written
        else f"nothing before it makes `{path}`, which is shown here"
        for line, path in missing.items()
    ]
    return replace(reading, commands=commands, notes=(*reading.notes, *notes))


def _missing(context: BlockContext, reading: BlockReading) -> Iterator[tuple[int, str]]:
    """Lines of the commands that show a file which nothing makes, with its path."""
    if not any(c.expected and _SHOWS.match(c.text) for c in reading.commands):
        return
    before = "\n".join(context.seen.codes)
    if _BRINGS.search(before):
        return
    for command in reading.commands:
        found = _SHOWS.match(command.text) if command.expected and not command.status else None
        if found is not None and not _refused(found, command) and not _named(found["path"], before):
            yield command.line, found["path"]
        if _BRINGS.search(command.text):
            return
        before += "\n" + command.text


def _refused(found: re.Match[str], command: Command) -> bool:
    """Whether what is shown is the program's own message, as that the file is not there."""
    return (command.expected or "").startswith(f"{found['program']}: ")


def _named(path: str, before: str) -> bool:
    """Whether what stands before names the file, or one that its name is formed from."""
    name = path.rsplit("/", 1)[-1]
    whole = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", before)
    return whole is not None or any(word in name for word in _NAME.findall(before))


def _is_whole(command: Command) -> bool:
    """Whether a listing is a file from its first line to its last, as it stands."""
    found = _SHOWS.match(command.text)
    if found is None or found["program"] != "cat" or found["options"]:
        return False
    lines = (command.expected or "").split("\n")
    return not any(line.strip() in ANY_LINES or _OPEN_MATCHER.search(line) for line in lines)


def _makes_what_it_names(code: str) -> bool:
    """Whether all files that code makes are named in it."""
    return all(map(_MAKES_WHAT_IT_NAMES.match, simple_commands(without_quotes(code))))
