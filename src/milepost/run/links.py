"""Links of a workspace that lead out of it: what they show is not of the workspace."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from milepost.milestone.check import PathExists
from milepost.run.programs import SYSTEM
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from milepost.milestone.check import Check
    from milepost.plan.model import MilestonePlan
    from milepost.run.session import Session

_WALK = """\
for target in {targets}; do
  path=$target
  while :; do
    if [ -L "$path" ]; then
      real=$(readlink -m -- "$path")
      case "$real/" in "$PWD"/*) ;; *) {found} ;; esac
    fi
    case $path in */*) path=${{path%/*}} ;; *) break ;; esac
    [ -z "$path" ] && break
  done
done
"""
"""Looks at each target, and at each folder that it lies in, below the current folder."""
_REMOVE = 'rm -f -- "$path"'
_SHOW = r"""[ -f "${path%/bin/*}/pyvenv.cfg" ] || printf '%s\t%s\n' "$path" "$real"; break"""
"""An environment's own interpreter is a link to that of the system."""
_LOST = """\
find . -xdev \\( -name node_modules -o -name .git \\) -prune -o -type l ! -lname '/*' -print |
  head -n 1000 | while IFS= read -r path; do
  [ -e "$path" ] || [ ! -e {workspace}/"$path" ] || printf '%s\\n' "${{path#./}}"
done
"""
_ELSEWHERE = (*SYSTEM, "/etc/", "/lib/", "/lib64/", "/dev/", "/proc/", "/sys/")
"""Where nobody keeps the result of their work."""
_MAKES_LINK = re.compile(r"\bln\s+(?:-\w+\s+)*-\w*s|\bln\s+(?:\S+\s+)*--symbolic")
_SHOWN = 3
"""Links that one sentence names."""


def unlink(paths: Iterable[str]) -> str:
    """Code that removes links which lead out of the current folder: written through, they would
    change what is another's."""
    targets = shlex.join(paths)
    return _WALK.format(targets=targets, found=_REMOVE) if targets else ""


def linked_outside(
    checked: Iterable[tuple[Check, str]], plan: MilestonePlan, session: Session
) -> Iterator[str]:
    """A sentence for each file that was found through a link out of the workspace.

    `checked` are checks with the folder, relative to the workspace, in which they were asked. A
    link that the guide itself makes is no matter.
    """
    paths = dict.fromkeys(path for check, folder in checked for path in _inside(check, folder))
    if not paths:
        return
    walk = _WALK.format(targets=shlex.join(paths), found=_SHOW)
    root = shlex.quote(session.place.workspace)
    answer = session.ask(f"cd -- {root} && {{\n{walk}}}")
    commands = [c for step in plan.steps for one in step.performs for c in one.block.commands]
    made = "\n".join(command.text for command in commands if _MAKES_LINK.search(command.text))
    for line in dict.fromkeys(answer.output.splitlines()):
        path, _, real = line.partition("\t")
        if not f"{real}/".startswith(_ELSEWHERE) and posixpath.basename(path) not in made:
            yield f"`{path}` is a link to {real}, outside of the workspace"


def _inside(check: Check, folder: str) -> Iterator[str]:
    path = getattr(check, "path", None)
    if check.about != "file" or not isinstance(path, str):
        return
    if isinstance(check, PathExists) and check.negated:
        return
    path = posixpath.normpath(posixpath.join(folder, path))
    if not path.startswith(("/", "~", "../")) and path not in (".", ".."):
        yield path


def lost_links(session: Session, workspace: str) -> str | None:
    """Which relative links of a workspace lead nowhere in its copy, in which the session stands."""
    root = shlex.quote(session.place.workspace)
    found = session.ask(f"cd -- {root} && {_LOST.format(workspace=shlex.quote(workspace))}")
    links = [f"`{path}`" for path in found.output.splitlines()[:_SHOWN]]
    if not links:
        return None
    leads = "leads" if len(links) == 1 else "lead"
    told = f"{', '.join(links)} {leads} out of it"
    return f"tests run in a copy of the workspace; {told}: let links have absolute targets"
