"""Approval: whether the checks of a guide are those that were committed, and the settings too.

Outside a repository there is nobody to approve of anything, and everything counts.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from milepost.app.git import committed
from milepost.app.project import CONFIG_FILE, PYPROJECT, contract_for, load_contract, load_template
from milepost.config.model import Config
from milepost.config.parse import TOOL_TABLE, parse_config
from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.progress.digest import checks_digest
from milepost.reading.read import read
from milepost.text.error import MilepostError
from milepost.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.app.git import Committed
    from milepost.app.outlines import Outline
    from milepost.app.project import Project
    from milepost.contract.model import Contract

_GUARDED = ("workspace", "progress", "exclude", "language")
"""Settings that decide which work, which evidence and which guides are looked at, and how they are
read."""


class Approval(msgspec.Struct, eq=False, dict=True):
    """What was committed of a roadmap. Everything is looked up once, when it is asked for."""

    project: Project
    _known: dict[str, str | None] = {}

    def make_ready(self) -> None:
        """Look up what every guide's approval depends on."""
        if self._committed is not None and self._changed_setting is None:
            assert self._same_template is not None

    @property
    def shared(self) -> bool:
        """Whether the committed checks are those of a remote's branch."""
        return self._committed is not None and self._committed.shared

    def fault(self, outline: Outline, checks: Callable[[], str]) -> str | None:
        """Why a guide's checks do not count; None where they do."""
        if self._committed is None:
            return None
        if self._changed_setting is not None:
            return self._changed_setting
        if self._same_template and self._committed.holds(outline.key, outline.blob):
            return None
        if outline.key not in self._known:
            self._known[outline.key] = self._committed_checks(outline)
        if self._known[outline.key] == checks():
            return None
        where = f"those of {self._committed.branch}" if self.shared else "the committed ones"
        return f"its checks are not {where}"

    @cached_property
    def _committed(self) -> Committed | None:
        return committed(self.project.root)

    @cached_property
    def _config(self) -> Config:
        """The settings as they were committed."""
        assert self._committed is not None
        for name, table in ((CONFIG_FILE, ()), (PYPROJECT, TOOL_TABLE)):
            text = self._committed.text(name)
            if text is None:
                continue
            try:
                config = parse_config(text, name, table)
            except MilepostError:
                return Config()
            if config is not None:
                return config
        return Config()

    @cached_property
    def _changed_setting(self) -> str | None:
        for name in _GUARDED:
            if getattr(self._config, name) != getattr(self.project.config, name):
                return f"`{name}` in {self.project.shown_config} is not as it was committed"
        return None

    @cached_property
    def _template(self) -> Source | None:
        """The template as it was committed; None where it was not, or is Milepost's own."""
        assert self._committed is not None
        if self._config.template is None:
            return None
        path = os.path.normpath(self._config.template).replace(os.sep, "/")
        text = self._committed.text(path)
        return Source.of_text(text, path) if text is not None else None

    @cached_property
    def _same_template(self) -> bool:
        if self._config.template is None or self.project.config.template is None:
            return self._config.template is self.project.config.template
        # A template of another repository cannot be held against this one's commits.
        outside = self._config.template.startswith(("../", "/"))
        if outside or self._template is None:
            return outside and self._config.template == self.project.config.template
        return self._template.data == load_template(self.project).data

    @cached_property
    def _contract(self) -> Contract:
        """The contract of the committed template."""
        if self._same_template:
            return load_contract(self.project)
        if self._template is not None:
            return derive(parse(self._template), self._config.language)
        return load_contract(_with_template(self.project, None))

    def _committed_checks(self, outline: Outline) -> str | None:
        assert self._committed is not None
        text = self._committed.text(outline.key)
        if text is None:
            return None
        source = Source.of_text(text, outline.path)
        document = parse(source)
        project = _with_template(self.project, self._config.template)
        contract = contract_for(project, self._contract, document)
        return checks_digest(read(build(contract, document)))


def _with_template(project: Project, template: str | None) -> Project:
    from msgspec.structs import replace

    return replace(project, config=replace(project.config, template=template))
