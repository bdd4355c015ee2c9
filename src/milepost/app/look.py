"""Looking at guides, each alone: read, parse, every rule, mend what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace as with_fields

from milepost.app.check import Fixing
from milepost.app.facts import gather
from milepost.app.guides import STDIN_NAME, open_guide, read_source
from milepost.app.project import contract_for, load_contract, load_levels
from milepost.document.parse import parse
from milepost.files.discover import STANDARD_INPUT
from milepost.rules.check import check_guide
from milepost.text.source import SourceFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from milepost.app.check import CheckRequest
    from milepost.app.check_cache import Packed
    from milepost.app.facts import Disk, Told
    from milepost.app.project import Project
    from milepost.contract.model import Contract
    from milepost.rules.check import GuideResult
    from milepost.rules.levels import Levels
    from milepost.text.source import Source

WORTH_A_PROCESS = 100
"""Guides for which another process saves more than it costs."""


class Looked(msgspec.Struct, frozen=True):
    """What came of looking at a guide."""

    path: str
    """As it is reported."""
    result: GuideResult | None
    """None where it cannot be read."""
    fault: SourceFault | None = None
    """Why it cannot."""
    undecodable: bool = False
    """With a fault: whether its bytes could be read, and are no text."""
    told: tuple[Told, ...] = ()
    """What was asked of the disk for it, where it is to be kept."""
    packed: Packed | None = None
    """None where it cannot be kept."""


class Looker(msgspec.Struct):
    """Looks at the guides of one check."""

    request: CheckRequest
    project: Project
    contract: Contract
    levels: Levels
    disk: Disk
    keeps: bool
    """Whether what is found is to be kept."""
    fixed: int = 0
    """Fixes that were made so far."""
    diffs: list[str] = []
    fixed_input: bytes | None = None

    @classmethod
    def of(cls, request: CheckRequest, project: Project, disk: Disk, *, keeps: bool) -> Looker:
        """Raises MilepostError for a template or levels that are wrong."""
        return cls(request, project, load_contract(project), load_levels(project), disk, keeps)

    def look_at(self, paths: Sequence[str], others: int = 0) -> list[Looked]:
        """Look at many guides; with all processors where that pays. `others` are known already."""
        workers = 1
        large = len(paths) >= 2 * WORTH_A_PROCESS
        if large and not self.request.fixes and STANDARD_INPUT not in paths:
            from milepost.process.parallel import in_parallel, processors

            workers = max(1, min(processors(), len(paths) // WORTH_A_PROCESS))
        bounds = [len(paths) * part // workers for part in range(workers + 1)]

        def look(part: int) -> list[Looked]:
            looked = []
            for path in paths[bounds[part] : bounds[part + 1]]:
                looked.append(self.look(path))
                if part == 0 and self.request.on_guide is not None:
                    # The other parts are as large, and keep pace.
                    done = others + len(looked) * workers
                    self.request.on_guide(min(done, others + len(paths)), others + len(paths))
            return looked

        parts = [look(0)] if workers == 1 else in_parallel(look, range(workers))
        return [one for part in parts for one in part]

    def look(self, path: str) -> Looked:
        """Read and check one guide."""
        stamp = self.disk.stamp(path) if self.keeps else None
        source, raw = read_source(self.project, path, self.request.standard_input)
        if isinstance(source, SourceFault):
            return Looked(source.path, None, source, undecodable=bool(raw))
        self.disk.asked = {}
        result = self._check(source)
        if self.request.fixes:
            return Looked(source.path, self._mend(path, source, raw, result))
        if not self.keeps:
            return Looked(source.path, result)
        from milepost.app.check_cache import pack

        told = tuple(map(self.disk.told, tuple(self.disk.asked)))
        return Looked(source.path, result, told=told, packed=pack(stamp, raw, result))

    def _check(self, source: Source) -> GuideResult:
        document = parse(source)
        guide = open_guide(document, contract_for(self.project, self.contract, document))
        guide.facts = gather(guide, self.disk, stdin=source.path == STDIN_NAME)
        result = check_guide(guide, self.levels)
        if not self.request.counted:
            return result
        summary = with_fields(result.summary, coverage=guide.reading.coverage)
        return with_fields(result, summary=summary)

    def _mend(self, path: str, source: Source, raw: bytes, result: GuideResult) -> GuideResult:
        """Apply fixes; what is then found, unless they are only shown."""
        from milepost.app.mend import mend
        from milepost.files.write import replace_file

        unsafe = self.request.fixing is Fixing.UNSAFE
        mended = mend(source, result, self._check, unsafe=unsafe)
        self.fixed += mended.count
        written = mended.source.encode(mended.source.data)
        if self.request.diff:
            self.diffs.append(mended.diff(source))
            return result
        if path == STANDARD_INPUT:
            self.fixed_input = written
        elif mended.count:
            target = self.project.folder / path
            replace_file(target, written, shown=path, expected=raw)
        return mended.result
