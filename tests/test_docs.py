"""What the documents tell a reader to type exists."""

from __future__ import annotations

import itertools
import re
import shlex
import subprocess
from pathlib import Path

import click
import msgspec
import pytest

from milepost.config.model import Config
from milepost.interfaces.cli.group import milepost

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

FENCE = re.compile(r"^ *(`{3,})[^`\n]*\n(.*?)^ *\1$", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def commands(text: str, program: str) -> list[str]:
    """Command lines of `program` in fences and code spans."""
    lines = [
        line.removeprefix("$ ") for _, body in FENCE.findall(text) for line in body.split("\n")
    ]
    spans = [span.replace("\n", " ") for span in CODE_SPAN.findall(FENCE.sub("", text))]
    return [line for line in lines + spans if re.match(rf"{program}( |$)", line)]


def words(line: str) -> list[str]:
    """The words of a command line up to the first operator of the shell."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    return list(itertools.takewhile(lambda word: not set(word) <= set("|<>&;()"), lexer))


def unknown(line: str) -> str | None:
    """What of a `milepost` command line does not exist; None if all does."""
    command: click.Command = milepost
    for word in words(line)[1:]:
        if word.startswith("-") and word != "-":
            option = word.partition("=")[0]
            names = [name for parameter in command.params for name in parameter.opts]
            if option not in [*names, "--help", "-h"]:
                return option
        elif isinstance(command, click.Group) and not word.isupper():
            found = command.get_command(click.Context(command), word)
            if found is None:
                return word
            command = found
    return None


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_the_documents_exist(document: Path) -> None:
    lines = commands(document.read_text(), "milepost")
    assert {line: unknown(line) for line in lines} == dict.fromkeys(lines)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_in_the_documents_exist(document: Path) -> None:
    targets = [line.split()[1] for line in commands(document.read_text(), "make") if " " in line]
    for target in targets:
        asked = ["make", "--dry-run", "--question", target]
        done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
        assert "No rule to make target" not in done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_of_the_documents_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(CODE_SPAN.sub("", FENCE.sub("", document.read_text())))
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("milepost check --format json milestones/", None),
        ("milepost run guide.md # in a room", None),
        ("milepost --version", None),
        ("milepost --debug COMMAND", None),
        ("milepost check - --strict < guide.md | head -n 4", None),
        ("milepost chekc", "chekc"),
        ("milepost check --formt json", "--formt"),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(line: str, found: str | None) -> None:
    assert unknown(line) == found


def test_a_link_that_is_only_shown_is_none() -> None:
    text = "````markdown\n[a](gone.md)\n```bash\nls\n```\n````\n\nA link is `[b](gone.md)`.\n"
    assert LINK.findall(CODE_SPAN.sub("", FENCE.sub("", text))) == []


def test_commands_are_taken_from_fences_and_from_code_spans() -> None:
    text = "Type `milepost run`.\n\n```console\n$ milepost check x\nok\n```\n"
    assert commands(text, "milepost") == ["milepost check x", "milepost run"]


def test_every_setting_of_a_roadmap_is_explained() -> None:
    page = (ROOT / "docs/roadmap-folder.md").read_text("utf-8")
    explained = re.findall(r"^\| `\[?([\w-]+)", page, re.MULTILINE)
    assert explained == [field.encode_name for field in msgspec.structs.fields(Config)]
