"""Checks of packages: looked up as a program of the guide would find them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from milepost.probes.base import Verdict

if TYPE_CHECKING:
    from milepost.milestone.check import PackageInstalled
    from milepost.probes.base import View

_TIMEOUT = 20.0
_LOOK = """
d=$PWD
while :; do
  f=$d/node_modules/$1/package.json
  [ -f "$f" ] && { echo npm; cat -- "$f"; exit 0; }
  [ -n "$d" ] || break
  d=${d%/*}
done
code='import sys; from importlib.metadata import version; print("pip", version(sys.argv[1]))'
for python in python python3; do
  command -v -- "$python" >/dev/null && "$python" -c "$code" "$1" 2>/dev/null && exit 0
done
exit 1
"""


def package_installed(check: PackageInstalled, view: View) -> Verdict:
    """A package that npm has put beside the code, or that the terminal's Python finds."""
    answer = view.command(f"set -- {shlex.quote(check.name)}\n{_LOOK}", _TIMEOUT)
    if answer.status != 0:
        return Verdict(False, f"{check.name} is not installed for npm or Python here")
    version = _version(answer.output)
    if version is None:
        return Verdict(None, f"the version of {check.name} cannot be told")
    return Verdict(_agrees(version, check.version), f"{check.name} {version}")


def _version(output: str) -> str | None:
    if output.startswith("pip "):
        return output.split()[1]
    import json

    try:
        found = json.loads(output.partition("\n")[2])
    except ValueError:
        return None
    version = found.get("version") if isinstance(found, dict) else None
    return version if isinstance(version, str) else None


def _agrees(version: str, wanted: str | None) -> bool:
    """Whether a version begins with the parts that are wanted."""
    return wanted is None or f"{version}.".startswith(f"{wanted}.")
