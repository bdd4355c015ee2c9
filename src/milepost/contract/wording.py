"""How real guides word the headings and labels of the form, as data.

Counted over public guides: the wordings here are those that were met, not those that could be
imagined. All entries are compared after `fold`.
"""

from __future__ import annotations

from functools import lru_cache

from milepost.contract.model import Role
from milepost.text import lazy_re as re

_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*|[ivxIVX]+|[a-zA-Z])[.):]\s+")
_REMARK = re.compile(r"\s*\([^()]*\)\W*$")
_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def fold(heading: str) -> str:
    """A heading's words alone: no emoji, numbering, colon or remark in parentheses; lower case.

    >>> fold("🛠️ 3. Common  Issues (optional):")
    'common issues'
    """
    text = _DECORATION.sub("", _REMARK.sub("", heading.replace("’", "'")))
    text = _DECORATION.sub("", _NUMBERING.sub("", text))
    return _SPACE.sub(" ", text).lower()


HEADINGS: dict[Role, tuple[str, ...]] = {
    Role.OVERVIEW: (
        "overview",
        "introduction",
        "summary",
        "scenario",
        "about this milestone",
        "about this lab",
        "about this guide",
        "purpose",
        "lab overview",
        "project overview",
        "lab scenario",
    ),
    Role.PREREQUISITES: (
        "prerequisites",
        "prerequisite",
        "requirements",
        "before you begin",
        "before you start",
        "what you need",
        "what you'll need",
        "environment setup",
        "pre-requisites",
        "system requirements",
        "prerequisites and requirements",
        "lab prerequisites",
    ),
    Role.OBJECTIVES: (
        "objectives",
        "objective",
        "learning objectives",
        "learning objective",
        "goals",
        "goal",
        "learning goals",
        "what you will learn",
        "what you'll learn",
        "learning outcomes",
        "lab objectives",
        "skills",
        "skills learned",
    ),
    Role.CONCEPTS: (
        "key concepts",
        "concepts",
        "key concept",
        "background",
        "key terms",
        "key takeaways",
        "core concepts",
        "concepts covered",
    ),
    Role.STEPS: (
        "implementation steps",
        "steps",
        "instructions",
        "procedure",
        "lab steps",
        "walkthrough",
        "step-by-step instructions",
        "step by step instructions",
        "step-by-step guide",
        "implementation",
        "step by step guide",
        "lab instructions",
        "lab tasks",
        "tasks",
        "exercises",
        "step-by-step",
    ),
    Role.TESTING: (
        "testing",
        "tests",
        "test",
        "verification",
        "verify installation",
        "verify the installation",
        "test-first approach",
        "running tests",
        "run tests",
        "running the tests",
        "run the tests",
        "testing and verification",
        "verify",
        "validation",
        "test your implementation",
        "testing your implementation",
    ),
    Role.ISSUES: (
        "common issues and solutions",
        "common issues",
        "troubleshooting",
        "troubleshooting tips",
        "faq",
        "known issues",
        "common problems",
        "common errors",
        "troubleshooting guide",
        "common pitfalls",
        "issues and solutions",
        "common issues & solutions",
        "frequently asked questions",
        "common problems and solutions",
        "common errors and solutions",
        "troubleshooting common issues",
        "if something goes wrong",
        "when something goes wrong",
    ),
    Role.CHECKLIST: (
        "validation checklist",
        "checklist",
        "verification checklist",
        "submission checklist",
        "success criteria",
        "acceptance criteria",
        "completion checklist",
        "definition of done",
        "final checklist",
    ),
    Role.NEXT: (
        "next steps",
        "next step",
        "next lab",
        "what's next",
        "whats next",
        "what next",
        "next",
        "next milestone",
        "where to go next",
        "where to go from here",
        "going further",
        "next module",
        "next chapter",
    ),
    Role.RESOURCES: (
        "resources",
        "related resources",
        "references",
        "further reading",
        "additional resources",
        "links",
        "useful links",
        "see also",
        "learn more",
        "reference",
        "documentation",
        "more resources",
        "additional reading",
        "related links",
        "external links",
    ),
    Role.CLEANUP: (
        "clean up",
        "cleanup",
        "cleaning up",
        "clean-up",
        "clean up resources",
        "tear down",
        "teardown",
        "clean up your environment",
        "clean up the environment",
    ),
}
"""Headings met for each role, the form's own first."""

OTHER_FORMS: dict[str, dict[Role, tuple[str, ...]]] = {
    "de": {
        Role.OVERVIEW: ("überblick", "übersicht", "einleitung", "einführung"),
        Role.PREREQUISITES: (
            "voraussetzungen",
            "anforderungen",
            "bevor du beginnst",
            "bevor sie beginnen",
            "was du brauchst",
            "das brauchst du",
        ),
        Role.OBJECTIVES: ("ziele", "lernziele"),
        Role.CONCEPTS: ("grundbegriffe", "begriffe", "wichtige begriffe"),
        Role.STEPS: ("umsetzung in schritten", "schritte", "umsetzung", "schritt für schritt"),
        Role.TESTING: ("tests", "testen", "überprüfung"),
        Role.ISSUES: (
            "häufige probleme und lösungen",
            "häufige probleme",
            "bekannte probleme",
            "häufige fehler",
            "fehlerbehebung",
            "problembehebung",
        ),
        Role.CHECKLIST: ("checkliste",),
        Role.NEXT: ("nächste schritte", "wie es weitergeht"),
        Role.RESOURCES: ("weiterführendes", "weiterführende links", "quellen"),
        Role.CLEANUP: ("aufräumen",),
    },
}
"""The same in other languages, by the language's tag."""

_ROLES = {
    wording: role
    for headings in (HEADINGS, *OTHER_FORMS.values())
    for role, wordings in headings.items()
    for wording in wordings
}

_LABELS: dict[str, tuple[str, ...]] = {
    "en": (
        "expected outcome",
        "expected outcomes",
        "expected result",
        "expected results",
        "expected output",
        "expected behavior",
        "expected behaviour",
        "expected response",
        "expected",
    ),
    "de": (
        "erwartetes ergebnis",
        "erwartete ergebnisse",
        "erwartete ausgabe",
        "erwartetes verhalten",
        "erwartete antwort",
        "erwartet",
    ),
}

OUTCOME_LABELS = frozenset(label for labels in _LABELS.values() for label in labels)
"""Labels that announce an outcome, folded, of every language that has phrases."""

STEP_HEADING = re.compile(
    r"^[\W_]*(?:(?:Step|Task|Exercise|Stage|Schritt|Aufgabe)\s+#?(?P<a>\d+(?:\.\d+)*)(?:\s*[:.)\-–—|]+\s*|\s+|$)"
    r"|(?P<b>\d+(?:\.\d+)*)(?:[.):]\s+|\s+[-–—]\s+))(?P<name>.*)$",
    re.IGNORECASE,
)
"""A heading that states a step's number: `Step 2: x`, `Step 2 - x`, `2. x`, `2) x`, `Task 2: x`."""


def step_heading(text: str) -> re.Match[str] | None:
    """The step's number, in `a` or `b`, and `name` of a heading that states them."""
    # Most headings have no digit.
    return STEP_HEADING.match(text) if _DIGIT.search(text) else None


def role_of(heading: str) -> Role | None:
    """The role that a heading of this text is known to have, or None."""
    return _ROLES.get(fold(heading))
