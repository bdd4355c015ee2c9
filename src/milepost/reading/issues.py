"""Known issues: symptoms become patterns, which are matched against what a failure printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.document.inline import Strikethrough
from milepost.reading.base import IssueReading, Symptom
from milepost.reading.blocks.prompts import prompt_of
from milepost.reading.blocks.transcript import split
from milepost.reading.blocks.treat import treat_code
from milepost.reading.outcomes.marks import is_command
from milepost.reading.paths import is_path
from milepost.reading.phrase import CODE, EXPLICIT, QUOTE, URL
from milepost.reading.phrases import ENGLISH, Phrases
from milepost.reading.rejected import is_rejected
from milepost.reading.sentence import sentences
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from milepost.milestone.model import Block, Item, KnownIssue
    from milepost.reading.base import StepReading


class Says(Protocol):
    """What a language has to read known issues."""

    STATUS: re.Pattern[str]
    PORT: re.Pattern[str]
    STOP: frozenset[str]
    """Words that tell nothing of a fault."""


_ERROR = re.compile(
    r"\b(?:[A-Z][a-zA-Z]*(?:Error|Exception|Warning)|E[A-Z]{4,}|ERR_[A-Z_]+|TS\d{4}|E\d{4}|"
    r"[A-Z]+_[A-Z_]{3,})\b"
)
_NOT_THERE = re.compile(r"^(?P<path>\S+) is not there\b", re.M)
"""What is said of a file that is missing where a check looks for it."""
_NAME = 0.3
"""How much it tells that the name of a file is there: whatever fails may speak of it."""
_MARK = re.compile(EXPLICIT)
_CODE = re.compile(CODE)
_WORD = re.compile(r"[a-z][\w-]+")
_SETS_RIGHT = frozenset(
    {".", "alembic", "apt", "apt-get", "brew", "chown", "corepack", "createdb", "dos2unix",
     "dropdb", "export", "fuser", "gem", "hash", "kill", "killall", "launchctl", "lsof", "netstat",
     "nvm", "pkill", "playwright", "pre-commit", "rmdir", "service", "setfacl", "sleep", "ss",
     "ssh-add", "ssh-keygen", "truncate", "ulimit", "umask", "unset", "xattr"}
)  # fmt: skip
"""Programs that are commands in a solution, with an argument; elsewhere they are rarely one."""
_SHELL = {"bash", "sh", "shell", "zsh", "console", "shell-session"}


def read_issue(
    issue: KnownIssue,
    values: Mapping[str, str] | None = None,
    reproduction: StepReading | None = None,
    phrases: Phrases = ENGLISH,
) -> IssueReading:
    """The patterns of a symptom and the commands of its solution.

    `values` are put in the place of the reader's placeholders; `reproduction` is how the fences
    that bring the fault about were read.
    """
    treated = [treat_code(code, values or {}) for code in _commands(issue.solution, phrases)]
    return IssueReading(
        issue,
        tuple(_patterns(issue.symptom, phrases)),
        tuple(one.code for one in treated if one.code.strip()),
        tuple(dict.fromkeys(name for one in treated for name in one.unset)),
        reproduction,
    )


def _patterns(item: Item, phrases: Phrases) -> Iterator[Symptom]:
    says: Says = phrases.issues
    seen: set[str] = set()
    plain: list[str] = []
    for sentence in sentences(item.inlines, phrases):
        for part in sentence.explicit:
            kind = {CODE: "code", QUOTE: "quoted", URL: "code"}[part.kind]
            text = part.text.strip()
            if text and text not in seen and len(text) > 1:
                seen.add(text)
                yield Symptom(text, "quoted" if kind == "quoted" else "code")
        plain.append(_MARK.sub(" ", sentence.skeleton) if sentence.explicit else sentence.skeleton)
    rest = " ".join(plain) if plain else item.text
    for found in _ERROR.finditer(rest):
        if found[0] not in seen:
            seen.add(found[0])
            yield Symptom(found[0], "error")
    for found in says.STATUS.finditer(rest):
        yield Symptom(found["status"], "status")
    for found in says.PORT.finditer(rest):
        yield Symptom(found["port"], "port")
    words = " ".join([w for w in _WORD.findall(rest.lower()) if w not in says.STOP])
    if words:
        yield Symptom(words, "words")


def _commands(item: Item, phrases: Phrases) -> Iterator[str]:
    """What a solution advises to run: its shell fences, or the commands in its prose."""
    if item.blocks:
        for block in item.blocks:
            if _is_advised(block, phrases):
                yield _typed(block.node.content.rstrip("\n"))
        return
    said = sentences(
        tuple(node for node in item.inlines if not isinstance(node, Strikethrough)), phrases
    )
    for number, sentence in enumerate(said):
        for found in _CODE.finditer(sentence.skeleton):
            text = sentence.at(found.start()).text
            if _solves(text) and not is_rejected(said, number, found.start(), phrases):
                yield text


def _is_advised(block: Block, phrases: Phrases) -> bool:
    """Whether a fence holds commands for a shell that neither prose nor a directive withholds."""
    language = next(iter(block.node.info.lower().split()), "")
    if language not in _SHELL or any(d.has("shown") or d.has("skip") for d in block.directives):
        return False
    said = sentences(block.lead.inlines, phrases) if block.lead is not None else ()
    last = len(said) - 1
    return not said or not is_rejected(said, last, len(said[last].skeleton), phrases)


def _typed(code: str) -> str:
    """The commands of a fence, without prompts and what stands under them."""
    prompt = prompt_of(code, console=False)
    if prompt is None:
        return code
    return "\n".join(entry.text for entry in split(code, prompt))


def _solves(text: str) -> bool:
    """Whether a code span in a solution is a command: there also those that set things right."""
    words = text.removeprefix("sudo ").split()
    return is_command(" ".join(words)) or (len(words) > 1 and words[0] in _SETS_RIGHT)


def rank(
    issues: Sequence[IssueReading], output: str, status: int | None
) -> list[tuple[IssueReading, float, tuple[str, ...]]]:
    """Issues that match a failure, best first: (issue, score from 0 to 1, what matched).

    The score is that of the best pattern, a little more for each further one, less where
    patterns that should be there are not. Words alone need to be there for the most part.
    Of a symptom of several parts, the name of a file is not enough.
    """
    output += "".join(
        f"\n{one['path']}: No such file or directory" for one in _NOT_THERE.finditer(output)
    )
    folded = _fold(output)
    ranked = []
    for issue in issues:
        matched: list[tuple[float, str]] = []
        explicit = hits = 0
        for pattern in issue.patterns:
            weight = _match(pattern, output, folded, status)
            if pattern.kind in ("code", "quoted", "error"):
                explicit += 1
                hits += weight > 0
            if weight:
                if pattern.kind == "code" and is_path(pattern.text):
                    weight = _NAME
                matched.append((weight, _said(pattern, output, folded)))
        matched.sort(reverse=True)
        if not matched or (matched[0][0] <= _NAME and 0 < hits < explicit):
            continue
        # All of several parts are more than the one that tells most.
        best = 1.0 if 1 < explicit == hits else matched[0][0]
        score = min(1.0, best + 0.05 * (len(matched) - 1))
        if explicit > 1 and hits:
            score *= 0.7 + 0.3 * hits / explicit
        ranked.append((issue, round(score, 3), tuple(text for _, text in matched)))
    ranked.sort(key=lambda entry: -entry[1])
    return ranked


def rank_failed(
    issues: Sequence[IssueReading], seen: str, status: int | None, expected: Iterable[str]
) -> list[tuple[IssueReading, float, tuple[str, ...]]]:
    """As `rank`; where nothing matches what was seen, by what was expected besides.

    Nothing is expected of what a missing file holds.
    """
    found = rank(issues, seen, status)
    if found or _NOT_THERE.search(seen):
        return found
    return rank(issues, "\n".join((seen, *expected)), status)


def _match(pattern: Symptom, output: str, folded: str, status: int | None) -> float:
    match pattern.kind:
        case "code":
            return (
                pattern.weight if pattern.text in output or _fold(pattern.text) in folded else 0.0
            )
        case "quoted":
            return pattern.weight if _loose(pattern.text) in _loose(folded) else 0.0
        case "error":
            return pattern.weight if pattern.text in output else 0.0
        case "status":
            return pattern.weight if status is not None and str(status) == pattern.text else 0.0
        case "port":
            return pattern.weight if re.search(rf"(?<!\d){pattern.text}(?!\d)", output) else 0.0
        case "words":
            wanted = set(pattern.text.split())
            hits = _hits(wanted, folded)
            return (
                pattern.weight * len(hits) / len(wanted)
                if len(hits) >= max(2, 0.6 * len(wanted))
                else 0.0
            )


def _said(pattern: Symptom, output: str, folded: str) -> str:  # noqa: ARG001
    if pattern.kind == "words":
        return "words: " + ", ".join(sorted(_hits(set(pattern.text.split()), folded)))
    if pattern.kind == "status":
        return f"exit status {pattern.text}"
    return f"port {pattern.text}" if pattern.kind == "port" else pattern.text


def _hits(words: set[str], folded: str) -> set[str]:
    return words & set(_WORD.findall(folded))


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def _loose(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.lower()).strip()
