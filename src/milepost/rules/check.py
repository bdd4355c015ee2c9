"""Guides to diagnostics: every rule looks, ignores are taken out, places become positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from milepost.contract.model import Role
from milepost.rules.base import Place, Reference, Summary
from milepost.rules.directives import unknown_ignored_rule, unused_ignore
from milepost.rules.ignores import Ignores, place_of, read_ignores
from milepost.rules.targets import target_of
from milepost.text.diagnostic import Diagnostic
from milepost.text.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from milepost.document.inline import Image, Link
    from milepost.rules.base import Finding, RoadmapFinding, Rule
    from milepost.rules.guide import Guide
    from milepost.rules.levels import Levels


_OF_WHOLE_ROADMAPS = frozenset({"number-gap", "unused-concept-guide", "premature-concept"})
"""Rules that say something only where all guides of a roadmap are looked at."""
_APART = (Role.CONCEPTS, Role.NEXT, Role.RESOURCES)


class GuideResult(msgspec.Struct, frozen=True):
    """What is known of one guide once it was looked at alone."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    """For the rules over the roadmap."""
    ignores: Ignores
    """Those rules' findings may be ignored too; only then is it known which were not needed."""


def check_guide(guide: Guide, levels: Levels) -> GuideResult:
    """Look at one guide with every rule that is on for it."""
    rules = levels.rules(guide.path)
    ignores, unknown = read_ignores(guide)
    diagnostics = [
        diagnose(guide, rule, finding, levels)
        for rule in rules
        for finding in _findings(guide, rule, unknown)
        if not ignores.entries or not ignores.covers(rule.code, finding.span)
    ]
    return GuideResult(tuple(diagnostics), summarise(guide), ignores)


def check_roadmap(
    guides: tuple[Summary, ...],
    ignores: Mapping[str, Ignores],
    levels: Levels,
    *,
    whole: bool = True,
) -> Iterator[Diagnostic]:
    """Look at the guides of one roadmap together.

    Where only some of its guides were named (`whole` is false), what depends on the others, such
    as a gap between numbers, is left out.
    """
    for rule in levels.rules():
        if rule.check_roadmap is None or (rule.name in _OF_WHOLE_ROADMAPS and not whole):
            continue
        for finding in rule.check_roadmap(guides):
            if rule.code in levels.ignored(finding.path):
                continue
            known = ignores.get(finding.path)
            if known is None or not known.covers(rule.code, finding.place.span):
                yield _roadmap_diagnostic(rule, finding, levels)


def unused_ignores(ignores: Mapping[str, Ignores], levels: Levels) -> Iterator[Diagnostic]:
    """Warnings about ignores that ignored nothing; to be asked for once all rules have looked."""
    rule = unused_ignore.RULE
    for path, known in ignores.items():
        applied = {r.code for r in levels.rules(path)}
        if rule.code not in applied:
            continue
        for ignore in known.unused():
            if ignore.codes is not None and not ignore.codes & applied:
                continue  # The rule is off anyway.
            if ignore.codes is not None and rule.code in ignore.codes:
                continue
            yield Diagnostic(
                path,
                ignore.place.span,
                ignore.place.start,
                ignore.place.end,
                rule.code,
                rule.name,
                levels.severity(rule),
                f"`{ignore.word}` is ignored here, and nothing of it is found",
                "Take it out of the comment.",
                None,
                ignore.place.line,
            )


def diagnose(guide: Guide, rule: Rule, finding: Finding, levels: Levels) -> Diagnostic:
    """A finding with its place in lines and columns."""
    return Diagnostic.at(
        guide.document.source,
        finding.span,
        code=rule.code,
        rule=rule.name,
        severity=levels.severity(rule, finding.severity),
        message=finding.message,
        remedy=finding.remedy,
        fix=finding.fix,
    )


def summarise(guide: Guide) -> Summary:
    """What the rules over the roadmap need to know of a guide."""
    title = guide.match.title
    return Summary(
        path=guide.path,
        number=title.number if title else None,
        name=title.name if title else "",
        title=_place(guide, title.heading.span if title else Span(0, 0)),
        prerequisites=_references(guide, Role.PREREQUISITES),
        next=_references(guide, Role.NEXT),
        concepts=tuple(_sections(guide, guide.links_in(Role.CONCEPTS))),
        mentions=tuple(_sections(guide, _links_of_the_work(guide))),
        linked=frozenset(t.path for t in guide.targets if t.is_markdown and not t.same_file),
        concept_guides=guide.facts.concept_guides,
    )


def _links_of_the_work(guide: Guide) -> Iterator[Link | Image]:
    """Links to what a guide builds on, not to what it introduces or recommends."""
    apart = [span for role in _APART if (span := guide.span_of(role)) is not None]
    for link in guide.links:
        if not any(link.span in span for span in apart):
            yield link


def _sections(guide: Guide, links: Iterable[Link | Image]) -> Iterator[Reference]:
    for link in links:
        target = target_of(guide.path, link)
        if target is not None and not target.same_file and target.is_markdown:
            name = f"{target.path}#{target.fragment}" if target.fragment else target.path
            yield Reference(name, _place(guide, link.span))


def _findings(guide: Guide, rule: Rule, unknown: list[Finding]) -> Iterable[Finding]:
    if rule.check is not None:
        return rule.check(guide)
    return unknown if rule is unknown_ignored_rule.RULE else ()


def _references(guide: Guide, role: Role) -> tuple[Reference, ...]:
    found = []
    for link in guide.links_in(role):
        target = target_of(guide.path, link)
        if target is not None and not target.same_file and target.is_markdown:
            found.append(Reference(target.path, _place(guide, link.span)))
    return tuple(found)


def _place(guide: Guide, span: Span) -> Place:
    return place_of(guide.document.source, span)


def _roadmap_diagnostic(rule: Rule, finding: RoadmapFinding, levels: Levels) -> Diagnostic:
    place = finding.place
    return Diagnostic(
        finding.path,
        place.span,
        place.start,
        place.end,
        rule.code,
        rule.name,
        levels.severity(rule, finding.severity),
        finding.message,
        finding.remedy,
        None,
        place.line,
    )
