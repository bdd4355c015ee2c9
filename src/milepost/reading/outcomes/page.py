""" "Open http://localhost:3000 in your browser: you should see `Hello`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import PageShows, UrlResponds
from milepost.reading.matchers import ANY_LINES
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literals
from milepost.reading.phrase import URL, phrase
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.base import BlockReading
    from milepost.reading.sentence import Explicit, Sentence

NAME = "page"
CUES: tuple[str, ...] = (
    "see",
    "show",
    "display",
    "say",
    "read",
    "contain",
    "appear",
    "render",
    "greet",
)

_AT = r"(?P<url>[\ue000\ue002])"
OPENS = phrase(
    rf"\b(?:open|visit|(?:go|navigate|browse|head) (?:over )?to|point (?:your|the|a) (?:web )?browser (?:at|to)|load|access)(?: up)? (?:the |your |this )?(?:page |site |app |application |url |address |website )?(?:at |on )?{_AT}",
    "open", "visit", "go ", "navigate", "browse", "head", "point", "load", "access",
)  # fmt: skip
"""What a reader does to have a page before their eyes."""

_BROWSER = phrase(
    r"\b(?:in|with|using|on|from) (?:the|your|a|any) (?:favou?rite )?(?:web ?)?browser(?: window| tab)?\b|\b(?:web ?)?browser\b"
    r"|\b(?:web ?)?page (?:at|on)(?= [\ue000\ue002])|\bon (?:the|that|this) (?:web ?)?page\b|\b(?:web ?)?page(?= (?:should|will|now|shows?|displays?|says?|reads?|contains?))",
    "browser", "page",
)  # fmt: skip
"""Words that say that a screen is looked at; where the page is known, it is."""

_WHAT = (
    r"(?:the |a |an |your |its |text |message |heading |title |words? |phrase |line |greeting |link |button |"
    r"labell?ed |saying |that says |which says |reading |with |containing |page |list |item |: ?)*"
)
_SEEN = r"(?P<said>{saids})(?! (?:in|on|at|from) (?:the |your |its )?(?:terminal|console|logs?|output|server|shell|address bar|url|title bar|tab|network|title)\b)(?! (?:file|folder|directory|status|button(?! (?:and|is|in|on)))\b)"
_NOT = r"(?P<not>(?:should not|shouldn['’]t|do not|don['’]t|does not|doesn['’]t|no longer|should no longer|will not|won['’]t) )?"
PHRASES = (
    phrase(rf"\byou (?:should |will |can |now |then |['’]ll )*{_NOT}(?:now |also |then )*(?:see|be greeted (?:by|with)) {_WHAT}{_SEEN}"),
    phrase(rf"\b(?:page|site|app|application|website|browser|list|heading|header|it|(?:page (?:at|on) )?(?P<of>[\ue000\ue002])(?: page)?) (?:should |will |must |now |also )*{_NOT}(?:shows?|displays?|says?|reads?|contains?|renders?) {_WHAT}{_SEEN}"),
    phrase(rf"(?P<said>{{said}}) (?:should |will |must |now |also )*{_NOT}(?:appears?|be shown|be displayed|is shown|is displayed|be visible|is visible)(?= (?:in|on) (?:the|your) (?:web ?)?(?:browser|page)|[.,;]|$)"),
)  # fmt: skip
_HTTP = re.compile(r"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?(?:/\S*)?$")


def opened(sentence: Sentence) -> str | None:
    """The URL that a sentence says to open, as a browser needs it."""
    if not sentence.explicit:
        return None
    found = OPENS.search(sentence.skeleton)
    return _url(sentence.at(found.start("url"))) if found is not None else None


def without_browser(sentence: Sentence, around: Surroundings) -> str:
    """The skeleton without the words that say that a browser shows it, where the page is known."""
    if (around.page is None and not sentence.explicit) or _page(sentence, around) is None:
        return sentence.skeleton
    return _BROWSER.sub(lambda found: " " * len(found[0]), sentence.skeleton)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What a page shows, where its URL is told."""
    page = _page(sentence, around)
    if page is None:
        return
    taken: list[tuple[int, int]] = []
    for pattern in PHRASES:
        for found in pattern.finditer(sentence.skeleton):
            start, end = found.span("said")
            if any(low < end and start < high for low, high in taken):
                continue
            url = page
            if found.groupdict().get("of"):
                named = _url(sentence.at(found.start("of")))
                if named is None:
                    continue
                url = named
            texts = literals(sentence, start, end)
            taken.extend([(start, end)] if texts else [])
            if texts and (told := OPENS.search(sentence.skeleton)) is not None:
                yield Found(told.start(), told.end(), None)
            for text in texts:
                yield Found(
                    found.start(),
                    found.end(),
                    PageShows(url=url, text=text, negated=bool(found["not"])),
                )


def shown_on_page(page: str, fence: BlockReading) -> tuple[Check, ...]:
    """What a fence says of a page: each of its lines, or the JSON that the URL answers with.

    Nothing where the page only looks alike: what varies on it cannot be told.
    """
    if fence.options.match == "similar" and fence.options.share < 1:
        return ()
    if fence.language == "json":
        return (UrlResponds(url=page, contains=fence.code),)
    lines = [line.strip() for line in fence.code.split("\n")]
    return tuple(PageShows(url=page, text=line) for line in lines if line and line not in ANY_LINES)


def _page(sentence: Sentence, around: Surroundings) -> str | None:
    """The page that a sentence tells of: the one that it opens or names as a page, or the last."""
    if not sentence.explicit:
        return around.page
    told = opened(sentence)
    if told is not None:
        return told
    urls = {url for part in sentence.explicit if (url := _url(part)) is not None}
    if len(urls) == 1 and _BROWSER.search(sentence.skeleton):
        return urls.pop()
    return around.page if not urls else None


def _url(part: Explicit) -> str | None:
    text = part.text.rstrip("/") if part.kind == URL else part.text
    if not _HTTP.match(text) or ("://" not in text and ":" not in text):
        return None
    text = part.text if "://" in part.text else f"http://{part.text}"
    return text.replace("//0.0.0.0", "//localhost")
