"""Publish the JSON Schemas of the machine formats, made from the records that are printed.

`python -m milepost.app.schemas docs/schemas` writes them.
"""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any, Final

import msgspec

from milepost.app.doctor import Examination
from milepost.app.explain import Explanation
from milepost.app.hint import HintResult
from milepost.app.status import NextResult, StatusResult
from milepost.app.transfer import Line
from milepost.app.verify import VerifyResult
from milepost.report.findings import CheckRecord
from milepost.result.model import RunResult
from milepost.result.proof import ProveResult

RECORDS: Final[dict[str, type[msgspec.Struct]]] = {
    "milepost.check-1.json": CheckRecord,
    "milepost.explain-1.json": Explanation,
    "milepost.run-1.json": RunResult,
    "milepost.prove-1.json": ProveResult,
    "milepost.doctor-1.json": Examination,
    "milepost.verify-1.json": VerifyResult,
    "milepost.status-1.json": StatusResult,
    "milepost.next-1.json": NextResult,
    "milepost.hint-1.json": HintResult,
    "milepost.evidence-1.json": Line,
}
"""File name to the record whose shape it publishes."""

_TITLES: Final = {"evidence": "A line of what `milepost export` writes"}
_TITLE: Final = "What `milepost {} --format json` prints"
"""Where there is no other."""

Json = dict[str, Any]


def published() -> dict[str, str]:
    """File name to the text of its schema (JSON Schema 2020-12)."""
    return {name: _schema(name, record) for name, record in RECORDS.items()}


def _schema(name: str, record: type[msgspec.Struct]) -> str:
    (root,), components = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    structs = {struct.__name__: struct for struct in _structs(record)}
    for title, component in components.items():
        component.pop("title", None)
        if title in structs:
            _document(component, structs[title])
    command = name.removeprefix("milepost.").partition("-")[0]
    top = components.pop(record.__name__)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES.get(command, _TITLE.format(command)),
        **(top if "$ref" in root else root),
        "$defs": dict(sorted(components.items())),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _document(component: Json, struct: type[msgspec.Struct]) -> None:
    """Say what each key means, and which keys are always there."""
    fields = _field_docs(struct)
    for key, value in component["properties"].items():
        default = value.pop("default", None)
        if key == "schema":
            value.clear()
            value["const"] = default
        if key in fields:
            value["description"] = fields[key]
    left_out = {
        field.encode_name
        for field in msgspec.structs.fields(struct)
        if field.default is msgspec.UNSET
    }
    component["required"] = [key for key in component["properties"] if key not in left_out]


def _field_docs(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Field to the docstring under it, those of the classes above included."""
    docs: dict[str, str] = {}
    for one in reversed(struct.__mro__):
        if one.__module__.partition(".")[0] != "milepost":
            continue
        (definition,) = ast.parse(dedent(inspect.getsource(one))).body
        assert isinstance(definition, ast.ClassDef)
        previous: ast.stmt | None = None
        for statement in definition.body:
            match previous, statement:
                case (
                    ast.AnnAssign(target=ast.Name(id=field)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    docs[field] = " ".join(text.split())
            previous = statement
    return docs


def _structs(record: type[msgspec.Struct]) -> set[type[msgspec.Struct]]:
    """A record's class and all that its fields hold, however deep."""
    found: set[type[msgspec.Struct]] = set()

    def visit(info: msgspec.inspect.Type) -> None:
        match info:
            case msgspec.inspect.StructType(cls=cls, fields=fields) if cls not in found:
                found.add(cls)
                for field in fields:
                    visit(field.type)
            case msgspec.inspect.UnionType(types=types):
                for one in types:
                    visit(one)
            case msgspec.inspect.VarTupleType(item_type=item):
                visit(item)

    visit(msgspec.inspect.type_info(record))
    return found


def main(folder: Path) -> None:
    """Write the schemas into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in published().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
