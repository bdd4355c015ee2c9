"""A check and a run with everything in them that a report can show: long, since it is data."""

from __future__ import annotations

from milepost.report.findings import (
    CoverageRecord,
    Findings,
    GuideCoverage,
    RuleFacts,
    coverage_record,
)
from milepost.result.model import (
    BlockResult,
    CheckResult,
    CommandResult,
    Coverage,
    IssueMatch,
    IssueProof,
    ItemResult,
    MilestoneResult,
    ObjectiveResult,
    OutcomeResult,
    Part,
    PrerequisiteResult,
    RunResult,
    Status,
    StepResult,
    TestingResult,
)
from milepost.text.diagnostic import Diagnostic, Edit, Fix, Safety, Severity
from milepost.text.source import Source
from milepost.text.span import Span

GUIDE = """# 1: Serve the notes

## Objectives

- Learn 日本語 and [Objective 1]
-\tTabs \tcome [Objective 2]
- Rocket 🚀 é: [Objective 3], escape \x1b[31m
"""


def diagnostic(
    piece: str,
    *,
    path: str = "milestones/01-start.md",
    severity: Severity = Severity.ERROR,
    code: str = "MP203",
    rule: str = "unfilled-placeholder",
    message: str = "",
    remedy: str = "Write what the learner can do afterwards.",
    fix: Fix | None = None,
    text: str = GUIDE,
) -> Diagnostic:
    """A finding about the first occurrence of a piece of the guide."""
    start = text.encode().index(piece.encode())
    return Diagnostic.at(
        Source.of_text(text, path),
        Span(start, start + len(piece.encode())),
        code=code,
        rule=rule,
        severity=severity,
        message=message or f"`{piece}` is the template's own text",
        remedy=remedy,
        fix=fix,
    )


def coverage() -> CoverageRecord:
    """The coverage of three guides, one of which has no outcomes."""
    return coverage_record(
        (
            GuideCoverage(path="milestones/01-start.md", outcomes=4, checked=3),
            GuideCoverage(path="milestones/02-späte.md", outcomes=3, checked=3),
            GuideCoverage(path="milestones/03-words.md", outcomes=0, checked=0),
        )
    )


def findings() -> Findings:
    """Findings in two guides, of all severities, with fixes of both kinds."""
    title = GUIDE.encode().index(b"Serve")
    heading = GUIDE.encode().index(b"Objectives")
    return Findings(
        files=3,
        diagnostics=(
            diagnostic(
                "1: Serve the notes",
                severity=Severity.WARNING,
                code="MP301",
                rule="number-against-file-name",
                message="the title says 1, the file's name 02: 100% sure, is it?",
                remedy="Rename one of them. Did you mean 2?",
                fix=Fix("Renumber the title", (Edit(Span(title - 3, title - 2), "2"),)),
            ),
            diagnostic(
                "Objectives",
                severity=Severity.HINT,
                code="MP102",
                rule="synonym-section",
                message="`Objectives` could be `Goals`",
                remedy="",
                fix=Fix(
                    "Rename the section",
                    (Edit(Span(heading, heading + 10), "Goals"),),
                    Safety.UNSAFE,
                ),
            ),
            diagnostic("[Objective 1]"),
            diagnostic("[Objective 2]"),
            diagnostic("[Objective 3]"),
            diagnostic("[Objective 1]", path="milestones/02 späte,r: a.md"),
        ),
        rules=(
            RuleFacts(
                "MP203",
                "unfilled-placeholder",
                Severity.ERROR,
                "Text of the template was left in the guide.",
                "Whoever follows the guide does not learn what was meant.",
                bad="- [Objective 1]\n",
                good="- Start a server\n",
            ),
            RuleFacts(
                "MP301",
                "number-against-file-name",
                Severity.WARNING,
                "The title's number is not the file name's.",
                "Links and order go wrong.",
                fixable="safe",
            ),
        ),
    )


def run_result() -> RunResult:
    """A run of three milestones: one passed, one failed, one blocked."""
    return RunResult(
        status=Status.FAILED,
        seconds=75.4,
        milestones=(_passed(), _failed(), _blocked()),
        coverage=Coverage(outcomes=5, checked=4),
    )


def passed_run() -> RunResult:
    """A run in which all is well."""
    return RunResult(
        status=Status.PASSED,
        seconds=1.2,
        milestones=(_passed(),),
        coverage=Coverage(outcomes=2, checked=1),
        sandbox=False,
    )


def _passed() -> MilestoneResult:
    return MilestoneResult(
        path="milestones/01-start.md",
        number="1",
        name="Start",
        status=Status.PASSED,
        seconds=1.2,
        steps=(
            StepResult(
                line=30,
                status=Status.PASSED,
                number=1,
                name="Make a folder",
                seconds=0.4,
                blocks=(
                    BlockResult(
                        line=34,
                        status=Status.PASSED,
                        kind="command",
                        exit_status=0,
                        seconds=0.4,
                        commands=(
                            CommandResult(
                                line=35,
                                text="mkdir notes",
                                exit_status=0,
                                status=Status.PASSED,
                                output="",
                            ),
                        ),
                        notes=("`sudo` was dropped",),
                    ),
                ),
                outcomes=(
                    OutcomeResult(
                        line=40,
                        status=Status.PASSED,
                        text="A folder `notes` exists.",
                        vacuous=True,
                        checks=(
                            CheckResult(
                                reads_as="`notes` is a folder", status=Status.PASSED, seen="folder"
                            ),
                        ),
                    ),
                    OutcomeResult(
                        line=41, status=Status.MANUAL, text="You understand folders.", vacuous=None
                    ),
                ),
            ),
            StepResult(
                line=50,
                status=Status.PASSED,
                number=2,
                name="Serve it",
                cached=True,
                blocks=(
                    BlockResult(
                        line=52,
                        status=Status.PASSED,
                        kind="command",
                        service=True,
                        commands=(
                            CommandResult(
                                line=53,
                                text="node server.js",
                                exit_status=None,
                                status=Status.PASSED,
                                output="listening\n",
                            ),
                        ),
                    ),
                ),
            ),
        ),
        testing=TestingResult(line=60, status=Status.PASSED, executed=3, failed=0, seconds=0.3),
        checklist=(
            ItemResult(line=80, status=Status.PASSED, text="`ls notes` works"),
            ItemResult(line=81, status=Status.MANUAL, text="The code is tidy"),
        ),
        objectives=(
            ObjectiveResult(
                line=20,
                status=Status.PASSED,
                text="List `notes`",
                reached=True,
                by_name=True,
                proven_by=(Part(kind="checklist", line=80, text="`ls notes` works"),),
            ),
            ObjectiveResult(
                line=21,
                status=Status.MANUAL,
                reason="the milestone passed, and nothing in it checks this",
                text="Feel at home",
                reached=False,
            ),
        ),
        prerequisites=(
            PrerequisiteResult(
                line=12, status=Status.PASSED, text="Node.js 18+", kind="tool", found="20.1.0"
            ),
        ),
    )


def _failed() -> MilestoneResult:
    return MilestoneResult(
        path="milestones/02-serve.md",
        number="2",
        name="Serve the notes",
        status=Status.FAILED,
        seconds=3.4,
        steps=(_failed_command(), _failed_outcomes(), _skipped()),
        testing=_failed_testing(),
        cleanup=StepResult(line=95, status=Status.PASSED, number=0, name="Clean up"),
        objectives=(
            ObjectiveResult(
                line=20,
                status=Status.FAILED,
                reason="the milestone is failed: step 1",
                text="Serve the notes",
                reached=False,
            ),
        ),
        coverage=Coverage(outcomes=2, checked=1),
        known_issues=(
            IssueMatch(
                line=70,
                step=1,
                issue="`EADDRINUSE` is printed",
                solution="Stop the other server: `kill %1`",
                score=1.0,
                matched=("EADDRINUSE",),
            ),
            IssueMatch(
                line=71, step=1, issue="Port taken", solution="Use another", score=0.5, solved=True
            ),
            IssueMatch(line=72, step=1, issue="It fails", solution="`true`", score=0.2, tried=True),
        ),
        issue_proofs=(
            IssueProof(
                line=70,
                status=Status.FAILED,
                reason="the solution does not cure it: `node server.js` fails still",
                issue="`EADDRINUSE` is printed",
                fence=74,
                appeared=True,
                cured=False,
                matched=("EADDRINUSE",),
                commands=(
                    CommandResult(
                        line=75,
                        text="node server.js",
                        exit_status=1,
                        status=Status.FAILED,
                        output="Error: EADDRINUSE\n",
                    ),
                ),
            ),
        ),
        checklist=(
            ItemResult(
                line=82,
                status=Status.FAILED,
                text="`curl -f localhost:3000` works",
                checks=(
                    CheckResult(
                        reads_as="`curl -f localhost:3000` succeeds",
                        status=Status.FAILED,
                        seen="exit status 7",
                    ),
                ),
            ),
        ),
    )


def _failed_command() -> StepResult:
    output = "".join(f"\x1b[32mline {number}\x1b[0m\r\n" for number in range(1, 21))
    return StepResult(
        line=30,
        status=Status.FAILED,
        number=1,
        name="Start the server",
        seconds=2.0,
        blocks=(
            BlockResult(
                line=34,
                status=Status.FAILED,
                kind="command",
                language="bash",
                exit_status=1,
                seconds=2.0,
                output=output + "Error: EADDRINUSE\n",
                commands=(
                    CommandResult(
                        line=35, text="cd app", exit_status=0, status=Status.PASSED, output=""
                    ),
                    CommandResult(
                        line=36,
                        text="node server.js \\\n  --port 3000",
                        exit_status=1,
                        status=Status.FAILED,
                        output=output + "Error: EADDRINUSE <&>\n",
                        seconds=2.0,
                        reason="it ended before it was ready",
                    ),
                ),
            ),
            BlockResult(
                line=44,
                status=Status.FAILED,
                kind="transcript",
                exit_status=0,
                commands=(
                    CommandResult(
                        line=45,
                        text="cat notes.txt",
                        exit_status=0,
                        status=Status.FAILED,
                        expected="first\nsecond\nthird\nfourth\nfifth\n",
                        output="first\nsecond\nTHIRD\nfourth\nfifth\n",
                    ),
                ),
            ),
            BlockResult(
                line=55,
                status=Status.ERROR,
                kind="patch",
                path="app/server.js",
                reason="the hunk at line 57 does not fit",
                output="error: patch failed\n",
            ),
        ),
    )


def _failed_outcomes() -> StepResult:
    return StepResult(
        line=60,
        status=Status.FAILED,
        number=2,
        name="Ask it",
        seconds=0.2,
        outcomes=(
            OutcomeResult(
                line=62,
                status=Status.FAILED,
                text="It prints `ok` and the file `a.txt` exists.",
                checks=(
                    CheckResult(
                        reads_as="output contains `ok`", status=Status.FAILED, seen="not ok? no\n"
                    ),
                    CheckResult(
                        reads_as="`b.txt` holds two lines",
                        status=Status.FAILED,
                        expected="one  \ntwo",
                        seen="one\ntwo",
                    ),
                    CheckResult(
                        reads_as="`http://localhost:3000` responds",
                        status=Status.ERROR,
                        reason="refused for 5 s",
                    ),
                    CheckResult(reads_as="`a.txt` exists", status=Status.PASSED),
                ),
            ),
        ),
    )


def _skipped() -> StepResult:
    return StepResult(
        line=68, status=Status.SKIPPED, number=3, name="Stop it", reason="step 1 failed"
    )


def _failed_testing() -> TestingResult:
    return TestingResult(
        line=75,
        status=Status.FAILED,
        executed=4,
        failed=1,
        seconds=0.6,
        blocks=(
            BlockResult(
                line=77,
                status=Status.FAILED,
                kind="test",
                exit_status=1,
                output="1 failing\n",
            ),
        ),
    )


def _blocked() -> MilestoneResult:
    return MilestoneResult(
        path="milestones/03-deploy.md",
        number=None,
        name="Deploy it",
        status=Status.BLOCKED,
        reason="milestone 2 failed",
        prerequisites=(
            PrerequisiteResult(
                line=9,
                status=Status.BLOCKED,
                text="Docker >= 24",
                kind="tool",
                found="20.10",
                remedy="Install Docker 24 or newer.",
            ),
            PrerequisiteResult(
                line=10,
                status=Status.BLOCKED,
                text="Milestone 2",
                kind="milestone",
                reason="it failed",
            ),
        ),
    )
