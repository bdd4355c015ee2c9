"""Why an example of output cannot be compared with what commands print."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.annotations import shows_other_commands
from milepost.reading.forms import why_of_form
from milepost.reading.json_alike import json_value
from milepost.reading.own_machine import (
    Example,
    tells_account,
    tells_machine,
    why_of_machine,
    why_strange,
)
from milepost.reading.programs import is_known
from milepost.reading.shell_words import chained, code_lines, simple_commands
from milepost.reading.slots import has_slot
from milepost.text import lazy_re as re

_DIALOGUE = re.compile(
    r"/devicelogin|enter the code\b|\bpress (?:enter|return|any key)\b|\[y/?n\]|\(y/n\)|\(yes/no|\bDo you want to \w+"
    r"|^(?-i:(?:Please )?(?:[Ee]nter|Type|Choose|Select) (?!:))[^\n]*[:?]|^\[sudo\] password|^(?-i:Password|Username|Passphrase)(?: for [^\n:]*)?: *$"
    r"|^\? [A-Z]\w+ \w|^[\w.-]+@[\w.-]+:\S*[#$] *$",
    re.IGNORECASE | re.MULTILINE,
)
_TEMPLATE = re.compile(
    r"^\W*(?:sample |example |expected |your )?output(?: goes)? here\W*$", re.IGNORECASE
)
_MARKDOWN = re.compile(
    r"^\s*(?:```|~~~|<!-- ?expected_similarity|#{2,4} [A-Z]|</?[A-Z]\w+>)", re.MULTILINE
)
_VARIANTS = re.compile(
    r"^(?:#|//) .*\b(?:output|result)s?:? *$|^(?:#|//) *(?:sample |example |expected )(?:outputs?|results?)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)

_FINDS = re.compile(
    r"\b(?:CVE-\d{4}-\d+|GHSA-[\w-]{4,}|GO-\d{4}-\d+|RUSTSEC-\d{4}-|PYSEC-\d{4}-|SNYK-[A-Z])"
)
"""The number of a vulnerability, of which others are found from day to day."""
_AT_ONCE = re.compile(
    r"\bxargs\b[^|\n]* (?:-P ?|--max-procs[= ])(?:0|[2-9]|\d\d)|(?:^|\| *)parallel\b|&\s*(?:\n|done\b)[^\x00]*\bwait\b",
    re.MULTILINE,
)
"""Runs several commands at once, whose lines come in any order."""
_DIGESTS = re.compile(r"(?:(?:md5|sha\d+|b2)sum|shasum|md5|openssl dgst)\b(?!.* (?:-c|--check)\b)")
_STATUS_CODES = re.compile(r"%\{(?:http|response)_code\}")
_EXPANDED = re.compile(r"\$\(\([^()]*(?:\([^()]*\)[^()]*)*\)\)|\$\{?\w+\}?|\$\([^()]*\)")
_COMMAND_ABOVE = re.compile(
    r"\s*(?P<typed>(?P<program>[a-z][\w.-]+) (?!notice\b|warn\b)[a-z-][^\n:]*[^\n:.!])\n[ \t]*\n"
)
"""A first line that may be a command, and a line that parts it from what it prints."""
_OMITTED = re.compile(r"# phmdoctest:(?:omit|pass)")
_GOES_BY = re.compile(
    r"\s{2}(?:Creating|Deleting|Updating|Terminating|Starting|Stopping|Scaling)(?:\s{2}|$)"
)
"""A row without its table's header, of a thing on its way."""
_PASSING = re.compile(r"\sTerminating(?:\s|$)")
"""The state of a row that the next moment changes."""
_CATALOGUE = re.compile(
    r"az vm (?:image list(?!.*--(?:all|query))|list-sizes|list-skus)|az aks get-versions|az account list-locations|docker search|npm search|brew search"
    r"|apt(?:-cache)? (?:search|madison)|gcloud compute (?:images|machine-types|zones|regions) list|doctl .*\boptions\b|eksctl get addon"
    r"|aws ec2 describe-(?:images|instance-types|regions)|(?:pyenv|nvm|conda|sdk) (?:install --list|ls-remote|search|list)\b"
)
"""What lists what others publish."""

_OLD_BUILD = re.compile(r"^Sending build context to Docker daemon|^Step 1/\d+ :", re.MULTILINE)
_DRAWN = re.compile(r"^\s*(?:=> )+\[", re.MULTILINE)
"""How docker draws the progress of a build on a terminal."""
_DOCKER = re.compile(r"docker\b")
"""Other programs build by the daemon, which still answers in the old way."""

_MODEL = re.compile(
    r"gcloud ml |ollama run|\bllm |(?:gemini|claude|codex|aichat) (?:-p|exec|--prompt)|aws (?:rekognition|comprehend|bedrock-runtime)"
    r"|/v1/(?:chat/)?completions|/api/(?:generate|chat)\b|az cognitiveservices .*detect"
)
"""What asks a model."""
_OF_MODEL = re.compile(
    rb"\b(?:openai|anthropic|langchain|llama.?index|ollama|gemini|genai|litellm|crewai|autogen|semantic.kernel|bedrock|vertexai|transformers|mistral|groq)\b",
    re.IGNORECASE,
)
_OWN_PROGRAM = re.compile(
    r"(?:uv run |poetry run |pipenv run )?(?:python3?|node|deno|bun|npm|npx|pnpm|yarn|go run|cargo run|dotnet run|java|ruby|php|dapr run|uv run|tsx|\./)"
)
_SPOKEN = re.compile(
    r"^(?!\s*\*|\s*(?:WARN|INFO|DEBUG|ERROR|LOG|NOTE))\s*(?:[\w ]{1,20}: +)?[\"']?[A-Z][^\n]*[a-z,] [a-z][^\n]*[.!?][\"']?$",
    re.MULTILINE,
)
_RANDOM = re.compile(
    r"\bimport random\b|\brandom\.(?:choices?|randint|random|shuffle|sample|uniform|randrange)\(|\bMath\.random\(|\brand(?:int|om)?\(|\brand::|\bnew Random\(|\bnp\.random\.|\bfaker\b|\$RANDOM\b|\bshuf\b"
)
_DRAWS = re.compile(
    r"openssl rand|uuidgen|echo \"?\$RANDOM|shuf\b|pwgen|mktemp|head .*/dev/u?random"
)
"""Commands that print what is drawn."""
_CLOCK = re.compile(r"(?:date\b(?! -d| --date)|uptime|cal)(?: |$)")
_SEEDED = re.compile(r"\bseed\b|\bnew Random\(\d|random_state|default_rng\(\d")
_SENTENCE = 8
"""Words from which on a line that a program prints is a sentence of its own."""


_SHAPES: tuple[tuple[str, str], ...] = (
    (r"kubectl (?:-\S+(?:[= ][^\s-]\S*)? )*(?:apply|create(?! token)|replace|patch|delete|label|annotate|scale|expose|rollout restart|set)\b(?!.*(?:-o|--output)\b)",
     r"created|configured|unchanged|deleted|patched|labell?ed|annotated|scaled|exposed|restarted|replaced|updated|serverside|exists|[Ee]rror|denied|[Ww]arning|failed|conflict|invalid|forbidden"),
    (r"(?:psql|cockroach sql|mysql|mariadb|sqlite3|duckdb|cqlsh|clickhouse-client|surreal sql|ysqlsh|usql)\b.*?[\"'](?i:\s*(?:insert|update|delete|create|drop|alter|truncate|grant|revoke)\b)(?!.*(?i:\b(?:select|returning|show|describe|explain)\b))",
     r"(?i:insert|update|delete|create|drop|alter|truncate|grant|revoke|query ok|rows? affected|error|denied|notice|warning|time:|^ok$)"),
    (r"git commit\b", r"^\[|commit|changed|hook|error|fatal"),
    (r"git init\b", r"nitialized|hint"),
    (r"git clone\b", r"Cloning|fatal|remote"),
    (r"helm (?:install|upgrade)\b(?!.*--dry-run)", r"^NAME|STATUS|Release|Error|NOTES|deployed"),
    (r"(?:npm|pnpm|yarn) (?:install|ci|add|i)\b", r"added|up to date|package|npm|audit|Done|yarn|Progress|depend|[Ee]rr"),
    (r"pip3? install\b", r"nstalled|Requirement|Collecting|Installing|Download|[Ee]rror|pip|Using"),
    (r"terraform init\b", r"[Ii]nitializ|provider"),
    (r"terraform (?:apply|destroy)\b", r"omplete|Creat|Plan|Outputs|[Dd]estroy|Error|Still|Terraform"),
    (r"docker run\b(?=.* (?:-d|--detach|-[a-z]*d[a-z]*)\b)", r"^[0-9a-f]{12,64}$|nable to find|Pull|Status|rror|docker:"),
    (r"docker[ -]compose up\b(?=.* (?:-d|--detach)\b)", r"(?i:created|started|running|pull|creating|starting|recreat|done|up-to-date|healthy|network|error|built)"),
    (r"helm create\b", r"Creating|rror"),
    (r"aws lambda invoke\b", r"StatusCode|ExecutedVersion|rror"),
    (r"helm repo (?:add|update|rm|remove)\b", r"added|exists|Hang|pdate|removed|rror|skipping"),
    (r"git (?:checkout|switch)\b", r"witched|branch|HEAD|lready|error|fatal|Updated|Your"),
    (r"git push\b", r"->|verything|bjects|remote|error|rejected|To "),
    (r"terraform plan\b", r"Plan:|No changes|Terraform|Error|will be|Changes"),
    (r"docker pull\b", r"Pull|Digest|Status|ownloaded|rror"),
    (r"kubectl config (?:use-context|set-context|set-cluster|set-credentials)\b", r"witched|ontext|luster|ser|rror|modified"),
    (r"cargo (?:build|check)\b", r"Compil|Finished|error|warning|ownload|Check|Updating|Lock|Fresh"),
    (r"cargo (?:new|init|add)\b", r"Creat|Add|error|note|warning|Updating"),
    (r"go mod (?:init|tidy|download)\b", r"^go: |error"),
    (r"kubectl config view\b", r":"),
    (r"docker (?:tag|rm|stop|start|kill|rmi|volume create|network create)\b", r"^\S+$|Untagged|Deleted|Error|untagged"),
)  # fmt: skip
"""Commands, and what some line of their output has."""


_SETS = re.compile(r"(?:export|cd|mkdir|touch|set|unset|source|\.|sleep|chmod|rm|cp|mv)\b")
"""Commands that print nothing, whatever stands beside them."""

_HELM = re.compile(r"helm (?:upgrade|install)\b(?P<words>[^\n;|&]*)")
_RELEASE = re.compile(r"^NAME: (?P<name>[\w-]+)$", re.MULTILINE)
_RESOURCE = re.compile(
    r"^ *[+~-]+ +[├└│ ─]*(?!pulumi:pulumi:Stack)[\w.-]+:[\w./-]+(?::\w+)* +(?P<name>[\w./-]+) +(?:created|create)\b",
    re.MULTILINE,
)
"""A row of what `pulumi up` makes."""
_MAKES = re.compile(
    r"(?:\bnew [\w.<>]+|\b(?:\w+\.)*[A-Z]\w*)\(\s*(?:ctx, *)?[fF$]?[\"'`](?P<name>\w[\w-]+)(?:[\"'`]|[%{$])"
)
"""Code that makes a resource, with its name."""


def why_not(code: str) -> str | None:
    """Why a fence that is announced as output is no output to compare with."""
    if not code.strip():
        return "the fence is empty"
    if _MARKDOWN.search(code):
        return "the fence holds Markdown, so where it ends is not plain"
    if _TEMPLATE.match(code):
        return "it is a template, which nobody has filled in"
    if _DIALOGUE.search(code):
        return "a dialogue, in which a person types"
    if len(_VARIANTS.findall(code)) > 1:
        return "the fence shows several outputs"
    return None


def why_of_another(example: Example) -> str | None:
    """Why an example tells of its author's machine, of other commands, or of chance."""
    return (
        why_of_machine(example)
        or _why_of_place(example)
        or _why_of_values(example)
        or why_of_form(example.code, example.simple, example.commands)
        or _why_of_shape(example)
        or _why_of_names(example)
        or _why_of_chance(example)
    )


def why_of_author(example: Example) -> str | None:
    """Why an example tells of its author's machine, of what others publish, or of chance alone."""
    simple = example.simple
    if simple and _CATALOGUE.match(simple[-1]) and "\n" in example.code:
        return "it lists what others publish, which changes"
    return why_of_machine(example) or _why_of_values(example) or _why_of_chance(example)


def _why_of_place(example: Example) -> str | None:
    simple = example.simple
    if _OMITTED.search(example.commands):
        return "the block is not run as it is shown"
    if (drawn := _why_of_docker(example)) is not None:
        return drawn
    if simple and _CATALOGUE.match(simple[-1]) and "\n" in example.code:
        return "it lists what others publish, which changes"
    lines = [line for line in example.code.split("\n") if line.strip()]
    if all(map(_GOES_BY.search, lines)) or any(map(_PASSING.search, lines)):
        return "it shows a state that goes by"
    if shows_other_commands(example.code, example.commands) or _begins_with_other(example):
        return "it shows commands that the block does not run"
    return None


def _begins_with_other(example: Example) -> bool:
    """Whether an example begins with a command without a prompt that the block does not run."""
    first = _COMMAND_ABOVE.match(example.code)
    if first is None or first["typed"] in " ".join(example.commands.split()):
        return False
    ran = (*simple_commands(example.earlier), *example.simple)
    return is_known(first["program"]) or any(
        command.split()[0] == first["program"] for command in ran if command
    )


def why_of_own(example: Example) -> str | None:
    """Why a text that a sentence quotes is of its author's machine, or drawn at random."""
    simple = example.simple
    if not simple:
        return None
    if tells_account(example) or tells_machine(example):
        return "it tells of the machine of who wrote it"
    if _DRAWS.match(simple[-1]) or _CLOCK.match(simple[-1]):
        return "it is another each time"
    known = f"{example.earlier}\n{example.commands}"
    if _OWN_PROGRAM.match(simple[-1]) and _RANDOM.search(known) and not _SEEDED.search(known):
        return "its program draws at random"
    return None


def _why_of_docker(example: Example) -> str | None:
    """Why docker itself builds otherwise by now, or where its output is kept."""
    if not any(map(_DOCKER.match, example.simple)):
        return None
    if _OLD_BUILD.search(example.code):
        return "docker no longer builds so"
    drawn = _DRAWN.search(example.code)
    return "docker tells its progress otherwise where it draws none" if drawn else None


def _why_of_values(example: Example) -> str | None:
    """Why what an example is there for would be passed over in a comparison."""
    if example.simple and _DIGESTS.match(example.simple[-1]):
        return "a checksum, whose file may be another"
    if _FINDS.search(example.code):
        return "it lists what others publish, which changes"
    counts = _STATUS_CODES.search(example.commands) or _counts_alone(example)
    if example.similar and counts:
        return "its numbers are all that it tells"
    return None


def _counts_alone(example: Example) -> bool:
    """Whether the command itself says all of an example but for its numbers."""
    lines = [part for _, line in code_lines(example.commands) for part in chained(line.strip())]
    if not lines or not lines[-1].startswith("echo ") or not re.search(r"\d", example.code):
        return False
    told = re.findall(r"[^\W\d_]+", _EXPANDED.sub(" ", lines[-1].removeprefix("echo ")))
    return told == re.findall(r"[^\W\d_]+", example.code)


def _why_of_shape(example: Example) -> str | None:
    """Why no line of an example can be printed by its commands."""
    shapes = [
        next((shape for command, shape in _SHAPES if re.match(command, one)), None)
        for one in example.simple
        if not _SETS.match(one) and one.strip("\"'")
    ]
    if not shapes or None in shapes:
        return None
    lines = [shape for shape in shapes if shape and re.search(shape, example.code, re.MULTILINE)]
    return None if lines else "its commands print no such line"


def _why_of_names(example: Example) -> str | None:
    """Why an example is of other things than those that the guide makes."""
    strange = why_strange(example)
    if strange is not None:
        return strange
    release = _RELEASE.search(example.code)
    installs = [found["words"].split() for found in _HELM.finditer(example.commands)]
    if release and installs and not any(_may_be(release["name"], words) for words in installs):
        return "it is the output for another release"
    if "pulumi" in example.commands:
        names = tuple(dict.fromkeys(f["name"] for f in _RESOURCE.finditer(example.code)))
        made = {f["name"] for f in _MAKES.finditer(example.guide.decode("utf-8", "replace"))}
        unmade = sum(1 for name in names if not name.startswith(tuple(made)))
        if made and len(names) > 1 and 2 * unmade > len(names):
            return "it names other resources than the guide's code"
    if has_slot(example.commands) and re.search(r"\blogs?\b", example.commands):
        return "it is full of names that its author has chosen"
    return None


def _may_be(release: str, words: list[str]) -> bool:
    """Whether a command names a release, or a variable in the place of its name."""
    told = [word for word, last in zip(words, ["", *words[:-1]], strict=True) if last[:1] != "-"]
    return release in words or any("$" in word and word[0] != "-" for word in told)


def _why_of_chance(example: Example) -> str | None:
    of_json = json_value(example.code) is not None
    if asks_model(example.commands) and not of_json:
        return _SAYS_MODEL
    if _AT_ONCE.search(example.commands) and len(set(example.code.split("\n"))) > 1:
        return "its commands run at once, in any order"
    last = example.simple[-1] if example.simple else ""
    if "\n" not in example.code.strip() and _DRAWS.match(last):
        return "it is drawn at random"
    if _CLOCK.match(last) and not re.search(r"\d", example.code):
        return "it is another each time"
    if not any(map(_OWN_PROGRAM.match, example.simple)):
        return None
    known = f"{example.earlier}\n{example.commands}"
    if not example.similar and _RANDOM.search(known) and not _SEEDED.search(known):
        return "its program draws at random"
    if of_json or not _OF_MODEL.search(example.guide):
        return None
    said = any(_is_own_sentence(found[0], known) for found in _SPOKEN.finditer(example.code))
    return _SAYS_MODEL if said else None


def asks_model(commands: str) -> bool:
    """Whether commands ask a model, which answers otherwise each time."""
    return _MODEL.search(commands) is not None


_SAYS_MODEL = "what a model says differs from time to time"


def _is_own_sentence(line: str, known: str) -> bool:
    """Whether a line is a sentence that no code of the guide holds."""
    words = line.split()
    return len(words) >= _SENTENCE and " ".join(words[2:5]) not in known
