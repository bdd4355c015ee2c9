"""The language in which a document says that it is written: `lang: de` in its front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from milepost.text import lazy_re as re
from milepost.text.span import Span

if TYPE_CHECKING:
    from milepost.document.document import Document

LANGUAGES: Final = {"de": "German", "en": "English"}
"""The languages that are known, by their tags: those of `milepost.reading.phrases`."""

_LANG = re.compile(r"^lang:[ \t]*[\"']?(?P<tag>[^\s\"'#]+)", re.MULTILINE)


class StatedLanguage(NamedTuple):
    """What a document says of its language."""

    tag: str
    """The language alone, in lower case: `de` of `de-AT`."""
    span: Span
    """Where it is stated, in full."""


def stated_language(document: Document) -> StatedLanguage | None:
    """The language that a document states; None where it states none."""
    front = document.front_matter
    found = _LANG.search(front.text) if front is not None else None
    if front is None or found is None:
        return None
    start = front.text_span.start + len(front.text[: found.start("tag")].encode())
    tag = found["tag"]
    return StatedLanguage(
        re.split(r"[-_]", tag, maxsplit=1)[0].lower(), Span(start, start + len(tag.encode()))
    )


def language_of(document: Document, default: str) -> str:
    """The tag of the language that a document is read in: of the one it states, if it is known."""
    stated = stated_language(document)
    return stated.tag if stated is not None and stated.tag in LANGUAGES else default
