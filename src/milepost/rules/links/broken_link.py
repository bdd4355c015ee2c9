"""MP401: a relative link to a file that is not there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from milepost.contract.model import Role
from milepost.rules.base import Finding, Rule
from milepost.rules.targets import MARKDOWN, nearest, targets
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.rules.guide import Guide
    from milepost.rules.targets import Target


def check(guide: Guide) -> Iterator[Finding]:
    missing = missing_targets(guide)
    if not missing:
        return
    prerequisites = guide.links_in(Role.PREREQUISITES)
    for target in missing:
        if target.path.lower().endswith(MARKDOWN) and target.link in prerequisites:
            continue  # MP503 says it as what it is there.
        yield finding(guide, target, "there is no file")


def missing_targets(guide: Guide) -> list[Target]:
    """The links to files that are known not to exist."""
    files = guide.facts.files
    return [t for t in targets(guide) if not t.same_file and files.get(t.path) is False]


def finding(guide: Guide, target: Target, what: str) -> Finding:
    """A finding on a link to a missing file, with the nearest name in its folder."""
    folder, name = posixpath.split(target.path)
    # Suffixes are alike everywhere: names that share nothing else are not near.
    stem, suffix = posixpath.splitext(name)
    names = guide.facts.names.get(folder, ())
    stems = {posixpath.splitext(one)[0]: one for one in names if one.endswith(suffix)}
    near = nearest(stem, stems)
    return Finding(
        target.link.span,
        f"{what} `{target.path}`",
        f"Did you mean `{stems[near]}`?" if near else "Correct the destination, or make the file.",
    )


RULE = Rule(
    code="MP401",
    name="broken-link",
    severity=Severity.ERROR,
    summary="A relative link or image leads to a file that does not exist.",
    why="The reader follows it at the moment they need it, and is lost.",
    bad="See [the notes](no-such-notes.md).\n",
    good="See [the notes](#notes).\n\n## Notes\n",
    check=check,
)
