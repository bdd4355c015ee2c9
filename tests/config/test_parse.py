"""Settings: read with their types, refused with their places."""

from __future__ import annotations

import pytest

from milepost.config.model import Config
from milepost.config.parse import TOOL_TABLE, locate, parse_config
from milepost.text.error import MilepostError
from milepost.text.span import Position

FULL = """\
name = "Course"
template = "t.md"
workspace = "w"
min-coverage = 80
exclude = ["milestones/drafts/**"]

[rules]
MP203 = "warning"
number-gap = "off"

[per-path-ignores]
"milestones/old/**" = ["MP401", "MP4"]
"""


def refused(text: str, table: tuple[str, ...] = ()) -> MilepostError:
    with pytest.raises(MilepostError) as error:
        parse_config(text, "milepost.toml", table)
    assert error.value.remedy
    return error.value


def test_all_settings_are_read() -> None:
    assert parse_config(FULL, "milepost.toml") == Config(
        name="Course",
        template="t.md",
        workspace="w",
        min_coverage=80.0,
        exclude=("milestones/drafts/**",),
        rules={"MP203": "warning", "number-gap": "off"},
        per_path_ignores={"milestones/old/**": ("MP401", "MP4")},
    )


def test_empty_file_has_the_defaults() -> None:
    assert parse_config("", "milepost.toml") == Config()


def test_table_of_pyproject_is_read_and_may_be_absent() -> None:
    assert parse_config('[tool.milepost]\nname = "A"', "p", TOOL_TABLE) == Config(name="A")
    assert parse_config("[tool.other]\na = 1", "p", TOOL_TABLE) is None
    assert parse_config("tool = 1", "p", TOOL_TABLE) is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('nam = "A"', (1, 1), "there is no setting `nam`. Did you mean `name`?"),
        ('name = "A"\n\n  zzz = 1', (3, 3), "there is no setting `zzz`."),
        ("\nname = 1", (2, 1), "`name`: expected a text, got a whole number"),
        ("[rules]\nMP203 = 1", (2, 1), "`rules.MP203`: there is no level `1`"),
        ('[rules]\nMP203 = "loud"', (2, 1), "`rules.MP203`: there is no level `loud`"),
        ('\nlanguage = "tlh"', (2, 1), "there are no phrases for the language `tlh`"),
        ("min-coverage = 101", (1, 1), "`min-coverage`: expected a number of at most 100"),
        ("exclude = [1]", (1, 1), "`exclude`: expected a text, got a whole number"),
        ("name = ", (1, 8), "the file is not TOML: invalid value"),
        ('name = "A', (1, 10), "the file is not TOML: unterminated string"),
        ("a = 1\na = 2", (2, 6), "the file is not TOML: cannot overwrite a value"),
    ],
)
def test_mistake_is_told_with_its_place(text: str, place: tuple[int, int], message: str) -> None:
    error = refused(text)

    assert error.message == message
    assert error.position == Position(*place)
    assert error.path == "milepost.toml"


def test_place_in_a_table_of_pyproject() -> None:
    error = refused('[project]\nname = "x"\n\n[tool.milepost]\nnam = "A"\n', TOOL_TABLE)

    assert error.position == Position(5, 1)


@pytest.mark.parametrize(
    ("text", "keys", "place"),
    [
        ("[a]\nb = 1", ("a", "b"), (2, 1)),
        ("a.b = 1", ("a", "b"), (1, 1)),
        ("a = { b = 1 }", ("a", "b"), (1, 1)),
        ('[a]\n"b c" = 1', ("a", "b c"), (2, 1)),
        ("x = 1", ("a",), (1, 1)),
    ],
)
def test_key_is_located_or_the_table_that_holds_it(
    text: str, keys: tuple[str, ...], place: tuple[int, int]
) -> None:
    assert locate(text, keys) == Position(*place)
