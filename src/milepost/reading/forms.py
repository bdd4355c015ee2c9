"""Whether commands print the form in which an example shows their output: JSON, or a table."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.json_alike import json_value, printed_value
from milepost.reading.status_lines import NO_STATUS_LINE, STATUS_LINE, hides_status
from milepost.reading.tables import tables
from milepost.text import lazy_re as re

_TEXT_PRINTERS = re.compile(
    r"kubectl (?:-\S+(?:[= ][^\s-]\S*)? )*(?:create|apply|delete|get|expose|scale|run|label|annotate|describe|rollout|top|cluster-info)\b"
    r"|docker (?:ps|images|build|pull|push|container ls|image ls|network ls|volume ls)\b|helm (?:install|upgrade|list|ls|repo)\b|terraform (?:init|plan|apply)\b"
    r"|iotedge (?:list|check)\b|(?:npm|pip3?|apt|apt-get|brew) install\b"
)
"""What prints words or tables, unless it is asked for JSON."""
_SAVES = re.compile(r"wget\b(?!.* -\w*O ?-)")
"""What puts an answer into a file, and prints how that goes."""
_SERVES = re.compile(
    r"(?:uvicorn|gunicorn|flask run|jupyter|streamlit|python3? -m http\.server|python3? manage\.py runserver|rails s|php -S|hugo server|ng serve|next dev|fastapi (?:dev|run)"
    r"|(?:npm|yarn|pnpm)(?: run)? (?:dev|start|serve))\b"
)
"""What serves, and prints that it does."""
_AS_JSON = re.compile(r"json|\bjq\b|\{\{|--raw\b|template|inspect|\bo?yaml\b")
_AS_TABLE = re.compile(r"\btable\b|\btsv\b|\bcolumn\b|yaml|jsonc?\b|\bjq\b|\bnone\b|--help|-h\b")
_AS_TEXT = re.compile(
    r"^(?:kubectl|oc|helm|argocd|istioctl)\b.* (?:-o ?|--output[= ])(?:ya?ml|json)\b"
)
"""Asks for YAML or JSON, and for no table."""
_AZURE = re.compile(r"az (?!interactive|config|login|aks get-credentials)\w+ (?!.*--help)")
_CAPITAL_KEYS = re.compile(r'^\s*"[A-Z]{3,}(?:[ -][A-Z]+)*":', re.MULTILINE)
"""What heads a column of a table."""
_WRAPPED_METRIC = re.compile(r"^\w+\{\s*\n(?:\s*\w+=\"[^\"\n]*\",?\s*\n)+\s*\}", re.MULTILINE)
"""A metric of Prometheus, which is printed on one line."""
_HAND_LAID = re.compile(r"\s*[\[({] *\n(?![^\x00]*^\s*\"[^\"\n]*\": )", re.MULTILINE)
"""A bracket on a line of its own, as Python prints none."""
_PYTHON = re.compile(r"(?:(?:uv|poetry|pipenv) run )?python[\d.]*\b")
_BUILDS = re.compile(
    r"\bjq\b[^'|]*'[^']*\{(?P<pairs>[^{}']*)\}[\s\])]*'\s*(?:$|[;&\n]|\|\s*(?:head|tail|less|cat)\b)"
)
"""The object that `jq` builds last, and prints."""
_BUILT_KEY = re.compile(r"(?:^|,)\s*\"?(?P<key>[A-Za-z_][\w-]*)\"?\s*(?=:|,|$)")
_OTHER_FORM = "the guide shows it in another form than the command prints"


def why_of_form(code: str, simple: tuple[str, ...], commands: str) -> str | None:
    """Why the commands print no such form: JSON for a table, or a table for JSON."""
    lines = tuple(line for line in code.split("\n") if line.strip(" .…"))
    if len(lines) == 1 and tables(lines):
        return "it is the header of a table alone, which says nothing of its rows"
    by_python = simple and _PYTHON.match(simple[-1])
    if by_python and _HAND_LAID.match(code) and printed_value(code) is None:
        return "its author has laid it out by hand"
    if _WRAPPED_METRIC.search(code):
        return "its author has laid it out by hand"
    if lines and STATUS_LINE.match(lines[0]) and hides_status("\n".join(simple)):
        return NO_STATUS_LINE
    value = json_value(code)
    if value is not None:
        other = _has_other_keys(value[0], commands) or _is_no_json(code, simple)
    else:
        other = bool(simple) and _is_no_table(code, lines, simple)
    return _OTHER_FORM if other else None


def _has_other_keys(value: object, commands: str) -> bool:
    """Whether most keys of a JSON object are none of those that the commands give to theirs."""
    built = _BUILDS.search(commands.strip()) if "jq" in commands else None
    keys = set(_BUILT_KEY.findall(" ".join(built["pairs"].split()))) if built else set()
    if isinstance(value, list) and value:
        value = value[0]
    if not keys or not isinstance(value, dict):
        return False
    return 2 * len(value.keys() - keys) > len(value)


def _is_no_json(code: str, simple: tuple[str, ...]) -> bool:
    """Whether the commands print no JSON."""
    last, joined = simple[-1] if simple else "", " | ".join(simple)
    if _CAPITAL_KEYS.search(code):
        return not re.search(r"json(?!path)|\bjq\b", joined)
    if _SAVES.match(last):
        return True
    told = _TEXT_PRINTERS.match(last) or _SERVES.match(last)
    return told is not None and not _AS_JSON.search(joined)


def _is_no_table(code: str, lines: tuple[str, ...], simple: tuple[str, ...]) -> bool:
    """Whether a table is shown, and the commands print none."""
    if _AS_TEXT.search(simple[-1]) and tables(lines):
        return True
    azure = all(map(_AZURE.match, simple)) and not _AS_TABLE.search(" | ".join(simple))
    return azure and bool(tables(tuple(code.split("\n"))))
