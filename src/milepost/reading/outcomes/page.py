""" "Open http://localhost:3000 in your browser: you should see `Hello`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.milestone.check import PageShows, UrlResponds
from milepost.reading.matchers import ANY_LINES
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.outcomes.marks import literals
from milepost.reading.phrase import URL
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.milestone.check import Check
    from milepost.reading.base import BlockReading
    from milepost.reading.phrase import Phrase
    from milepost.reading.phrases import Phrases
    from milepost.reading.sentence import Explicit, Sentence

NAME = "page"


class Says(Protocol):
    """What a language has for this reading."""

    CUES: tuple[str, ...]
    OPENS: Phrase
    BROWSER: Phrase
    PHRASES: tuple[Phrase, ...]


_HTTP = re.compile(r"^(?:https?://)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?(?:/\S*)?$")


def opened(sentence: Sentence, phrases: Phrases) -> str | None:
    """The URL that a sentence says to open, as a browser needs it."""
    if not sentence.explicit:
        return None
    says: Says = phrases.page
    found = says.OPENS.search(sentence.skeleton)
    return _url(sentence.at(found.start("url"))) if found is not None else None


def without_browser(sentence: Sentence, around: Surroundings) -> str:
    """The skeleton without the words that say that a browser shows it, where the page is known."""
    says: Says = around.phrases.page
    if (around.page is None and not sentence.explicit) or _page(sentence, around) is None:
        return sentence.skeleton
    return says.BROWSER.sub(lambda found: " " * len(found[0]), sentence.skeleton)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """What a page shows, where its URL is told."""
    says: Says = around.phrases.page
    page = _page(sentence, around)
    if page is None:
        return
    taken: list[tuple[int, int]] = []
    for pattern in says.PHRASES:
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
            if texts and (told := says.OPENS.search(sentence.skeleton)) is not None:
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
    says: Says = around.phrases.page
    if not sentence.explicit:
        return around.page
    told = opened(sentence, around.phrases)
    if told is not None:
        return told
    urls = {url for part in sentence.explicit if (url := _url(part)) is not None}
    if len(urls) == 1 and says.BROWSER.search(sentence.skeleton):
        return urls.pop()
    return around.page if not urls else None


def _url(part: Explicit) -> str | None:
    if ":" not in part.text:
        return None
    text = part.text.rstrip("/") if part.kind == URL else part.text
    if not _HTTP.match(text) or ("://" not in text and ":" not in text):
        return None
    text = part.text if "://" in part.text else f"http://{part.text}"
    return text.replace("//0.0.0.0", "//localhost")
