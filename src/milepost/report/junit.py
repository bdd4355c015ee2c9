"""JUnit XML, as CI servers read it: a guide is a test suite, what is checked in it a test case.

The form follows the Jenkins xunit plugin's `junit-10.xsd`; `file` and `line` are what GitLab and
pytest add.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape, quoteattr

from milepost.report.cells import harmless
from milepost.report.incidents import Incident, milestone_title, of_milestone
from milepost.result.model import Status
from milepost.text import lazy_re as re
from milepost.text.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.report.findings import Findings
    from milepost.report.style import Style
    from milepost.result.model import MilestoneResult, Result, RunResult
    from milepost.text.diagnostic import Diagnostic

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold (section 2.2)."""


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    line: int
    seconds: float = 0.0
    verdict: Literal["passed", "failure", "error", "skipped"] = "passed"
    message: str = ""
    text: str = ""


def check(findings: Findings, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """Each guide with findings is a suite, each finding a case; only errors are failures."""
    suites = [
        (path, path, [_finding_case(diagnostic) for diagnostic in group])
        for path, group in groupby(findings.diagnostics, key=lambda diagnostic: diagnostic.path)
    ]
    if not suites:
        suites = [("check", "", [_Case(f"{findings.files} guides checked", 0)])]
    yield from _document("milepost check", suites)


def run(result: RunResult, style: Style) -> Iterator[str]:  # noqa: ARG001 - one protocol for all
    """Each milestone is a suite; its steps, its Testing and its checklist items are cases."""
    suites = [
        (milestone_title(milestone), milestone.path, list(_cases(milestone)))
        for milestone in result.milestones
    ]
    yield from _document("milepost run", suites)


def _finding_case(diagnostic: Diagnostic) -> _Case:
    name = f"{diagnostic.code} {diagnostic.rule} at {diagnostic.start.line}"
    name += f":{diagnostic.start.column}"
    text = "\n".join(filter(None, [diagnostic.message, diagnostic.remedy, diagnostic.source_line]))
    failed = diagnostic.severity is Severity.ERROR
    return _Case(
        name,
        diagnostic.start.line,
        verdict="failure" if failed else "passed",
        message=diagnostic.message,
        text=text if failed else f"{diagnostic.severity}: {text}",
    )


def _cases(milestone: MilestoneResult) -> Iterator[_Case]:
    wrong = list(of_milestone(milestone))
    parts: list[tuple[str, Result, float]] = [
        (f"Prerequisite: {item.text}", item, 0.0) for item in milestone.prerequisites
    ]
    parts += [(f"Step {step.number}: {step.name}", step, step.seconds) for step in milestone.steps]
    if milestone.testing is not None:
        parts.append(("Testing", milestone.testing, milestone.testing.seconds))
    parts += [(f"Checklist: {item.text}", item, 0.0) for item in milestone.checklist]
    parts += [(f"Known issue: {proof.issue}", proof, 0.0) for proof in milestone.issue_proofs]
    if milestone.cleanup is not None:
        parts.append((milestone.cleanup.name, milestone.cleanup, milestone.cleanup.seconds))
    for name, part, taken in parts:
        told = [one for one in wrong if one.title.startswith(name) and one.is_error]
        yield _part_case(name, part, taken, told)
    for incident in wrong:
        if incident.kind == "milestone-not-passed" or incident.path != milestone.path:
            yield _Case(
                incident.title,
                incident.line,
                verdict=_verdict(incident.status),
                message=incident.title,
                text=incident.detail,
            )
    if milestone.status is Status.SKIPPED and not parts:
        reason = milestone.reason or "nothing in it was carried out"
        yield _Case(milestone.name, 1, verdict="skipped", message=reason)


def _part_case(name: str, part: Result, taken: float, told: list[Incident]) -> _Case:
    message = part.reason or (told[0].title if told else str(part.status))
    text = "\n\n".join(f"{one.path}:{one.line}: {one.title}\n{one.detail}" for one in told)
    return _Case(name, part.line, taken, _verdict(part.status), message, text)


def _verdict(status: Status) -> Literal["passed", "failure", "error", "skipped"]:
    match status:
        case Status.PASSED:
            return "passed"
        case Status.FAILED:
            return "failure"
        case Status.ERROR | Status.BLOCKED:
            return "error"
        case Status.MANUAL | Status.SKIPPED:
            return "skipped"


def _document(name: str, suites: list[tuple[str, str, list[_Case]]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites {_counts(name, [case for _, _, cases in suites for case in cases])}>"
    for suite, path, cases in suites:
        yield f"  <testsuite {_counts(suite, cases)}>"
        for case in cases:
            yield from _case(case, path)
        yield "  </testsuite>"
    yield "</testsuites>"


def _counts(name: str, cases: list[_Case]) -> str:
    count = Counter(case.verdict for case in cases)
    taken = sum(case.seconds for case in cases)
    return (
        f'name={_attribute(name)} tests="{len(cases)}" failures="{count["failure"]}" '
        f'errors="{count["error"]}" skipped="{count["skipped"]}" time="{taken:.3f}"'
    )


def _case(case: _Case, path: str) -> Iterator[str]:
    place = f" file={_attribute(path)}" if path else ""
    place += f' line="{case.line}"' if case.line else ""
    head = f"    <testcase classname={_attribute(path or 'milepost')} name={_attribute(case.name)}"
    head += f'{place} time="{case.seconds:.3f}"'
    if case.verdict == "passed":
        if case.text:
            yield f"{head}>"
            yield f"      <system-out>{_text(case.text)}</system-out>"
            yield "    </testcase>"
        else:
            yield f"{head}/>"
        return
    yield f"{head}>"
    opening = f"      <{case.verdict} message={_attribute(case.message)}"
    yield f"{opening}>{_text(case.text)}</{case.verdict}>" if case.text else f"{opening}/>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", harmless(text)))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", harmless(text)))
