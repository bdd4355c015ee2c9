"""Where a milestone begins that needs several: where their reader stands who did them in order.

What each of them changed is brought onto what those before it have left. Where both changed the
same, the later one is run again there, and so is whatever has started from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from milepost.process.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.run.memory import Left, Memory
    from milepost.run.task import Needed


class RunAgain(Protocol):
    """Runs a prerequisite once more, from `start`; raises where it does not pass there.

    `after` is the path of the one before it. The last of `notes` says why it is run.
    """

    def __call__(self, need: Needed, start: Left, after: str, notes: tuple[str, ...]) -> Left: ...


class Joined(msgspec.Struct, frozen=True):
    """What came of it."""

    left: Left | None
    """None where nothing is needed."""
    notes: tuple[str, ...] = ()
    """A sentence for each that was run again."""


def join(needs: Sequence[Needed], memory: Memory, again: RunAgain) -> Joined:
    """What a milestone needs, in that order, brought together; of the first, all that it left.

    Raises `Damaged`, `CannotStart`, OSError, and what `again` raises.
    """
    if not needs:
        return Joined(None)
    first, *others = needs
    if not others:
        return Joined(first.left)
    from milepost.run.joint import Joint

    joint, notes = Joint(memory.store, first.left), list[str]()
    changed: list[tuple[str, frozenset[bytes]]] = []
    rerun: dict[str, str] = {}
    """Those that were run again, and after which ones."""
    for need in others:
        path = need.plan.path
        outdated = [one for one in need.plan.needs if one in rerun]
        differs: frozenset[bytes] = frozenset()
        if outdated:
            after = rerun[outdated[0]]
            note = f"{path} was run after {after} too, since it needs {outdated[0]}"
        else:
            # A roadmap's first milestones may start from different folders that it ships.
            foreign = not need.plan.needs and need.left.origin != first.left.origin
            differs, conflicts = joint.add(need.left, foreign=foreign)
            if conflicts:
                after = _last_to_change(changed, conflicts) or first.plan.path
                note = f"{path} was run after {after}, since both sides change {_shown(conflicts)}"
                if foreign:
                    raise CannotStart(
                        f"{path} starts from another workspace folder than {after}, and both "
                        f"sides have {_shown(conflicts)}",
                        "give the files other names, or let one of them need the other",
                    )
                outdated = [after]
        if outdated:
            notes.append(note)
            rerun[path] = after
            differs = joint.replace(again(need, joint.left, after, tuple(notes)))
        changed.append((path, differs))
    return Joined(joint.left, tuple(notes))


def _last_to_change(
    changed: Sequence[tuple[str, frozenset[bytes]]], conflicts: tuple[bytes, ...]
) -> str | None:
    """Which one has changed one of these paths last, or what lies in or above one."""
    for path, differs in reversed(changed):
        if differs.intersection(conflicts) or any(
            one.startswith(conflict + b"/") for one in differs for conflict in conflicts
        ):
            return path
    return None


def _shown(paths: tuple[bytes, ...]) -> str:
    from milepost.snapshot.shown import shown_all

    return shown_all(paths)
