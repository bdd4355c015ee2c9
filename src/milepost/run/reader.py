"""The reader's terminal, brought to where the guide's text says that it stands."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from milepost.run import conda
from milepost.run.folders import ROOT

if TYPE_CHECKING:
    from milepost.run.folders import Environment, Stand
    from milepost.run.session import Session

_ACTIVATE = """\
if [ -f {folder}/pyvenv.cfg ]; then export VIRTUAL_ENV={folder} PATH={folder}/bin:"$PATH"
else [ -d {folder}/conda-meta ] && export CONDA_PREFIX={folder} PATH={folder}/bin:"$PATH"; fi"""
"""What the environment's own script would set. That script is the reader's, and is not run."""

_SET = ("VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV")
_NO_CONDA = (
    "no environment of conda is called `{}` where they are kept; make it, or activate it before "
    "`milepost verify`"
)


class Reader:
    """Enters the folders of a guide, and activates its environments."""

    def __init__(self, session: Session) -> None:
        """`session` stands in the workspace, without an environment of the guide's."""
        self.session = session
        self._active: Environment | None = None
        """The environment that is wanted."""
        self._is_there = True

    def stand(self, stand: Stand) -> bool:
        """Go there; whether the folder is there. An environment that is not is passed over."""
        self._activate(stand.environment)
        terminal, wanted = self.session.terminal, self._absolute(stand.folder.path)
        if terminal.cwd != wanted:
            terminal.run(f"cd -- {shlex.quote(wanted)} 2>/dev/null", timeout=10.0)
        return terminal.cwd == wanted

    def note(self, stand: Stand, *, of_programs: bool = True) -> str | None:
        """What is not as the guide has it where the reader stands now; None where all is.

        Which environment is active is said only where it is a matter `of_programs`.
        """
        folder = stand.folder
        notes = []
        if folder.doubt is not None:
            where = "the workspace" if folder.path == ROOT else f"`{folder.path}`"
            notes.append(f"asked in {where}: {folder.doubt}")
        if of_programs and stand.environment and (lack := self._lack(stand.environment)):
            notes.append(f"asked without {stand.environment.told}: {lack}")
        return "; ".join(notes) or None

    def _lack(self, environment: Environment) -> str | None:
        if environment.path is not None:
            return None if self._is_there else "no environment is there"
        if environment.name is not None:
            return None if self._is_there else _NO_CONDA.format(environment.name)
        if {"VIRTUAL_ENV", "CONDA_PREFIX"} & self.session.place.environment.keys():
            return None
        return "which environment that is is not known; activate it before `milepost verify`"

    def _activate(self, wanted: Environment | None) -> None:
        if wanted == self._active:
            return
        self._active = wanted
        before = self.session.place.environment
        code = f"export PATH={shlex.quote(before.get('PATH', ''))}\n"
        for name in _SET:
            was = before.get(name)
            code += f"unset {name}\n" if was is None else f"export {name}={shlex.quote(was)}\n"
        if wanted is not None and wanted.path is not None:
            code += _ACTIVATE.format(folder=shlex.quote(self._absolute(wanted.path)))
        elif wanted is not None and wanted.name not in (None, before.get("CONDA_DEFAULT_ENV")):
            code += conda.activate(wanted.name)
        ended = self.session.terminal.run(code, timeout=10.0)
        self._is_there = ended.exit_status == 0

    def _absolute(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.session.place.workspace, path))
