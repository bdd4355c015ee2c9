"""Which command runs a project's tests, read off the files in its workspace."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

from milepost.probes.paths import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.probes.base import View

_NO_TESTS = "no test specified"
"""What `npm init` writes as the test script of a new package."""
_NODE = (".js", ".mjs", ".cjs", ".ts", ".mts", ".jsx", ".tsx")


def detect_runner(view: View, files: Sequence[str]) -> str | None:
    """The command that runs these test files, or None where none is known.

    A project's own test script goes before the runners that are installed in it.
    """
    names = " ".join(map(shlex.quote, files))
    first = files[0]
    if first.endswith(_NODE):
        return _node(view, names, read(view, first) or "")
    if first.endswith(".py"):
        return _python(view, names)
    if first.endswith(".go"):
        return "go test -v ./..."
    if first.endswith(".rs"):
        return "cargo test"
    return None


def _node(view: View, names: str, source: str) -> str | None:
    try:
        package = json.loads(read(view, "package.json") or "{}")
    except ValueError:
        package = {}
    script = package.get("scripts", {}).get("test", "") if isinstance(package, dict) else ""
    if script and _NO_TESTS not in script:
        return "npm test"
    if "node:test" in source:
        return f"node --test {names}"
    if _succeeds(view, "[ -x node_modules/.bin/vitest ]"):
        return f"npx vitest run --globals {names}"
    if _succeeds(view, "[ -x node_modules/.bin/jest ]"):
        return f"npx jest {names}"
    return None


def _python(view: View, names: str) -> str:
    own = (".venv/bin/python", "venv/bin/python")
    # A project that has an interpreter of its own has its packages only there.
    python = next((path for path in own if _succeeds(view, f"[ -x {path} ]")), "python3")
    if _succeeds(view, f"{python} -c 'import pytest'"):
        return f"{python} -m pytest {names}"
    return f"{python} -m unittest -v {names}"


def _succeeds(view: View, code: str) -> bool:
    return view.ask(f"{code} >/dev/null 2>&1").status == 0
