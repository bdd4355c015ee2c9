"""The reader's terminal, brought to where the guide's text says that it stands."""

from __future__ import annotations

import posixpath
import shlex
from typing import TYPE_CHECKING

from milepost.run.folders import ROOT

if TYPE_CHECKING:
    from milepost.run.folders import Environment, Stand
    from milepost.run.session import Session

_ACTIVATE = '[ -f {folder}/pyvenv.cfg ] && export VIRTUAL_ENV={folder} PATH={folder}/bin:"$PATH"'
"""What the environment's own script would set. That script is the reader's, and is not run."""


class Reader:
    """Enters the folders of a guide, and activates its virtual environments."""

    def __init__(self, session: Session) -> None:
        """`session` stands in the workspace, without an environment of the guide's."""
        self.session = session
        self._active: str | None = None
        """The folder, relative to the workspace, of the environment that is wanted."""
        self._is_there = True

    def stand(self, stand: Stand) -> bool:
        """Go there; whether the folder is there. An environment that is not is passed over."""
        self._activate(stand.environment.path if stand.environment else None)
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
        if "VIRTUAL_ENV" in self.session.place.environment:
            return None
        return "which environment that is is not known; activate it before `milepost verify`"

    def _activate(self, path: str | None) -> None:
        if path == self._active:
            return
        self._active = path
        before = self.session.place.environment
        code = f"export PATH={shlex.quote(before.get('PATH', ''))}\n"
        if "VIRTUAL_ENV" in before:
            code += f"export VIRTUAL_ENV={shlex.quote(before['VIRTUAL_ENV'])}\n"
        else:
            code += "unset VIRTUAL_ENV\n"
        if path is not None:
            folder = shlex.quote(self._absolute(path))
            code += _ACTIVATE.format(folder=folder)
        ended = self.session.terminal.run(code, timeout=10.0)
        self._is_there = ended.exit_status == 0

    def _absolute(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(self.session.place.workspace, path))
