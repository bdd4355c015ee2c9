"""What a fence needs to be taken as the output of the block that was carried out last.

A sentence that says so (`SEE` of the phrases of `announced`) is not enough. A fence is compared only where all of
this holds; where some of it does not, a person decides, and is told why:

- The sentence leads to it: it ends in a colon or in nothing, or it points down ("the following").
  Any other sentence needs a fence that is tagged as output.
- The block before it is the one whose output it is: no other block lies in between, shown ones
  included, and it has not shown its own output already.
- Nothing between them names another command, a query, a place or a part of the guide.
- What is told is what happens, and not what happens on a condition or when something goes wrong.
- Its form is that of output: it has no prompts with commands, no code and no commands, and a fence
  that is tagged as data (JSON, YAML …) follows what can print data.
"""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from milepost.contract.wording import OUTCOME_LABELS, fold
from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import PLAIN
from milepost.reading.expected import is_commands
from milepost.reading.matchers import ANY_LINES
from milepost.reading.outcomes.marks import is_command
from milepost.reading.phrase import bits_of
from milepost.reading.sentence import sentences
from milepost.reading.shell_words import simple_commands
from milepost.reading.silent import prints_nothing, starts_dialogue
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.reading.blocks.context import BlockContext
    from milepost.reading.blocks.elsewhere import Says as ElsewherePhrases
    from milepost.reading.outcomes.veto import Says as VetoPhrases
    from milepost.reading.phrase import Phrase
    from milepost.reading.sentence import Sentence


class Says(Protocol):
    """What a language has to tell by words."""

    TELLS_OUTPUT: Phrase
    """The sentence speaks of output, or of data."""
    POINTS: Phrase
    """It points to what stands below it."""
    TELLS_COMMAND: Phrase
    """It tells what the command before it prints."""
    TROUBLE: Phrase
    NO_TROUBLE: Phrase
    MEANT: Phrase
    """What it tells of is what should happen."""
    IF: Phrase
    """Begins a sentence that says on which condition the next one holds."""
    LACKS: Phrase
    """It tells of what is not there."""
    CHOOSES: Phrase
    """A sentence before commands that tells what to choose or to type while they run."""
    ALSO: Phrase
    MEANS_ABOVE: Phrase
    """Begins a sentence whose subject is what the words before it tell of."""
    ACTS: re.Pattern[str]
    """A line that tells to do something in another program or window."""


OUTPUT_TAGS = frozenset({"output", "stdout", "expected", "expected-output", "bash-output"})
"""Languages that say that a fence is output."""

_DATA = frozenset({"json", "jsonc", "yaml", "yml", "xml", "html", "toml", "ini", "csv"})
"""Languages of what is mostly the content of a file."""

_PRINTS_DATA = re.compile(
    r"\b(?:cat|head|tail|curl|wget|https?|http|grpcurl|get|show|describe|list|inspect|jq|yq|print\w*|echo|json|jsonpath|yaml|xml|template|render|export|config|query|logs?|"
    r"python3?|node|deno|bun|ruby|php|java|create|update|add|apply|invoke|call|exec|run|upload|info|status|dump|view|version|az|aws|gcloud|\./\S+)\b"
)
_MAKES_FILES = re.compile(
    r"(?:npx |bunx |pnpm dlx )?(?!(?:az|aws|gcloud|kubectl|oc|doctl|helm|gh)\b)[\w@./-]+ (?:create|init|new|generate|scaffold|add)\b"
    r"|docker(?:[ -]compose)? (?:run|up)\b"
)
"""Commands that make files, or start what reads them, and print none of them."""
_PRINTS_ANYWAY = re.compile(
    r"--?(?:dry-run|output|stdout|print|format)\b|-o[ =]|\b(?:ya?ml|json|cat|config|render|template|show|view|dump|export)\b(?!\.)|yq\b"
)
_FILES = frozenset({"yaml", "yml", "toml", "ini", "ts", "typescript", "prisma", "hcl", "proto"})
"""Languages of files that are written by hand."""
_ENDS = re.compile(r"[.!?]\W*$")

_LOOKS_THERE = re.compile(
    r"\b(?:get|list|ls|describe|show|logs?|exec|cat|select|psql|mysql|query|curl|wget|status|inspect|ps|top|info|scan|search|ssh|tail|watch|run|apply|create|delete|tkn|dapr|helm)\b"
)
"""In what shows what is in a cluster, a container, a bucket …"""
_LOOKS_ON = re.compile(r"(?:^| )(?:-w|--watch|-f|--follow|watch|tail)(?: |$|=)")
"""In what goes on printing: a guide shows its output more than once."""
_OPENS = re.compile(
    r"^(?:ssh|docker|podman|kubectl|oc|minikube|vagrant|multipass|nsenter|chroot)\b"
)
"""In what a shell on another machine or in a container is opened."""
_LEAVES = re.compile(r"^\s*(?:exit|logout)\b", re.MULTILINE)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_FLAG = re.compile(r"--[a-z][\w-]*(?:[= ]\S+)?")
_MARKUP = re.compile(r"<!--.*?-->|<[^>]*>|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_STATEMENT = re.compile(
    r"(?:select|insert|update|delete|create|drop|alter|with|explain|show|describe|use)\s+\S+.*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<text>.+?)[ \t#]*$", re.MULTILINE)
_PROMPTED = re.compile(
    r"^\s{0,3}(?:(?:[\w.-]+@)?[\w.~/:-]*(?:\$>?|❯|➜)(?= +\S|$)|[0-9a-f]{12}:\S*# *(?=\S)|>>> \S|In \[\d+\]: |\w+=[#>] \S|(?:mysql|mariadb|sqlite|mongosh?|redis|postgres|cqlsh|iex|irb)\b[^>\n]{0,24}> *\S) ?(?P<text>.*)$",
    re.MULTILINE,
)
_INCLUDED = re.compile(r"\s*(?:\{\{ ?#|\{% *(?:include|snippet)|<<< |--8<--|!\[|\.\. )")
"""A line that stands for text which is put in when the guide is built."""
_CODE_LINE = re.compile(
    r"^\s*(?:(?:pub |export |async |static |private |public |const |final )*(?:fn|def|func|function|class|struct|enum|impl|interface|trait|let|const|var|import|from \S+ import|package|using|#include|return|use [\w:]+;|@\w+\b)(?:\s|\(|$).*"
    r"|.*[^\s;];(?:\s*(?://|#).*)?|.*\)\s*(?:->\s*[^{]+)?\{|\}[);,]*)$"
)
"""A line that is code by its form: a declaration, a statement with its semicolon, a body's ends."""
_OF_JSON = re.compile(r"^\s*[{\[]")
_PRINTS_FILES = re.compile(
    r"(?:cat|bat|less|more|head|tail|diff|git (?:diff|show|log)|sed|awk|grep|rg|curl|wget|echo|printf|tee|type)\b"
)
_FORWARDS = re.compile(r"Forwarding from \S+ -> \d")
"""What says that a port is forwarded, for the sake of something else."""
_OPTIONED = re.compile(r"^[a-z][\w.-]*(?: [\w./:@-]+)*? --?[a-zA-Z][\w-]*(?:[= ][^:]*)?$")
"""A line that is a command by its form, though its program is not known."""


def why_no_output(context: BlockContext, ran: BlockReading) -> str | None:
    """Why a fence is no output at all, by its form: commands, or code."""
    code = context.code
    lines = [line for line in code.split("\n") if line.strip()]
    if lines and all(map(_INCLUDED.match, lines)):
        return "what it shows is put in when the guide is built"
    if context.language in OUTPUT_TAGS:
        return None
    if is_commands(code, ran.code) and not ran.code.lstrip().startswith("make"):
        return "it is commands"
    if context.language in PLAIN and lines and all(map(_OPTIONED.match, lines)):
        said = all(line.strip() in ran.code for line in lines)
        return None if said or ran.code.lstrip().startswith("make") else "it is commands"
    if (code.startswith("#!/") or _is_code(lines)) and not any(
        map(_PRINTS_FILES.match, simple_commands(ran.code))
    ):
        return "it is code"
    return None


def _is_code(lines: Sequence[str]) -> bool:
    """Whether most lines are code by their form."""
    if not lines or _OF_JSON.match(lines[0]):
        return False
    return 2 * sum(1 for line in lines if _CODE_LINE.match(line)) > len(lines)


def why_not_its_own(context: BlockContext, target: int, sentence: Sentence | None) -> str | None:
    """Why it is not sure that a fence is the output of its target; None where all tells so."""
    ran = context.before[target]
    return (
        _why_of_blocks(context, target)
        or _why_of_between(context, ran)
        or _why_of_form(context, ran, sentence)
        or (_why_of_words(context, ran, sentence) if sentence is not None else None)
    )


def _why_of_blocks(context: BlockContext, target: int) -> str | None:
    ran = context.before[target]
    after = context.before[target + 1 :]
    if goes_elsewhere(context.before[:target]):
        return "the commands go into a shell that was opened before"
    if any(reading.kind is not Kind.OUTPUT for reading in after):
        return "another block stands between it and the commands"
    lead = context.block.lead
    under_label = lead is not None and lead.labelled
    says: Says = context.phrases.evidence
    also = under_label and any(says.ALSO.search(one.skeleton) for one in context.lead[-1:])
    if after and not (also or _LOOKS_ON.search(ran.code)):
        return "another output stands between it and the commands"
    if starts_dialogue(ran.code) or _is_answered(ran, context):
        return "the commands before it wait for what a person types"
    if prints_nothing(ran.code) and not _FORWARDS.match(context.code):
        return "the commands before it print nothing"
    if ran.kind is Kind.TRANSCRIPT and ran.commands:
        shown = ran.commands[-1].expected or ""
        if shown.strip() and not _is_shortened(shown, context.code):
            return "the commands before it show their own output"
    return None


def _is_answered(ran: BlockReading, context: BlockContext) -> bool:
    """Whether the sentence before commands tells what a reader chooses while they run."""
    lead = ran.block.lead
    says: Says = context.phrases.evidence
    if lead is None or not bits_of(lead.text) & says.CHOOSES.bits:
        return False
    return any(
        says.CHOOSES.search(one.skeleton) for one in sentences(lead.inlines, context.phrases)[-1:]
    )


def _is_shortened(shown: str, code: str) -> bool:
    """Whether an output is no more than the beginning of the one in the fence, and dots."""
    lines = [line.strip() for line in shown.split("\n") if line.strip()]
    told = [line.strip() for line in code.split("\n") if line.strip()]
    return lines[-1] in ANY_LINES and lines[:-1] == told[: len(lines) - 1]


def goes_elsewhere(before: Sequence[BlockReading]) -> bool:
    """Whether the last of the blocks before opens a shell elsewhere, which none of them leaves."""
    for reading in reversed(before):
        if reading.kind not in (Kind.COMMAND, Kind.TRANSCRIPT):
            continue
        if _LEAVES.search(reading.code):
            return False
        simple = simple_commands(reading.code.replace("\\\n", " "))
        if simple and _OPENS.search(simple[-1]) and starts_dialogue(reading.code):
            return True
    return False


def _why_of_between(context: BlockContext, ran: BlockReading) -> str | None:
    """Whether what stands between names another command, a place or a part of the guide."""
    node = context.block.node
    says: Says = context.phrases.evidence
    between = node.log.source.data[ran.block.span.end : node.span.start].decode("utf-8", "replace")
    if any(fold(found["text"]) not in OUTCOME_LABELS for found in _HEADING.finditer(between)):
        return "it stands in another part of the guide than the commands"
    if says.ACTS.search(between):
        return "it is told in prose what is done in between"
    for found in _SPAN.finditer(between):
        text = " ".join(found[1].split())
        other = text not in " ".join(ran.code.split()) and text not in context.code
        calls = (" " in text and is_command(text)) or _STATEMENT.fullmatch(text)
        if other and (calls or _FLAG.fullmatch(text)):
            return "it is told in prose what prints it"
    return _why_of_subject(context, ran)


def _why_of_subject(context: BlockContext, ran: BlockReading) -> str | None:
    """Whether what "this" means stands in a paragraph between, and not in the commands."""
    lead = context.block.lead
    if lead is None or not context.lead or len(context.lead) > 1:
        return None
    says: Says = context.phrases.evidence
    if not says.MEANS_ABOVE.search(context.lead[0].skeleton):
        return None
    between = context.block.node.log.source.data[ran.block.span.end : lead.span.start]
    if not re.search(r"[a-z]{3,} [a-z]{2,}", _MARKUP.sub("", between.decode("utf-8", "replace"))):
        return None
    return "what it tells of stands in the words before it"


def _why_of_form(context: BlockContext, ran: BlockReading, sentence: Sentence | None) -> str | None:
    typed = [found["text"].strip() for found in _PROMPTED.finditer(context.code)]
    if len(typed) > 1 or any(text not in ran.code for text in typed):
        return "it shows commands among the output"
    simple = simple_commands(ran.code.replace("\\\n", " "))
    if context.language in _FILES and simple and all(map(_only_makes_files, simple)):
        return "it is the content of a file"
    says: Says = context.phrases.evidence
    if context.language in _DATA and sentence is not None:
        told = says.TELLS_OUTPUT.search(sentence.skeleton)
        if not told and not _PRINTS_DATA.search(ran.code):
            return f"nothing before it prints {context.language}"
    return None


def _only_makes_files(command: str) -> bool:
    words = re.sub(r"\S*[/=]\S*", "", command)
    return _MAKES_FILES.match(command) is not None and not _PRINTS_ANYWAY.search(words)


def _why_of_words(context: BlockContext, ran: BlockReading, sentence: Sentence) -> str | None:
    says: Says = context.phrases.evidence
    skeleton = sentence.skeleton
    points = any(says.POINTS.search(one.skeleton) for one in context.lead)
    leads = points or context.language in OUTPUT_TAGS or _is_all_between(context, ran)
    if _ENDS.search(skeleton) and not leads:
        return "the sentence before it does not lead to it"
    if (
        says.TROUBLE.search(skeleton)
        and not says.MEANT.search(skeleton)
        and not says.NO_TROUBLE.search(skeleton)
    ):
        return "it tells of a trouble"
    if says.LACKS.search(skeleton):
        return "what is not there cannot be told from an example"
    if any(_is_conditional(one.skeleton, context) for one in context.lead[-2:]):
        return "it is so on a condition only"
    other: ElsewherePhrases = context.phrases.elsewhere
    if other.IN_STORE.search(skeleton) and not _LOOKS_THERE.search(ran.code):
        return "it is seen elsewhere"
    return None


def _is_all_between(context: BlockContext, ran: BlockReading) -> bool:
    """Whether nothing but one sentence on the output parts the fence from the commands."""
    lead, node = context.block.lead, context.block.node
    if lead is None or len(context.lead) > 1 or ran is not context.before[-1]:
        return False
    says: Says = context.phrases.evidence
    if not says.TELLS_COMMAND.search(context.lead[0].skeleton):
        return False
    data = node.log.source.data
    between = data[ran.block.span.end : node.span.start].strip()
    return between == data[lead.span.start : lead.span.end].strip()


def _is_conditional(skeleton: str, context: BlockContext) -> bool:
    """Whether a sentence begins with a condition that is not simply that all is well."""
    says: Says = context.phrases.evidence
    well: VetoPhrases = context.phrases.veto
    return says.IF.match(skeleton) is not None and well.HARMLESS.search(skeleton) is None
