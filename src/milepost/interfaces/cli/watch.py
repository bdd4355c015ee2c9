"""Running again whenever a file changes on which the result depends."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from milepost.app.project import shown
from milepost.app.watch import look
from milepost.files.watch import changes
from milepost.interfaces.cli.errors import say
from milepost.interfaces.cli.keys import keys_unseen
from milepost.interfaces.cli.stream import style_of
from milepost.process.milepost import Milepost
from milepost.report.cells import harmless
from milepost.report.exit_status import ExitStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from milepost.app.run import RunRequest
    from milepost.app.watch import Watched

_TICK = 0.1
"""Seconds after which the end of a run is noticed at the latest."""
_CLEAR = "\x1b[H\x1b[2J"
_NAMED = 3
"""Changed files that are named."""


def watch(request: RunRequest, args: Sequence[str]) -> ExitStatus:
    """Carry out the command line `args`, which runs what `request` says, and again after every
    change, until Ctrl-C."""
    runs = _Runs(args, request.folder)
    known = look(request)
    try:
        with keys_unseen():
            runs.begin(())
            while True:
                known = _until_folders_change(request, known, runs)
    except KeyboardInterrupt:
        if runs.end():
            say("Interrupted.")
        return ExitStatus.INTERRUPTED


def _until_folders_change(request: RunRequest, known: Watched, runs: _Runs) -> Watched:
    """Begin a run after every change; return when other folders have to be watched."""
    certain = False
    for told in changes(map(str, sorted(known.folders)), _TICK):
        runs.tell(known)
        # Before the first answer a change may have gone unseen.
        if told or not certain:
            certain = True
            before, known = known, look(request, known)
            if changed := known.changed_since(before):
                runs.begin(changed)
            if known.folders != before.folders:
                break
    return known


class _Runs:
    """One run after another; a new one ends the one before."""

    def __init__(self, args: Sequence[str], folder: Path) -> None:
        self._args = args
        self._folder = folder
        self._child: Milepost | None = None
        self._told = False

    def begin(self, changed: Sequence[Path]) -> None:
        """Start a run; say what has changed."""
        self.end()
        if changed:
            if sys.stdout.isatty():
                click.echo(_CLEAR, nl=False)
            style = style_of(sys.stderr)
            clock = style.dim(time.strftime("%H:%M:%S"))
            there = [path for path in changed if path.exists()]
            told = [self._named(there, "changed"), self._named({*changed} - {*there}, "removed")]
            click.echo(f"{clock} {'; '.join(filter(None, told))}", err=True)
        self._child = Milepost(self._args)
        self._told = False

    def _named(self, paths: Collection[Path], what: str) -> str:
        names = [harmless(shown(path, self._folder)) for path in sorted(paths)[:_NAMED]]
        more = ", …" if len(paths) > _NAMED else ""
        return f"{', '.join(names)}{more} {what}" if names else ""

    def tell(self, watched: Watched) -> None:
        """Say that the next change is waited for, if the run has ended."""
        if self._child is not None and not self._child.runs and not self._told:
            self._told = True
            count = sum(signature is not None for signature in watched.files.values())
            noun = "file" if count == 1 else "files"
            watched_for = f"{count} {noun}; save to run again" if count else "for files to come"
            click.echo(f"\nWatching {watched_for}, Ctrl-C to end", err=True)

    def end(self) -> bool:
        """End the run on its way, if there is one; if somebody is impatient, at once."""
        if self._child is None or not self._child.runs:
            return False
        try:
            self._child.end()
        except KeyboardInterrupt:
            self._child.kill()
        return True
