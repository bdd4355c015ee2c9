"""What belongs to one terminal alone, and is restored only where that very terminal is.

Its traps, hashed programs, disabled builtins, completions, directory stack, positional parameters
and resource limits are told as bash code by `_mp_stand` in `driver.sh`. What it has open cannot be
told, and neither can its process id be had again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OWN: Final = frozenset((b"usual", b"0", b"1", b"2", b"99", b"254", b"255"))
"""What a terminal has open by itself: the driver's descriptor, and the last two of bash.
`usual` says that the first three lead where they led at its start."""
_LIMITS: Final = b"\n# limits\n"
_HARD: Final = b"# hard\n"
_LIMIT: Final = re.compile(rb"-([cdeflmnqrstuvx])\) +(\w+)$", re.MULTILINE)
"""As `ulimit -a` prints it. Others are not for a shell to set, or follow the machine."""
_NUMBERS: Final = re.compile(
    rb"\$\$|\$\{\$|\$PPID\b|\bBASHPID\b|\$\{PPID\b",
)
"""In a guide's code: the number of a process that lives as long as the terminal."""
_PARENT: Final = re.compile(rb'^-\w+ PPID="(\d+)"')
_OF_BASH: Final = re.compile(
    rb"-\S+ (?:_|BASH|FUNCNAME|GROUPS|HIST|LINENO|OPTIND|PPID|SHLVL|SRANDOM)"
)
_INDEX: Final = re.compile(rb"\[\d+\]=")


def read_rest(told: bytes) -> bytes | None:
    """As bash code what a terminal told; None where it has something open that it cannot have
    again."""
    head, _, rest = told.partition(b"\n")
    if frozenset(head.split()) != _OWN:
        return None
    code, _, limits = rest.partition(_LIMITS)
    soft, _, hard = limits.partition(_HARD)
    return b"\n".join((code, *_limits(b"-S", soft), *_limits(b"-H", hard), b""))


def _limits(which: bytes, told: bytes) -> Iterator[bytes]:
    for name, value in _LIMIT.findall(told):
        yield b"builtin ulimit %s -%s %s" % (which, name, value)


def holds_number(code: bytes, pid: int, commands: Iterable[str]) -> bool:
    """Whether a terminal with the process id `pid` holds it, or its parent's, in a variable.

    `code` is its state. Small numbers mean much else: only where one of the guide's `commands`
    asks for such a number, a value that is equal to it counts.
    """
    if not any(_NUMBERS.search(command.encode("utf-8", "replace")) for command in commands):
        return False
    declared = code.split(b"\ndeclare ")[1:]
    numbers = [b"%d" % pid, *(found[1] for one in declared if (found := _PARENT.match(one)))]
    number = re.compile_now(rb"(?<!\w)(?:%s)(?!\w)" % b"|".join(numbers))
    return any(number.search(_INDEX.sub(b"=", one)) for one in declared if not _OF_BASH.match(one))
