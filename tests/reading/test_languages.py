"""Languages: each has, as data alone, what the readings that it takes part in ask for."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

import milepost.reading
from milepost.document.language import LANGUAGES
from milepost.milestone.check import Mask
from milepost.reading import phrases
from milepost.reading.outcomes.registry import READINGS
from milepost.reading.phrase import Phrase
from milepost.reading.phrases import ENGLISH, phrases_of, unknown_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

KINDS: dict[str, Callable[[Any], bool]] = {
    "str": lambda value: isinstance(value, str),
    "Phrase": lambda value: isinstance(value, Phrase),
    "re.Pattern[str]": lambda value: isinstance(re.compile(value.pattern, value.flags), re.Pattern),
    "re.Pattern[bytes]": lambda value: (
        isinstance(value.pattern, bytes)
        and isinstance(re.compile(value.pattern, value.flags), re.Pattern)
    ),
    "frozenset[str]": lambda value: isinstance(value, frozenset) and all_are(str, value),
    "tuple[str, ...]": lambda value: isinstance(value, tuple) and all_are(str, value),
    "tuple[tuple[str, tuple[Mask, ...]], ...]": lambda value: all(
        isinstance(words, str) and set(masks) <= set(get_args(Mask)) for words, masks in value
    ),
    "tuple[tuple[Literal['after', 'before'], Phrase], ...]": lambda value: (
        {where for where, _ in value} <= {"after", "before"}
        and all_are(Phrase, [place for _, place in value])
    ),
    "tuple[Phrase, ...]": lambda value: isinstance(value, tuple) and all_are(Phrase, value),
    "dict[str, int]": lambda value: all_are(str, value) and all_are(int, value.values()),
    "dict[str, str]": lambda value: all_are(str, value) and all_are(str, value.values()),
}
"""What a `Says` can ask for."""

LAZY = r"from milepost\.text import lazy_re as re"
"""How a language has expressions: most of them are asked for by few guides."""


def all_are(kind: type, values: Any) -> bool:
    return all(isinstance(value, kind) for value in values)


def readings() -> Iterator[tuple[str, dict[str, str]]]:
    """Each module that asks a language for something: its name, and what it asks for."""
    for module in pkgutil.walk_packages(milepost.reading.__path__, "milepost.reading."):
        says = getattr(importlib.import_module(module.name), "Says", None)
        if says is not None and says.__module__ == module.name:
            package, name = module.name.split(".")[-2:]
            yield package if name == "read" else name, says.__annotations__


ASKED = dict(readings())


def data(language: str) -> Iterator[tuple[str, ModuleType]]:
    """The modules of a language."""
    package = importlib.import_module(f"milepost.reading.phrases.{language}")
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        yield module.name.rpartition(".")[2], importlib.import_module(module.name)


MODULES = [(language, *module) for language in LANGUAGES for module in data(language)]
SHARED = "words"
"""A module of a language with fragments that its others are made of."""
EACH = pytest.mark.parametrize(
    ("language", "name", "module"),
    [one for one in MODULES if one[1] != SHARED],
    ids=[f"{tag}/{name}" for tag, name, _ in MODULES if name != SHARED],
)


def test_every_folder_of_phrases_is_a_language_that_can_be_chosen() -> None:
    folders = {path.parent.name for path in Path(phrases.__file__).parent.glob("*/__init__.py")}
    assert folders == set(LANGUAGES)


def test_names_of_what_asks_a_language_are_unique() -> None:
    assert len(list(readings())) == len(ASKED)


def test_english_has_all_that_is_asked_for() -> None:
    assert {name for tag, name, _ in MODULES if tag == "en"} - {SHARED} == ASKED.keys()


def is_set(name: ast.Name) -> bool:
    return isinstance(name.ctx, ast.Store)


def test_other_languages_leave_out_nothing_but_readings_of_sentences() -> None:
    may = {reading.__name__.rpartition(".")[2] for reading in READINGS} - {"page"}
    for language in LANGUAGES:
        has = {name for tag, name, _ in MODULES if tag == language}
        assert ASKED.keys() - has <= may, language


@EACH
def test_language_has_what_its_reading_asks_for_and_no_more(
    language: str, name: str, module: ModuleType
) -> None:
    assert module.__file__ is not None
    tree = ast.parse(Path(module.__file__).read_text())
    own = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and is_set(one)}
    has = {key: getattr(module, key) for key in own if not key.startswith("_")}
    assert has.keys() - {"COUNT"} == ASKED[name].keys(), language
    wrong = [key for key, kind in ASKED[name].items() if not KINDS[kind](has[key])]
    assert not wrong


@EACH
def test_language_is_data_alone(language: str, name: str, module: ModuleType) -> None:  # noqa: ARG001
    assert module.__file__ is not None
    text = Path(module.__file__).read_text()
    own = rf"milepost\.reading\.phrases\.{language}\.\w+"
    for line in re.findall(r"^ *(?:from|import) .*$", text, re.MULTILINE):
        known = rf"from (?:__future__|typing|milepost\.reading\.phrase|{own}) import .*|{LAZY}"
        assert re.fullmatch(known, line.strip())
    assert not re.search(r"^\s*(?:def|class|for|while|with) ", text, re.MULTILINE)


def test_phrases_that_a_language_does_not_have_are_told() -> None:
    assert phrases_of("en") is ENGLISH
    with pytest.raises(AttributeError, match="en has no phrases for poems"):
        ENGLISH.poems  # noqa: B018


def test_language_without_phrases_is_read_as_english_and_named_with_the_known_ones() -> None:
    assert phrases_of("tlh") is ENGLISH
    what, remedy = unknown_language("tlh")
    assert what == "there are no phrases for the language `tlh`"
    assert remedy == "Known are `de` (German), `en` (English)."


def output_of(program: str) -> str:
    """What a program prints in an interpreter of its own, in which nothing was read yet."""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return ran.stdout.decode()


def test_first_sentence_that_is_read_is_read_as_any_other() -> None:
    program = (
        "from milepost.document.parse import parse_text\n"
        "from milepost.reading.outcomes.base import Surroundings\n"
        "from milepost.reading.outcomes.sentence import read_sentence\n"
        "from milepost.reading.phrases import phrases_of\n"
        "from milepost.reading.sentence import sentences\n"
        "german = phrases_of('de')\n"
        "(one,) = sentences(parse_text('Du solltest `x` sehen.').blocks[0].inlines, german)\n"
        "print(len(read_sentence(one, Surroundings(phrases=german)).checks))\n"
    )
    assert output_of(program) == "1\n"


def test_only_the_language_in_use_is_imported() -> None:
    program = (
        "import sys\n"
        "from milepost.reading.read import read\n"
        "from milepost.reading.phrases import phrases_of\n"
        "phrases_of('de').veto, phrases_of('de').announced\n"
        "print(sorted(name for name in sys.modules if 'phrases.en' in name))\n"
    )
    assert output_of(program) == "[]\n"
