"""One prerequisite to what can be probed: it may name several things."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

PACKAGES = re.compile(r"\b(?:system |apt |debian |ubuntu )?packages?\b", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:if you|optional(?:ly)?|recommended|knowledge|familiarity|familiar|understanding|"
    r"experience|basic|basics|concepts?|no |without|not |instead|nice to have|account|access to|extension|plugin)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"\b(?:comes? with|bundled with|included (?:with|in)|part of|via|through|using|compatible with|written in|"
    r"from|for|with|about|in) (?:the )?$",
    re.IGNORECASE,
)
WRITING = re.compile(
    r"\b(?:tutorial|documentation|docs|manual|book|handbook|course|chapters?|reference|introduction)\b",
    re.IGNORECASE,
)
"""A link of this name leads to something to read, whatever tool it is about."""
ALTERNATIVE = re.compile(r"^\s*(?:/|or|,? or)\s*$", re.IGNORECASE)
UNKNOWN = re.compile(
    r"^(?:(?:a|an|the) )?(?P<name>[a-z][a-z0-9_+-]*(?:\.[a-z0-9_+-]+)*)(?= |$)", re.IGNORECASE
)
VARIABLE = re.compile(r"\b(?:environment|env|variable|exported?)\b", re.IGNORECASE)
OPTIONAL = re.compile(r"\boptional", re.IGNORECASE)
BEFORE = re.compile(
    r"^(?:an? |the |your |latest |recent |installed |working |local |install |installation of |version of )*$"
)
AFTER = re.compile(r"^(?:is )?(?:installed|available|on|in|\(|:|-|–|—|,|and|for|must|should)")
INSTALLS = re.compile(
    r"^(?:(?:first|then|next),? )?(?:install|download|get|upgrade|update)\b", re.IGNORECASE
)
