"""Values in files of settings."""

from __future__ import annotations

from typing import Any

import pytest

from milepost.probes.values import UnknownForm, at, load, text_of

YAML = """\
---
# of the app
name: app   # its name
version: "2"
count: 2
share: 0.5
zip: 012
on: true
nothing: ~
empty:
url: http://localhost:80/a#b
"quoted key": 'it''s'
list:
- a
- key: 1
  more: [1, 2]
- - x
  - y
nested:
  deep:
    - z
text: |
  one
  two
folded: a
  b
anchor: &a 1
flow: {a: 1}
"""


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("name", "app"),
        ("version", "2"),
        ("count", "2"),
        ("share", "0.5"),
        ("zip", "012"),
        ("on", "true"),
        ("nothing", "null"),
        ("empty", "null"),
        ("url", "http://localhost:80/a#b"),
        ("quoted key", "it's"),
        ("list[0]", "a"),
        ("list.1.more[1]", "2"),
        ("list[2][1]", "y"),
        ("nested.deep[0]", "z"),
    ],
)
def test_a_plain_value_of_yaml_is_found(pointer: str, text: str) -> None:
    assert text_of(at(load("a.yml", YAML), pointer)) == text


@pytest.mark.parametrize("pointer", ["text", "folded", "anchor", "flow"])
def test_a_value_in_another_form_is_not_decided(pointer: str) -> None:
    with pytest.raises(UnknownForm):
        at(load("a.yaml", YAML), pointer)


@pytest.mark.parametrize("pointer", ["none", "name.first", "list[9]", "list.key"])
def test_a_value_that_is_not_there_is_told(pointer: str) -> None:
    with pytest.raises(LookupError):
        at(load("a.yaml", YAML), pointer)


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("a.yaml", "", ValueError),
        ("a.yaml", "just words", UnknownForm),
        ("a.json", "{", ValueError),
        ("a.toml", "a = ", ValueError),
    ],
)
def test_a_text_that_is_no_such_file(path: str, text: str, fault: Any) -> None:
    with pytest.raises(fault):
        load(path, text)


def test_toml_and_json() -> None:
    assert at(load("p.toml", '[project]\nname = "app"\n'), "project.name") == "app"
    assert text_of(at(load("p.json", '{"a": [{"b": null}]}'), "a[0].b")) == "null"
