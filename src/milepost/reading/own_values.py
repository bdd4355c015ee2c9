"""What in an example only its author has: hosts, made-up names, shortened values, types.

Each needs evidence of its own: a host that the commands name by a variable, a name that says that
it stands for the reader's, a value cut off with dots, the name of a type in the place of a value.
"""
# ruff: noqa: E501 - an expression reads best on a line of its own

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HOLE = r"\$\{?[A-Za-z_]\w*\}?|<[^<>\s]+>|\{\{? ?[\w.]+ ?\}?\}"
_HOST_COMMANDED = re.compile(
    rf"(?:\w+://(?:[^\s/@]+@)?|[Hh]ost: ?|\b(?:dig|nslookup|host|ping|ssh|openssl s_client -connect)\b[^\n|;]*? )"
    rf"(?P<host>(?:[\w.-]|{_HOLE})*(?:{_HOLE})(?:[\w.-]|{_HOLE})*)"
)
"""A host of a command that a variable or a blank names, or a part of it."""
_HOST = re.compile(
    r"(?<![\w.@-])(?<!(?<!:/)/)(?!x+\.x+)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!local\b)[a-z]{2,}(?![\w@-]|\.\w)"
)

_STANDS_IN = re.compile(
    r"(?<![\w./$<-])(?:[Yy]our|[Yy]our-own|[Mm]y-own|[Dd]eine?)[-_]\w[\w-]*|(?<![\w$])yourdomain\b|\byour-?(?:domain|name|user(?:name)?)\b"
    r"|(?<=://)(?=[a-z]+_[a-z]+_)\w+(?![\w.-])|[\w.+-]+@(?:example|yourdomain|domain)\.(?:com|org|net)\b"
    r"|(?<![\w.<-])(?:ip|IP)[-_](?:address|ADDRESS|addr)[\w-]*"
    r"|(?<=[@/=])(?:project|account|client|tenant|subscription|org|user|cluster|bucket)[-_](?:id|name)(?![\w:=-])"
)
"""A name that says itself that it is another's; a host with `_`, which no host has."""
_EXAMPLE_HOST = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)*(?:example|yourdomain|your-domain|mydomain)\.(?:com|org|net|io|dev)\b"
)
"""A host of a domain that stands for the reader's, and all before it."""
_URL_HOST = re.compile(
    r"(?<=://)(?!(?:www\.)?(?:app\.pulumi|github|gitlab)\.com\b)(?:[a-z0-9-]+\.)+[a-z]{2,}(?=[:/?#\s\"'<>)\],]|$)"
)
_ASKED = re.compile(r"(?<=^URL: )(?P<method>[A-Z]+) https?://[^/\s]+", re.MULTILINE)
"""The server that a message says was asked."""
_SHORTENED = re.compile(
    r"(?<![\w.])(?=\w*\d\w*[a-z]|\w*[a-z]\w*\d|bafy|Qm)\w{4,}(?:\.{3}|…)\w*|(?<=[/=])\w{4,}(?:\.{3}|…)(?=[\"'/\s]|$)\w*"
)
"""A hash, a token or a part of a path of which only the beginning is shown."""
_NAMED = re.compile(
    r"(?P<noun>\b(?:project|stream|app|application|database|user|account|team|org|organi[sz]ation|bucket|cluster|context|workspace|repository|stack|site|domain|device|host|"
    r"queue|topic|server|machine|profile|subscription|group|instance) )(?P<sign>['\"])(?P<name>[A-Za-z][\w.-]*)(?P=sign)(?=[ .,;:)]|$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A name behind the word for what it is the name of: `Project 'blog'`."""
_REGION = re.compile(
    r"\b(?:us|europe|asia|australia|northamerica|southamerica|africa|me)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)\d(?:-[a-f])?\b"
)
_BROWSER = re.compile(r"\bMozilla/5\.0 \([^\"\n]*")
"""What a browser calls itself."""
_TYPES = frozenset({"string", "integer", "number", "boolean", "object", "array", "int", "float"})
_SCHEMA = 2
"""Names of types in the place of values that make an example a description of its form."""

_LISTS = re.compile(r"(?:^|[\n;&] *)(?:ls|ll|dir|tree)\b[^\n|]*\s*$")
_GOES = re.compile(r"(?:^|[\n;&] *)cd +[\"']?(?P<to>~|\$HOME|/|\.\.)")


_DEPLOYED = re.compile(
    r"(?<![\w.-])(?:[\w-]+\.)+(?:vercel\.app|netlify\.app|herokuapp\.com|fly\.dev|pages\.dev|web\.app|firebaseapp\.com|onrender\.com|up\.railway\.app|azurewebsites\.net|azurecontainerapps\.io|cloudfront\.net"
    r"|amplifyapp\.com|ondigitalocean\.app|run\.app|deno\.dev|workers\.dev|ngrok\.io|ngrok(?:-free)?\.(?:app|dev)|trycloudflare\.com|loca\.lt|supabase\.co|firebaseio\.com|core\.windows\.net|azurecr\.io|github\.io|gitlab\.io|streamlit\.app|hf\.space)\b"
)
"""The name under which a service of the net shows what a reader has put there."""
_OF_REMOTE = re.compile(
    r"(?:(?<=git@github\.com:)|(?<=git@gitlab\.com:))[\w.-]+/[\w.-]+|(?<=vercel\.com/)[\w.-]+/[^\s]+"
)
_SECRET = re.compile(
    r"^(?P<key>[ \t\"'|*-]*(?:[\w .-]*[\s_.-])?(?:token|secret|password|accessor|api[_ -]?key|access[_ -]?key|(?:unseal|license|private|public) key(?: \d+)?)(?:[_ -]?(?:id|accessor|value|data))?[\"']?(?:[ \t]{2,}| *[:=|] *)[\"']?)(?=[^\s\"']*\d)[^\s\"']{6,}",
    re.IGNORECASE | re.MULTILINE,
)
"""A secret, which is drawn for each reader."""
_TERRAFORM = re.compile(r"^(?P<name> *\w+ *= *)\"(?P<value>[^\"\n]+)\"$", re.MULTILINE)
"""An output of Terraform, whose value is the reader's own."""
_ROW = re.compile(r"^(?P<name>(?!NAME\b)[a-z0-9][\w.-]*)(?=\s{2,})", re.MULTILINE)
_NODES = re.compile(r"(?:kubectl|oc) (?:\S+ )*get (?:nodes?|no)\b(?! -o (?:json|yaml))")


def without_own_values(text: str, known: str) -> str:
    """An example with `[..]` for what its author has put in the place of a reader's own."""

    def unless_known(found: re.Match[str]) -> str:
        return found[0] if found[0] in known else "[..]"

    lines = (line for line in known.split("\n") if "$" in line or "<" in line or "{" in line)
    told = (_template(found["host"]) for found in _HOST_COMMANDED.finditer("\n".join(lines)))
    hosts = sorted(dict.fromkeys(told), key=len, reverse=True)
    if hosts:
        text = _HOST.sub(lambda found: _host(found[0], hosts, known), text)
    text = _STANDS_IN.sub("[..]", text)
    for own in (_DEPLOYED, _OF_REMOTE):
        text = own.sub(unless_known, text)
    text = _SECRET.sub(r"\g<key>[..]", text)
    text = _EXAMPLE_HOST.sub(unless_known, text)
    text = _BROWSER.sub("[..]", _SHORTENED.sub("[..]", text))
    text = _NAMED.sub(
        lambda found: (
            found[0]
            if found["name"] in known
            else f"{found['noun']}{found['sign']}[..]{found['sign']}"
        ),
        text,
    )
    text = _ASKED.sub(lambda found: f"{found['method']} [..]", text)
    return _REGION.sub(unless_known, text)


def without_own_names(text: str, commands: str, known: str) -> str:
    """An example with `[..]` for hosts, nodes and outputs that have a reader's own names."""
    if "://" in text:
        text = _URL_HOST.sub(lambda found: found[0] if found[0] in known else "[..]", text)
    if _NODES.search(commands):
        text = _ROW.sub(lambda found: found[0] if found["name"] in known else "[..]", text)
    if "terraform" in commands or "tofu" in commands:
        text = _TERRAFORM.sub(
            lambda found: found[0] if found["value"] in known else f'{found["name"]}"[..]"', text
        )
    return text


def _template(host: str) -> str:
    """A host of a command with `[..]` for its variables."""
    return re.sub(rf"(?:{_HOLE})+", "[..]", host)


def _host(name: str, hosts: list[str], known: str) -> str:
    if re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", known):
        return name
    for host in hosts:
        if re.fullmatch(".+".join(map(re.escape, host.split("[..]"))), name):
            return host
    return name


def without_types(value: object) -> object:
    """A JSON value with `[..]` for names of types, where it tells the form of an answer."""
    told = Counter(leaf for leaf in _leaves(value) if isinstance(leaf, str))
    if sum(told[name] for name in _TYPES) < _SCHEMA:
        return value
    return _mapped(value, lambda leaf: "[..]" if leaf in _TYPES else leaf)


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _leaves(item)
    else:
        yield value


def _mapped(value: object, change: Callable[[object], object]) -> object:
    if isinstance(value, dict):
        return {key: _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return change(value)


def lists_own_folder(commands: str, known: str) -> bool:
    """Whether commands list a folder of the reader's own, in which other things are."""
    return _LISTS.search(commands) is not None and _GOES.search(known) is not None
