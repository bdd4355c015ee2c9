"""How an example of output that a guide announces is compared: what of it can be the same again."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import msgspec

from milepost.reading.alone import stands_alone
from milepost.reading.annotations import without_annotations
from milepost.reading.json_alike import (
    holds_chance,
    json_value,
    printed_value,
    without_answers,
    without_moments,
)
from milepost.reading.loose import loosened
from milepost.reading.masks import ALL, compiled
from milepost.reading.own_machine import Example
from milepost.reading.own_values import (
    lists_own_folder,
    without_own_names,
    without_own_values,
    without_types,
)
from milepost.reading.programs import all_commands, is_known
from milepost.reading.shell_words import simple_commands
from milepost.reading.slots import has_slot, without_names
from milepost.reading.stand_ins import has_placeholder, says_nothing, without_remarks
from milepost.reading.tables import tables
from milepost.reading.unfit import asks_model, why_not, why_of_another
from milepost.reading.volatile import volatile
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.milestone.check import Mask

Mode = Literal["exact", "similar", "contains", "json"]

SHARE = 0.8
"""The part of an example that has to be there, where a guide says no other."""


class Expected(msgspec.Struct, frozen=True):
    """An example of output, and how it is compared."""

    code: str
    """Its text; a line that only says that others were left out is `...`."""
    mode: Mode
    masks: tuple[Mask, ...] = ()
    share: float = 1.0
    why_not: str | None = None
    """Why no machine can compare it."""


_LABEL = re.compile(
    r"\A\s*(?:(?:[Ee]xpected|[Ss]ample|[Ee]xample) )?(?:Output|OUTPUT|output):?[ \t]*\n(?=.*\S)"
)
"""A label on the first line of an example, as some sites show above it."""
_SCANS = re.compile(
    r"\b(?:trivy|grype|snyk|pip-audit|osv-scanner|govulncheck|npm audit|docker (?:scout|scan))\b"
)
"""What finds other things from day to day."""
_MEASURES = re.compile(
    r"(?<![\w./-])(?:bench|benchmark|perf|load-?test|stress|(?<!git )(?<!mkdir )(?<!cd )(?<!ls )(?:backup|restore))\b(?![./\w-])"
)
"""What measures or saves other amounts each time."""
_METRICS = re.compile(r"^# (?:HELP|TYPE) \w", re.MULTILINE)
"""Metrics as Prometheus gathers them."""
_RATE = re.compile(
    r"(?<![\w/])\d[\d.,]* ?(?:[kKMG](?:i?B|bit)?|[a-z]{2,})?/s(?:ec(?:ond)?)?\b|\b\d[\d.,]* (?:[a-z]+ )?per second\b|\b(?:QPS|RPS|TPS|req/s|ops/s)\b"
)
"""How fast something was."""
_PLAIN = re.compile(
    r"(?:echo|printf|cat|head|tail|wc|sort|uniq|grep|egrep|sed|awk|cut|tr|jq|diff|cmp|ls|pwd|find|expr|seq|date|basename|dirname|"
    r"test|true|false|set|cd|export|mkdir|touch|rm|cp|mv|chmod|unset|sleep|source|\.|for|if|while|do|done|then|fi|else|"
    r"tee|python3?|node|deno|bun|ruby|perl|php|lua|Rscript|java|sh|bash|zsh|sqlite3|git|test -\w|\[|\.{1,2}/\S+)(?:\s|$)|[A-Za-z_]\w*=|\w+\(\)|[{}#]"
    r"|(?i:select|insert|update|delete|create|drop|alter|with|pragma|explain|show|describe|begin|commit)\s|(?:GET|HEAD|POST|PUT|PATCH|DELETE)\s"
)
"""Programs that print what they are told to, and nothing of their own beside it."""
_QUOTED = re.compile(
    r"(?P<at> -[ce] +)(?:'[^']*'|\"(?:\\.|[^\"\\])*\")|'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\""
)
"""Quoted text, in which what parts commands parts none; a program's own code over several lines."""
_PREFIXES = re.compile(
    r"\b(?:dapr run|docker[- ]compose (?:up(?! .*(?:-d|--detach)\b)|logs)|pulumi logs|foreman start|honcho start|concurrently|stern)\b"
)
"""What puts the name of a program before each of its lines."""
_LEVELS = re.compile(r"^ *(?:LOG|INFO|WARN|WARNING|DEBUG|TRACE|NOTICE) +\S")
_BARE_ROW = re.compile(r"\S+ {2,}\S+ {2,}\S+(?: *| {2,}\S.*)$")
_PROJECT = re.compile(
    r"(?<![\w/.-])(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*?)(?=[_-](?:default|[a-z]\w*[_-]\d+)\b)"
)
"""What Compose names after the folder that a reader has put everything into."""
_GIT_HINT = re.compile(r"^\s*\(use \"git [^)\n]*\)$", re.MULTILINE)
"""It differs from one release of git to another."""
_SUFFIX = re.compile(r"(?P<word>[A-Za-z][\w-]{3,})\$\{?[A-Za-z_]")
_ARROW = re.compile(r"^(?P<indent>\s*)-{2,}>{2,} *|[ \t]*<{2,}-{2,}[ \t]*$", re.MULTILINE)
_BARE_PROMPT = re.compile(r"\n\[?[\w.-]+@[\w.-]+[^\n\]]*\]?[$#] *$")

_PROMPTED = re.compile(r"^\s*(?:[\w.-]+@[\w.-]+:\S*)?[$❯%▶➜] \S")
_OUTSIDE = re.compile(
    r"^(?:aws|az|gcloud|kubectl|doctl|eksctl|oci|ibmcloud|pulumi|terraform|helm|docker|gh)\b"
)
"""Programs that tell of machines elsewhere, whose numbers and sizes are their own."""
_ELSEWHERE = re.compile(
    r"\bcurl\b[^\n|]*\bhttps?://(?!localhost\b|127\.|0\.0\.0\.0|\d|\$|[\w-]+(?:[:/]|\s|$))"
)
"""Asks a host elsewhere, whose numbers are of the day."""
_ECHO = re.compile(r"^(?:echo|printf) +(?:-\w+ +)?[\"'](?P<text>[^\"'$`\\%]{4,})")

_SIMILARITY = re.compile(rb"<!--\s*expected_similarity\s*=\s*(?P<share>[01]?\.\d+|[01])\s*-->\s*$")


_WORD_OR_DOT = re.compile(r"[\w.]")
_GOES_ON = re.compile(r"\w|\.\d")


def stated_share(before: bytes) -> float | None:
    """The share that a comment right before a fence asks for, as Innovation Engine reads it."""
    found = _SIMILARITY.search(before)
    return float(found["share"]) if found else None


def expected(
    code: str,
    mode: Mode,
    masks: tuple[Mask, ...],
    commands: str,
    *,
    earlier: str = "",
    share: float | None = None,
    guide: bytes = b"",
) -> Expected:
    """How an announced fence is compared with the output of `commands`.

    `mode` and `masks` are what the sentence asks for; `earlier` is what the guide's earlier
    blocks run: what they name is not volatile. `share` is a share that the guide states, `guide`
    all of it that stands before the fence.
    """
    code = _LABEL.sub("", code)
    joined = commands.replace("\\\n", " ")
    why = why_not(code) or why_of_another(Example(code, joined, earlier, guide, mode == "similar"))
    if why is not None:
        return Expected(code, mode, why_not=why)
    known = f"{earlier}\n{commands}"
    plain = without_own_values(without_annotations(code, commands), known)
    plain = without_own_names(plain, commands, known)
    text = _text(plain, commands, known)
    if says_nothing(text) and not _is_json(text):
        return Expected(code, mode, why_not="all of the example stands for other text")
    if share is not None and share < 1 and "\n" not in text and _prints_other(text, commands):
        return Expected(code, mode, why_not="the block itself prints another line")
    if share is not None and share >= 1:
        share = None
    least = SHARE if share is None else min(share, SHARE)
    opened = _with_prefixes(text, commands)
    if opened != text:
        return Expected(opened, "similar", masks or ALL, least)
    anew = _of_the_day(text, commands)
    if mode != "similar" and share is None:
        masks = volatile(text, known)
        if not masks and not anew and not has_placeholder(text):
            known = f"{known}\n{guide.decode('utf-8', 'replace')}"
            found = _literal(text, mode, commands, known)
            if plain == code and not lists_own_folder(commands, known):
                return found
            return Expected(found.code, "similar", found.masks or ("columns",), found.share)
        masks = (*masks, "columns")
    else:
        masks = _masks(text, masks, known)
    masks = tuple(dict.fromkeys((*masks, *anew)))
    return Expected(text, "similar", masks, least)


def _text(code: str, commands: str, known: str) -> str:
    """An example without what its author put in for readers, and open where more may stand."""
    text = _GIT_HINT.sub("...", code)
    text = without_remarks(_without_echo(_BARE_PROMPT.sub("", text), commands))
    text = _with_suffixes(_ARROW.sub(r"\g<indent>", text), known)
    value = json_value(text)
    if value is not None:
        open_value = without_moments(without_types(value[0]), known)
        if asks_model(commands):
            open_value = without_answers(open_value)
        return text if open_value == value[0] else json.dumps(open_value, indent=2)
    text = loosened(text, commands, known)
    return without_names(text, known) if has_slot(commands) else text


def _of_the_day(text: str, commands: str) -> tuple[Mask, ...]:
    """Masks of numbers that are found or measured anew each time."""
    if _RATE.search(text) or _METRICS.search(text) or _SCANS.search(commands):
        return ("number",)
    return ("count",) if _MEASURES.search(commands) else ()


def _masks(text: str, masks: tuple[Mask, ...], known: str) -> tuple[Mask, ...]:
    """The masks that a sentence asks for, but for what the guide's own commands name."""
    if not masks:
        return (*volatile(text, known), "columns")
    return _but_named(text, known) if masks == ALL else masks


def _but_named(text: str, commands: str) -> tuple[Mask, ...]:
    """All kinds but those of which the example has only what the commands name."""
    kept: list[Mask] = []
    for kind in ALL:
        expression = compiled().get(kind)
        found = [match[0].strip() for match in expression.finditer(text)] if expression else []
        if not found or not all(_names(commands, word) for word in found):
            kept.append(kind)
    return tuple(kept)


def _names(commands: str, word: str) -> bool:
    """Whether a text stands in commands by itself."""
    return stands_alone(word, commands, before=_WORD_OR_DOT, after=_GOES_ON)


def is_commands(code: str, commands: str) -> bool:
    """Whether a fence that is announced as output is nothing but commands to be typed."""
    lines = [line for line in code.split("\n") if line.strip()]
    if not lines or code.strip() in commands:
        return False
    return all_commands(code) and not any(line.startswith((" ", "\t", "[")) for line in lines[:1])


def _literal(text: str, mode: Mode, commands: str, known: str) -> Expected:
    """An example without anything volatile."""
    of_json = text.lstrip().startswith(("{", "[", "(")) and printed_value(text) is not None
    is_opened = mode == "json" and '"[..]"' in text
    if of_json and (mode == "contains" or is_opened or not _is_json(text)):
        return Expected(text, "similar", ("columns",), 1.0 if is_opened else SHARE)
    if mode == "json":
        if not _is_json(text):
            return Expected(text, "contains")
        if asks_model(commands) or holds_chance(json.loads(text), known):
            return Expected(text, "similar", ("columns",), SHARE)
        if _ELSEWHERE.search(commands):
            return Expected(text, "similar", ("size", "count", "number", "columns"), SHARE)
        if any(map(_OUTSIDE.match, simple_commands(commands.replace("\\\n", " ")))):
            return Expected(text, "similar", ("size", "count", "columns"), SHARE)
    if mode == "exact" and _is_excerpt(text, commands):
        return Expected(text, "contains")
    if mode in ("exact", "contains") and not _all_plain(commands):
        # What else such a program prints, no guide tells.
        if "\n" in text or json_value(text):
            return Expected(text, "similar", ("columns",))
        return Expected(text, "contains")
    return Expected(text, mode)


def _all_plain(commands: str) -> bool:
    """Whether nothing is printed but what the guide's own commands print."""
    joined = commands.replace("\\\n", " ")
    bare = _QUOTED.sub(lambda m: f"{m['at'] or ''}''", joined)
    return any(all(map(_PLAIN.match, simple_commands(one))) for one in (joined, bare))


def _with_suffixes(text: str, commands: str) -> str:
    """A text with `[..]` where a name goes on with what a variable holds."""
    words = {found["word"] for found in _SUFFIX.finditer(commands)} if "$" in commands else ()
    for word in words:
        text = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", f"{word}[..]", text)
    if "compose" not in commands:
        return text
    return _PROJECT.sub(lambda m: m[0] if m["name"] in commands else "[..]", text)


def _with_prefixes(text: str, commands: str) -> str:
    """A text whose lines are opened where the reader sees more before them."""
    lines = text.split("\n")
    if _PREFIXES.search(commands) and not any(
        re.match(r"== \S+ ==|\S+ *\|", line) for line in lines
    ):
        return "\n".join(f"[..]{line.lstrip()}" if line.strip(" .") else line for line in lines)
    if "kubectl delete" in commands and all(line.startswith('"') for line in lines):
        return "\n".join(f"[..]{line}[..]" for line in lines)
    if "kubectl get" in commands and all(map(_BARE_ROW.match, lines)) and not tables(tuple(lines)):
        return "\n".join(f"{line}[..]" for line in lines)
    if all(map(_LEVELS.match, lines)):
        return "\n".join(f"[..]{line.strip()}[..]" for line in lines)
    return text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _prints_other(text: str, commands: str) -> bool:
    """Whether a block is one command, which prints another line."""
    return len(simple_commands(commands)) == 1 and _is_excerpt(text, commands)


def _is_excerpt(text: str, commands: str) -> bool:
    """Whether commands print more than the example shows."""
    simple = simple_commands(commands.replace("\\\n", " "))
    for command in simple:
        echo = _ECHO.match(command)
        if echo and echo["text"].strip() not in text:
            return True
    return False


def _without_echo(code: str, commands: str) -> str:
    """An example with `...` for a first line that repeats a command or shows a prompt."""
    first, _, rest = code.partition("\n")
    if not rest.strip():
        return code
    words = first.split()
    typed = [command.split() for command in simple_commands(commands)]
    repeats = (
        len(words) > 1
        and is_known(words[0])
        and any(words[:2] == one[:2] or sorted(words) == sorted(one) for one in typed)
    )
    typed_as = first.strip().lstrip("$%❯➜ ")
    # At the end of the line stands what a prompt shows there, such as the time.
    with_margin = typed_as.split("    ")[0]
    ran = commands.split("\n")
    if repeats or _PROMPTED.match(first) or typed_as in ran or with_margin in ran:
        return f"...\n{rest}"
    return code
