"""The last paragraph of a guide that leads to the next one, under a heading of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.adopt.draft import parted, put_in
from milepost.adopt.part import heading
from milepost.contract.model import Role
from milepost.document.inline import Link
from milepost.document.model import Paragraph
from milepost.document.walk import walk_inlines
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.adopt.draft import Draft

_NEXT = re.compile(r"\W*(?:next\b|continue (?:with|to)\b|proceed to\b|up next\b)", re.IGNORECASE)


def with_next_steps(draft: Draft) -> Draft:
    """The guide with the template's *Next Steps* above a last paragraph such as `Next: [link]`."""
    wanted = next((s for s in draft.contract.sections if s.role is Role.NEXT), None)
    sections = draft.document.outline.sections
    last = draft.document.blocks[-1] if draft.document.blocks else None
    if wanted is None or not sections or not isinstance(last, Paragraph):
        return draft
    if draft.match.by_role(Role.NEXT) is not None or not _NEXT.match(last.text):
        return draft
    if not wanted.pattern.is_literal or not any(isinstance(n, Link) for n in walk_inlines(last)):
        return draft
    place, _ = draft.extent(last.span)
    title = put_in(heading(wanted.level, wanted.pattern.fill("", "")))
    return draft.edited({(place, place): parted(draft, place, place, title)})
