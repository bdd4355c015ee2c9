"""The roadmap that a command is about: its root, its settings, its template."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import milepost.contract
from milepost.config.glob import matches
from milepost.config.model import Config
from milepost.config.parse import TOOL_TABLE, did_you_mean, locate, parse_config
from milepost.document.language import LANGUAGES, stated_language
from milepost.files.read import find_upward, read_bytes, read_text
from milepost.text.error import MilepostError
from milepost.text.source import Source, SourceFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.contract.model import Contract
    from milepost.document.document import Document
    from milepost.rules.levels import Levels

CONFIG_FILE = "milepost.toml"
PYPROJECT = "pyproject.toml"
DEFAULT_TEMPLATE = "default-template.md"


class Project(msgspec.Struct, frozen=True):
    """A roadmap's root and settings, seen from the current folder."""

    folder: Path
    """The current folder; paths of guides are relative to it."""
    root: Path
    """The folder of the configuration, else the current folder."""
    config: Config
    config_path: Path | None
    config_text: str
    """The configuration's text, to tell places in it; empty without one."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What the settings name and is not there, with what to do about it."""
        named = self.config.workspace
        if named is None or (self.root / named).is_dir():
            return ()
        return (
            f"{self.shown_config}: the workspace `{named}` is no folder that is there. "
            f"Make it (mkdir {named}), or name another with `workspace`.",
        )

    @property
    def shown_config(self) -> str:
        """The configuration's path as the user would name it."""
        return shown(self.config_path, self.folder) if self.config_path else CONFIG_FILE

    @property
    def table(self) -> tuple[str, ...]:
        """The table that the settings stand in: none, or that of `pyproject.toml`."""
        path = self.config_path
        return TOOL_TABLE if path is not None and path.name == PYPROJECT else ()

    def relative(self, path: str) -> str:
        """The path of a guide relative to the root, with `/`."""
        if self.root == self.folder and not os.path.isabs(path):
            return path
        return os.path.relpath(self.folder / path, self.root).replace(os.sep, "/")

    def is_excluded(self, path: str) -> bool:
        """Whether the settings say that this is no guide."""
        if not self.config.exclude:
            return False
        relative = self.relative(path)
        return any(matches(pattern, relative) for pattern in self.config.exclude)


def load_project(folder: Path, config: Path | None = None) -> Project:
    """Find and read the settings: a file that is named, else the nearest one upward.

    Raises MilepostError if they cannot be read or are wrong.
    """
    folder = Path(os.path.abspath(folder))
    if config is not None:
        path = folder / config
        project = _read(path, folder, named=True)
        assert project is not None
        return project
    for path in find_upward(folder, (CONFIG_FILE, PYPROJECT)):
        project = _read(path, folder, named=False)
        if project is not None:
            return project
    return Project(folder, folder, Config(), None, "")


def load_contract(project: Project) -> Contract:
    """The contract of the roadmap's template.

    Raises MilepostError if it cannot be read, or demands nothing.
    """
    from milepost.contract.derive import derive
    from milepost.document.parse import parse

    template = parse(load_template(project))
    contract = derive(template, project.config.language)
    _check_language(template)
    if not contract.sections and project.config.template is not None:
        raise MilepostError(
            f"the template `{project.config.template}` has no sections, so no guide could be wrong",
            "Give it headings below its title.",
            path=project.shown_config,
            position=locate(project.config_text, (*project.table, "template")),
        )
    return contract


def contract_for(project: Project, contract: Contract, document: Document) -> Contract:
    """The contract that a guide is held against: `contract`, which is that of the template.

    A guide in another language than Milepost's own template is held against its form in that one.
    """
    stated = stated_language(document)
    if (
        stated is None
        or stated.tag not in LANGUAGES
        or stated.tag == contract.language
        or project.config.template is not None
    ):
        return contract
    name = _default_template(stated.tag)
    if name == _default_template(contract.language):
        return contract
    return _own_contract(name, stated.tag)


@cache
def _own_contract(name: str, language: str) -> Contract:
    from milepost.contract.derive import derive
    from milepost.document.parse import parse

    return derive(parse(Source.of_text(_own_file(name).decode(), name)), language)


def load_template(project: Project) -> Source:
    """The roadmap's template. Raises MilepostError if it cannot be read."""
    if project.config.template is None:
        name = _default_template(project.config.language)
        return Source.of_text(_own_file(name).decode(), name)
    path = project.root / project.config.template
    raw = read_bytes(path, shown(path, project.folder))
    source = (
        raw if isinstance(raw, SourceFault) else Source.decode(shown(path, project.folder), raw)
    )
    if isinstance(source, SourceFault):
        raise MilepostError(
            f"the template `{project.config.template}` cannot be read: {source.message}",
            source.remedy,
            path=project.shown_config,
            position=locate(project.config_text, (*project.table, "template")),
        )
    return source


def default_template() -> bytes:
    """Milepost's own template, byte for byte."""
    return _own_file(DEFAULT_TEMPLATE)


def _check_language(template: Document) -> None:
    """Raises MilepostError if a template states a language that no reading knows."""
    fault = language_fault(template)
    if fault is not None:
        raise fault


def language_fault(document: Document) -> MilepostError | None:
    """What is wrong with the language that a document states, with its place."""
    stated = stated_language(document)
    if stated is None or stated.tag in LANGUAGES:
        return None
    from milepost.reading.phrases import unknown_language

    source = document.source
    what, remedy = unknown_language(source.slice(stated.span))
    position = source.position(stated.span.start)
    return MilepostError(what, remedy, path=source.path, position=position)


def _default_template(language: str) -> str:
    """The file name of Milepost's template in a language; of the English one where it has none."""
    name = f"default-template.{language}.md"
    there = language != "en" and os.path.exists(_own_path(name))
    return name if there else DEFAULT_TEMPLATE


def _own_file(name: str) -> bytes:
    data = read_bytes(_own_path(name), name)
    assert isinstance(data, bytes), "the package's own template is part of it"
    return data


def _own_path(name: str) -> str:
    return os.path.join(os.path.dirname(milepost.contract.__file__), name)


def load_levels(project: Project) -> Levels:
    """The levels of the rules, and where they are not applied.

    Raises MilepostError for a name that is no rule's.
    """
    from milepost.rules.levels import Levels, choose, selected

    config = project.config
    chosen, unknown = choose(config.rules)
    if unknown:
        raise _no_rule(project, unknown[0], ("rules", unknown[0]))
    ignored: list[tuple[str, frozenset[str]]] = []
    for pattern, names in config.per_path_ignores.items():
        for name in names:
            if not selected(name):
                raise _no_rule(project, name, ("per-path-ignores", pattern))
        codes = frozenset(rule.code for name in names for rule in selected(name))
        ignored.append((pattern, codes))
    return Levels(chosen, _ignored(project, ignored)) if ignored else Levels(chosen)


def shown(path: Path, folder: Path) -> str:
    """A path as the user would name it: relative where that is shorter to say."""
    relative = os.path.relpath(path, folder)
    return os.fspath(path) if relative.startswith(os.path.join("..", "..", "..")) else relative


def _ignored(
    project: Project, entries: list[tuple[str, frozenset[str]]]
) -> Callable[[str], frozenset[str]]:
    def of_path(path: str) -> frozenset[str]:
        relative = project.relative(path)
        return frozenset().union(
            *(codes for pattern, codes in entries if matches(pattern, relative))
        )

    return of_path


def _no_rule(project: Project, name: str, keys: tuple[str, ...]) -> MilepostError:
    from milepost.rules.levels import words

    near = did_you_mean(name, list(words())).strip()
    return MilepostError(
        f"there is no rule `{name}`",
        near or "`milepost rule` lists them.",
        path=project.shown_config,
        position=locate(project.config_text, (*project.table, *keys)),
    )


def _read(path: Path, folder: Path, *, named: bool) -> Project | None:
    """The project of a configuration file; None for a `pyproject.toml` without our table."""
    name = shown(path, folder)
    text = read_text(path, name)
    pyproject = path.name == PYPROJECT
    if isinstance(text, SourceFault):
        if pyproject and not named:
            return None
        raise MilepostError(text.message, text.remedy, path=name)
    if pyproject and not named and "milepost" not in text:
        return None
    config = parse_config(text, name, TOOL_TABLE if pyproject else ())
    if config is None:
        if not named:
            return None
        raise MilepostError(
            "the file has no table `[tool.milepost]`", "Add it, or name another file.", path=name
        )
    return Project(folder, path.parent, config, path, text)
