"""What a browser shows: by the page's own text or, where it has scripts, by a Chromium.

Of a page without scripts, a text counts as shown unless its element is hidden; what styles do to
it is not looked at. What scripts leave of a page is asked of a browser alone.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from milepost.probes.base import Verdict
from milepost.probes.browser import NoBrowserError, shown_by_browser
from milepost.probes.network import NoAnswerError, fetch
from milepost.probes.output import tail
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import PageShows
    from milepost.probes.base import View

_BLANKS = re.compile(r"\s+")
_SCRIPT = re.compile(r"<script\b|<[^<>]*\son\w+\s*=", re.IGNORECASE)
_PATIENCE = 5.0
"""Seconds that scripts have to show something."""
_SETTLING = 2.0
"""Seconds for which something must not have been shown."""
_UNSEEN = frozenset({"script", "style", "template", "head", "title", "noscript", "iframe", "svg"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
     "wbr"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "u", "var"}
)  # fmt: skip
REMEDY = "the page has scripts, which needs a browser: install chromium"


def page_shows(check: PageShows, view: View) -> Verdict:
    """Whether a text is visible at a URL."""
    try:
        response, body = fetch(view, check.url)
    except ValueError:
        return Verdict(None, f"{check.url} is not a URL")
    except NoAnswerError as error:
        # What nobody has seen is a failure, also of what is not to be there.
        return Verdict(check.negated, f"no answer from {check.url}: {error}", pending=True)
    kind = response.headers.get_content_type()
    moved = 300 <= response.status < 400
    is_html = "html" in kind
    if not moved and not (is_html and _SCRIPT.search(body)):
        text = visible_text(body) if is_html else body
        seen = f"{response.status} {response.reason}\n{tail(text)}".rstrip()
        return Verdict(fold(check.text) in fold(text), seen, pending=True)
    try:
        text, holds = shown_by_browser(
            view,
            check.url,
            lambda text: fold(check.text) in fold(text),
            _SETTLING if check.negated else _PATIENCE,
        )
    except NoBrowserError as error:
        return Verdict(None, str(error), needs=None if error.there else REMEDY)
    return Verdict(holds, tail(text, 20) or "the page is empty")


def visible_text(html: str) -> str:
    """The text of a page that is not hidden by its own elements, a line for each block."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(line for raw in "".join(reader.pieces).split("\n") if (line := raw.strip()))


def fold(text: str) -> str:
    """White space of any kind as one blank."""
    return " ".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden: list[str] = []
        """The element that hides what is read, with those of its name within it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.pieces.append("\n" if tag in ("br", "hr") else "")
            return
        given = dict(attrs)
        style = (given.get("style") or "").replace(" ", "").lower()
        if self._hidden:
            self._hidden += [tag] if tag == self._hidden[0] else []
        elif tag in _UNSEEN or "hidden" in given or "display:none" in style:
            self._hidden = [tag]
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and tag == self._hidden[0]:
            self._hidden.pop()
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(_BLANKS.sub(" ", data))
