"""Each command has its page, and the page names all that the command takes."""

from __future__ import annotations

import importlib
import os
import shlex
from pathlib import Path

import click
import pytest
from tests.interfaces.cli.process import COMMAND, SOURCES, milepost

from milepost.interfaces.cli.group import COMMANDS

PAGES = Path(__file__).parents[3] / "docs" / "commands"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_of_a_command_names_its_options(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    command = importlib.import_module(f"milepost.interfaces.cli.commands.{name}").command
    assert page.startswith(f"# milepost {name}\n")
    for option in command.params:
        if isinstance(option, click.Option):
            assert f"`{option.opts[-1]}" in page, option.opts


def test_the_index_links_to_every_page() -> None:
    index = (PAGES / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"(`milepost {name}`]({name}.md)".replace("(`", "[`", 1) in index


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_page_shows_is_what_happens(name: str, tmp_path: Path) -> None:
    program = tmp_path / "milepost"
    source = shlex.quote(f"PYTHONPATH={SOURCES}")
    program.write_text(f'#!/bin/sh\nexec env {source} {shlex.join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = milepost("run", "--no-sandbox", str(PAGES / f"{name}.md"), cwd=tmp_path, PATH=path)
    assert done.returncode == 0, done.stdout.decode()
