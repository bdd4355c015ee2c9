"""Checks: what a machine can decide. Data only; `milepost.probes` carries them out.

Every check says how it reads, in words that `milepost explain` prints: a negated one begins
with `not: `. Paths are as the guide wrote them; they start where the terminal of the moment
stands. A new kind of check is a class here and a probe in `milepost.probes`. The file is long
because all kinds stand together, short as each of them is.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

Mode = Literal[
    "exact", "similar", "contains", "regex", "json", "table",
    "branch", "clock", "home", "names", "order", "page", "place", "times", "version",
]  # fmt: skip
"""How output is compared with what a guide shows; see `milepost.reading.compare`. Those of the
second line are chosen by what prints it; see `milepost.reading.reports`."""

Mask = Literal[
    "hash",
    "date",
    "time",
    "duration",
    "size",
    "version",
    "port",
    "pid",
    "address",
    "path",
    "user",
    "progress",
    "number",
    "count",
    "id",
    "columns",
]
"""A kind of volatile text that is left out of a comparison."""


_STRICT = 0.8
"""A share that a reader need not be told of: few lines all have to be there."""


class CheckBase(msgspec.Struct, frozen=True, kw_only=True, tag_field="check"):
    """What all checks share."""

    about: ClassVar[Literal["output", "terminal", "file", "network", "command"]]
    """What it is asked of: the output or status of the last block, the terminal's own state, files,
    the network, or a program that is run for it."""

    negated: bool = False
    """True where the sentence says that it must not hold."""

    told: str = ""
    """Its path as the guide has it, where `path` leads there from another folder."""

    def phrase(self) -> str:
        """How the check reads, polarity left out."""
        raise NotImplementedError

    @property
    def reads_as(self) -> str:
        """How the check reads, as `explain` shows it."""
        as_told = msgspec.structs.replace(self, path=self.told) if self.told else self
        return f"not: {as_told.phrase()}" if self.negated else as_told.phrase()


class OutputContains(CheckBase, frozen=True, tag="output-contains"):
    """The output of the block before it holds this text (white space within a line folded)."""

    about = "output"
    text: str

    def phrase(self) -> str:
        return f"output contains `{self.text}`"


class OutputMatches(CheckBase, frozen=True, tag="output-matches"):
    """The output compared with expected lines, as `milepost.reading.compare` does it."""

    about = "output"
    expected: str
    """Expected output, lines joined by \\n; `...`, `[..]`, `(glob)`, `(re)` as in DESIGN."""
    mode: Mode = "exact"
    masks: tuple[Mask, ...] = ()
    """For `similar`: the kinds of volatile text that are masked on both sides."""
    share: float = 1.0
    """For `similar`: the part of the example, 0 to 1, that has to be there."""

    def phrase(self) -> str:
        lines = self.expected.strip().split("\n")
        if self.mode == "exact" and len(lines) > 1 and (lines[0] == "...") != (lines[-1] == "..."):
            verb, first = (
                ("ends with", lines[1]) if lines[0] == "..." else ("starts with", lines[0])
            )
            return f"output {verb} `{first}{' …' if len(lines) > 2 else ''}`"
        first = lines[0]
        more = " …" if len(lines) > 1 else ""
        verb = {
            "exact": "is",
            "similar": "is similar to",
            "contains": "contains",
            "regex": "matches",
            "json": "is JSON equal to",
            "table": "is the table",
        }.get(self.mode, "is")
        masked = f"masked: {', '.join(self.masks)}" if self.masks else ""
        share = f"at least {self.share:.0%} of it" if self.share < _STRICT and more else ""
        how = "; ".join(said for said in (masked, share) if said)
        return f"output {verb} `{first}{more}`{f' ({how})' if how else ''}"


class OutputLine(CheckBase, frozen=True, tag="output-line"):
    """What one line of the output is, or how the output starts or ends."""

    about = "output"
    text: str
    line: int | None = None
    """1 for the first line that is not blank, -1 for the last; None for the output as a whole."""
    how: Literal["is", "contains", "starts with", "ends with"] = "is"

    def phrase(self) -> str:
        place = "output"
        if self.line is not None:
            name = {1: "first", 2: "second", 3: "third", -1: "last"}.get(self.line)
            place = f"{name} line of output" if name else f"line {self.line} of output"
        return f"{place} {self.how} `{self.text}`"


class OutputCount(CheckBase, frozen=True, tag="output-count"):
    """The output has this many lines."""

    about = "output"
    lines: int

    def phrase(self) -> str:
        return f"output has {self.lines} lines"


class OutputEmpty(CheckBase, frozen=True, tag="output-empty"):
    """The block before it prints nothing."""

    about = "output"

    def phrase(self) -> str:
        return "output is empty"


class ExitStatus(CheckBase, frozen=True, tag="exit-status"):
    """The last command of the block before it exits with this status."""

    about = "output"
    status: int

    def phrase(self) -> str:
        return f"exit status is {self.status}"


class PathExists(CheckBase, frozen=True, tag="path-exists"):
    """A file or a folder exists."""

    about = "file"
    path: str
    kind: Literal["any", "file", "folder"] = "any"

    def phrase(self) -> str:
        what = "" if self.kind == "any" else f"{self.kind} "
        return f"{what}`{self.path}` exists"


class FileContains(CheckBase, frozen=True, tag="file-contains"):
    """A file holds this text."""

    about = "file"
    path: str
    text: str

    def phrase(self) -> str:
        first, more, _ = self.text.partition("\n")
        return f"`{self.path}` contains `{first}{' …' if more else ''}`"


class FileMatches(CheckBase, frozen=True, tag="file-matches"):
    """A file's whole text is this, or its first or last lines, trailing white space left out."""

    about = "file"
    path: str
    expected: str
    where: Literal["whole", "start", "end"] = "whole"

    def phrase(self) -> str:
        first = self.expected.strip().split("\n", 1)[0]
        verb = {"whole": "is", "start": "starts with", "end": "ends with"}[self.where]
        more = " …" if "\n" in self.expected.strip() else ""
        return f"`{self.path}` {verb} `{first}{more}`"


class CommandSucceeds(CheckBase, frozen=True, tag="command-succeeds"):
    """A command exits with this status."""

    about = "command"
    command: str
    status: int = 0

    def phrase(self) -> str:
        return f"`{self.command}` exits with {self.status}"


class CommandPrints(CheckBase, frozen=True, tag="command-prints"):
    """What a command prints holds this text."""

    about = "command"
    command: str
    text: str

    def phrase(self) -> str:
        return f"`{self.command}` prints `{self.text}`"


class CommandPrintsNothing(CheckBase, frozen=True, tag="command-prints-nothing"):
    """A command ends and prints nothing, neither output nor errors."""

    about = "command"
    command: str

    def phrase(self) -> str:
        return f"`{self.command}` prints nothing"


class CommandAvailable(CheckBase, frozen=True, tag="command-available"):
    """A program is found on PATH."""

    about = "command"
    name: str

    def phrase(self) -> str:
        return f"command `{self.name}` is available"


class UrlResponds(CheckBase, frozen=True, tag="url-responds"):
    """An HTTP request is answered."""

    about = "network"
    url: str
    """Absolute; `http://localhost:PORT` is completed by the reading where only a path is given."""
    method: str = "GET"
    status: int | None = None
    """The status that the answer must have; None for any below 400."""
    contains: str | None = None
    """Text that the body must hold."""
    header: tuple[str, str] | None = None
    """A header's name and a text that its value must hold."""
    body: str | None = None
    """The request's body."""

    def phrase(self) -> str:
        parts = [f"{self.method} {self.url} responds"]
        if self.status is not None:
            parts.append(f"with {self.status}")
        if self.contains is not None:
            parts.append(f"and contains `{self.contains}`")
        if self.header is not None:
            parts.append(f"with header {self.header[0]}: {self.header[1]}")
        return " ".join(parts)


class PortListens(CheckBase, frozen=True, tag="port-listens"):
    """Something accepts connections on a TCP port of the room."""

    about = "network"
    port: int

    def phrase(self) -> str:
        return f"port {self.port} listens"


class TestsPass(CheckBase, frozen=True, tag="tests-pass"):
    """The block before it ran tests, none of which failed."""

    about = "output"
    count: int | None = None
    """How many must have been executed; None for at least one."""
    failed: int | None = None
    """How many are meant to fail; None for none."""

    def phrase(self) -> str:
        if self.failed is not None:
            return f"{self.failed} tests fail"
        return "tests pass" if self.count is None else f"{self.count} tests pass"


class VariableSet(CheckBase, frozen=True, tag="variable-set"):
    """A variable of the terminal is set, to this value where one is given."""

    about = "terminal"
    name: str
    value: str | None = None

    def phrase(self) -> str:
        return f"`{self.name}` is set" + (f" to `{self.value}`" if self.value is not None else "")


class DirectoryIs(CheckBase, frozen=True, tag="directory-is"):
    """The terminal stands in a directory of this name."""

    about = "terminal"
    path: str

    def phrase(self) -> str:
        return f"current directory is `{self.path}`"


class ProcessRuns(CheckBase, frozen=True, tag="process-runs"):
    """A process of this name runs in the room."""

    about = "command"
    name: str

    def phrase(self) -> str:
        return f"process `{self.name}` runs"


class JsonValue(CheckBase, frozen=True, tag="json-value"):
    """A value in a JSON, YAML or TOML file, at a path of keys and indices (`scripts.test`)."""

    about = "file"
    path: str
    pointer: str
    """`scripts.test`; empty for the whole file, which only has to be valid."""
    value: str | None = None

    def phrase(self) -> str:
        if not self.pointer:
            return f"`{self.path}` can be parsed"
        what = f"`{self.pointer}` in `{self.path}`"
        return f"{what} is `{self.value}`" if self.value is not None else f"{what} exists"


class OutputJson(CheckBase, frozen=True, tag="output-json"):
    """A value in the JSON that was printed or answered, at a path of keys and indices."""

    about = "output"
    pointer: str
    """`user.name`; empty for the whole value."""
    value: str | None = None
    """What it is, strings without quotes; None for anything."""
    length: int | None = None
    """How many items it has."""

    def phrase(self) -> str:
        what = f"`{self.pointer}` of the JSON output" if self.pointer else "the JSON output"
        if self.length is not None:
            return f"{what} has {self.length} items"
        return f"{what} is `{self.value}`" if self.value is not None else f"{what} exists"


class PathCount(CheckBase, frozen=True, tag="path-count"):
    """A folder holds this many files or folders, hidden ones left out."""

    about = "file"
    path: str
    count: int
    kind: Literal["file", "folder", "item"] = "file"
    suffix: str = ""
    """Their names end so; empty for all."""

    def phrase(self) -> str:
        noun = f"`*{self.suffix}` {self.kind}" if self.suffix else self.kind
        return f"`{self.path}` holds {self.count} {noun}{'' if self.count == 1 else 's'}"


class PackageInstalled(CheckBase, frozen=True, tag="package-installed"):
    """A package of npm or Python is installed where the terminal stands."""

    about = "command"
    name: str
    version: str | None = None
    """Its version, or the first parts of it: `4`, `4.18`."""

    def phrase(self) -> str:
        version = f" {self.version}" if self.version is not None else ""
        return f"package `{self.name}`{version} is installed"


class TableExists(CheckBase, frozen=True, tag="table-exists"):
    """A table or view exists in a database."""

    about = "command"
    database: str
    """The command that opens it: `sqlite3 notes.db`, `psql -d shop`."""
    table: str

    def phrase(self) -> str:
        return f"table `{self.table}` exists in `{self.database}`"


class TableRows(CheckBase, frozen=True, tag="table-rows"):
    """A table has this many rows."""

    about = "command"
    database: str
    table: str
    rows: int

    def phrase(self) -> str:
        noun = "row" if self.rows == 1 else "rows"
        return f"table `{self.table}` in `{self.database}` has {self.rows} {noun}"


class RowExists(CheckBase, frozen=True, tag="row-exists"):
    """A table has a row in which one value is this text."""

    about = "command"
    database: str
    table: str
    text: str

    def phrase(self) -> str:
        return f"table `{self.table}` in `{self.database}` has a row with `{self.text}`"


class PageShows(CheckBase, frozen=True, tag="page-shows"):
    """A browser shows this text at a URL."""

    about = "network"
    url: str
    """Absolute."""
    text: str

    def phrase(self) -> str:
        return f"page {self.url} shows `{self.text}`"


Check = (
    OutputContains
    | OutputMatches
    | OutputLine
    | OutputCount
    | OutputEmpty
    | ExitStatus
    | PathExists
    | FileContains
    | FileMatches
    | CommandSucceeds
    | CommandPrints
    | CommandPrintsNothing
    | CommandAvailable
    | UrlResponds
    | PortListens
    | TestsPass
    | VariableSet
    | DirectoryIs
    | ProcessRuns
    | JsonValue
    | OutputJson
    | PathCount
    | PackageInstalled
    | TableExists
    | TableRows
    | RowExists
    | PageShows
)
"""Any check."""
