""" "Open http://localhost:3000 in your browser: you should see `Hello`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.words import SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

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
    rf"\b(?:open(?:ing)?|visit(?:ing)?|(?:go(?:ing)?|navigat(?:e|ing)|brows(?:e|ing)|head(?:ing)?) (?:over )?to|point (?:your|the|a) (?:web )?browser (?:at|to)|load(?:ing)?|access(?:ing)?)(?: up)? (?:the |your |this )?(?:page |site |app |application |url |address |website )?(?:at |on )?{_AT}",
    "open", "visit", "go", "navigat", "brows", "head", "point", "load", "access",
)  # fmt: skip
"""What a reader does to have a page before their eyes."""
BROWSER = phrase(
    r"\b(?:in|with|using|on|from) (?:the|your|a|any) (?:favou?rite )?(?:web ?)?browser(?: window| tab)?\b|\b(?:web ?)?browser\b"
    r"|\b(?:web ?)?page (?:at|on)(?= [\ue000\ue002])|\bon (?:the|that|this) (?:web ?)?page\b|\b(?:web ?)?page(?= (?:should|will|now|shows?|displays?|says?|reads?|contains?))",
    "browser", "page",
)  # fmt: skip
"""Words that say that a screen is looked at; where the page is known, it is."""
_WHAT = (
    r"(?:the |a |an |your |its |text |message |heading |title |words? |phrase |line |greeting |link |button |"
    r"labell?ed |saying |that says |which says |reading |with |containing |page |list |item |: ?)*"
)
_SEEN = rf"(?P<said>{SAIDS})(?! (?:in|on|at|from) (?:the |your |its )?(?:terminal|console|logs?|output|server|shell|address bar|url|title bar|tab|network|title)\b)(?! (?:file|folder|directory|status|button(?! (?:and|is|in|on)))\b)"
_NOT = r"(?P<not>(?:should not|shouldn['’]t|do not|don['’]t|does not|doesn['’]t|no longer|should no longer|will not|won['’]t) )?"
PHRASES: tuple[Phrase, ...] = (
    phrase(rf"\byou (?:should |will |can |now |then |['’]ll )*{_NOT}(?:now |also |then )*(?:see|be greeted (?:by|with)) {_WHAT}{_SEEN}"),
    phrase(rf"(?:\b|(?=[\ue000\ue002]))(?:page|site|app|application|website|browser|list|heading|header|it|(?:page (?:at|on) )?(?P<of>[\ue000\ue002])(?: page)?) (?:should |will |must |now |also )*{_NOT}(?:shows?|displays?|says?|reads?|contains?|renders?) {_WHAT}{_SEEN}"),
    phrase(rf"(?P<said>{{said}}) (?:should |will |must |now |also )*{_NOT}(?:appears?|be shown|be displayed|is shown|is displayed|be visible|is visible)(?= (?:in|on) (?:the|your) (?:web ?)?(?:browser|page)|[.,;]|$)"),
)  # fmt: skip
