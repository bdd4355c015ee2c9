"""Every kind of check, carried out in a real place, where it holds and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from milepost.milestone.check import (
    Check,
    CommandAvailable,
    CommandPrints,
    CommandPrintsNothing,
    CommandSucceeds,
    DirectoryIs,
    ExitStatus,
    FileContains,
    FileMatches,
    JsonValue,
    OutputContains,
    OutputCount,
    OutputEmpty,
    OutputLine,
    OutputMatches,
    PathExists,
    PortListens,
    ProcessRuns,
    TestsPass,
    UrlResponds,
    VariableSet,
)
from milepost.probes.registry import PROBES, may_probe_beforehand, probe
from milepost.process.host import Host
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.run.judge import carry_out, held_before
from milepost.run.readiness import PortOpen
from milepost.run.session import Session
from milepost.run.settings import RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

SETUP = """
mkdir -p app/src && cd app
printf 'one two\\nthree\\n' > a.txt
printf '{"name": "app", "scripts": {"test": "x"}, "list": [1, {"k": true}]}' > package.json
echo 'not json' > broken.json
export EXPORTED=1 ; plain='two words'
greet() { echo "hello $1"; }
ln -s /nowhere dangling
"""
OUTPUT = "\x1b[32mall   good\x1b[0m\r\n Test Files  1 passed (1)\n      Tests  3 passed (3)\n\n"
PORT = 3217

SERVER = f"""
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path != '/gone' else 404)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(b'{{"id": 1,\\\n "name": "Ada"}}')
    def do_POST(self):
        self.send_response(201)
        self.end_headers()
        self.wfile.write(self.rfile.read(int(self.headers['Content-Length'])))
    def log_message(self, *words): pass
http.server.HTTPServer(('127.0.0.1', {PORT}), Handler).serve_forever()
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Host() as place:
        opened = Session(place, RunSettings(), Silent(), "guide.md")
        try:
            for line in SETUP.strip().split("\n"):
                assert opened.run(line, 10.0).exit_status in (0, None), line
            script = place.put("server.py", SERVER.encode())
            opened.terminal.start(f"python3 {script}")
            service = opened.terminal.detach()
            opened.add_service(service)
            assert service.wait_until_ready(PortOpen(PORT), 20.0).ready, service.output_since(0)
            opened.last_outputs, opened.last_status = (OUTPUT,), 3
            yield opened
        finally:
            opened.close()


URL = f"http://localhost:{PORT}"

CASES: list[tuple[Check, bool, str]] = [
    (OutputContains(text="all good"), True, "all   good"),
    (OutputContains(text="all bad"), False, "Tests"),
    (
        OutputMatches(expected="all   good\n Test Files  1 passed (1)\n      Tests  3 passed (3)"),
        True,
        "",
    ),
    (OutputMatches(expected="all   good"), False, "3 passed"),
    (OutputMatches(expected="...\n      Tests  3 passed (3)"), True, ""),
    (OutputMatches(expected=r"\d passed", mode="regex"), True, ""),
    (OutputContains(text="3 passed"), True, "3 passed"),
    (OutputContains(text="passed (1"), True, "passed (1)"),
    (OutputLine(text="all good", line=1), True, "all good"),
    (OutputLine(text="good", line=1), False, "all good"),
    (OutputLine(text="good", line=1, how="contains"), True, "all good"),
    (OutputLine(text="Tests", line=-1, how="starts with"), True, "Tests"),
    (OutputLine(text="x", line=9), False, "no output"),
    (OutputLine(text="(3)", how="ends with"), True, "3 passed"),
    (OutputLine(text="good", how="ends with"), False, "3 passed"),
    (OutputCount(lines=3), True, "3 lines"),
    (OutputCount(lines=2), False, "3 lines"),
    (OutputEmpty(), False, "good"),
    (ExitStatus(status=3), True, "3"),
    (ExitStatus(status=0), False, "3"),
    (TestsPass(), True, "3 tests ran"),
    (TestsPass(count=3), True, "3 tests ran"),
    (TestsPass(count=4), False, "3 tests ran"),
    (TestsPass(failed=1), False, "0 failed"),
    (PathExists(path="a.txt"), True, ""),
    (PathExists(path="a.txt", kind="file"), True, ""),
    (PathExists(path="a.txt", kind="folder"), False, "no folder"),
    (PathExists(path="src", kind="folder"), True, ""),
    (PathExists(path="*.txt"), True, ""),
    (PathExists(path="no.txt"), False, "a.txt"),
    (PathExists(path="dangling"), False, "not there"),
    (PathExists(path="../app/src"), True, ""),
    (FileContains(path="a.txt", text="one  two"), True, "one two"),
    (FileContains(path="a.txt", text="four"), False, "three"),
    (FileContains(path="no.txt", text="x"), False, "is not there"),
    (FileMatches(path="a.txt", expected="one two\nthree"), True, ""),
    (FileMatches(path="a.txt", expected="one two"), False, "three"),
    (FileMatches(path="no.txt", expected="x"), False, "is not there"),
    (FileContains(path="src", text="x"), False, "is a folder"),
    (JsonValue(path="package.json", pointer="scripts.test", value="x"), True, "x"),
    (JsonValue(path="package.json", pointer="list[1].k"), True, "true"),
    (JsonValue(path="package.json", pointer="scripts.dev"), False, "has no"),
    (JsonValue(path="package.json", pointer="name.first"), False, "has no"),
    (JsonValue(path="package.json", pointer="list.9"), False, "has no"),
    (JsonValue(path="broken.json", pointer="a"), False, "is not JSON"),
    (JsonValue(path="no.json", pointer="a"), False, "is not there"),
    (DirectoryIs(path="app"), True, "app"),
    (DirectoryIs(path="src"), False, "app"),
    (CommandSucceeds(command="grep -q one a.txt"), True, "0"),
    (CommandSucceeds(command="exit 4", status=4), True, "4"),
    (CommandSucceeds(command="cat no.txt"), False, "No such file"),
    (CommandPrints(command="greet Ada", text="hello Ada"), True, "hello Ada"),
    (CommandPrints(command="greet Ada", text="hello Bob"), False, "hello Ada"),
    (CommandPrints(command="true", text="x"), False, "no output"),
    (CommandPrintsNothing(command="true"), True, "no output"),
    (CommandPrintsNothing(command="echo x"), False, "x"),
    (CommandPrintsNothing(command="cat no.txt"), False, "No such file"),
    (CommandAvailable(name="bash"), True, "bash"),
    (CommandAvailable(name="greet"), True, "greet"),
    (CommandAvailable(name="no-such-thing"), False, "not found"),
    (VariableSet(name="EXPORTED"), True, "1"),
    (VariableSet(name="plain", value="two words"), True, "two words"),
    (VariableSet(name="plain", value="three"), False, "two words"),
    (VariableSet(name="UNKNOWN"), False, "not set"),
    (PortListens(port=PORT), True, str(PORT)),
    (PortListens(port=1), False, str(PORT)),
    (ProcessRuns(name="python3"), True, "python3"),
    (ProcessRuns(name="no-such-thing"), False, "no process"),
    (UrlResponds(url=URL), True, "200"),
    (UrlResponds(url=f"{URL}/x", status=200, contains='{"id":1,"name":"Ada"}'), True, "Ada"),
    (UrlResponds(url=URL, contains="Bob"), False, "Ada"),
    (UrlResponds(url=f"{URL}/gone", status=404), True, "404"),
    (UrlResponds(url=f"{URL}/gone"), False, "404"),
    (UrlResponds(url=URL, header=("Content-Type", "JSON")), True, "application/json"),
    (UrlResponds(url=URL, header=("X-None", "x")), False, "X-None"),
    (UrlResponds(url=URL, method="POST", body="ping", status=201, contains="ping"), True, "ping"),
    (UrlResponds(url="http://localhost:1/"), False, "no answer"),
]


@pytest.mark.parametrize(
    ("check", "holds", "seen"), CASES, ids=[f"{c.reads_as}: {h}" for c, h, _ in CASES]
)
def test_a_probe_finds_what_is_there(
    session: Session, check: Check, holds: bool, seen: str
) -> None:
    verdict = probe(check, session)
    assert verdict.holds is holds, verdict
    assert seen in verdict.seen


WAITING = (PortListens, ProcessRuns, UrlResponds, OutputContains, OutputLine, OutputMatches)
"""Kinds whose answer may change by waiting."""


@pytest.mark.parametrize(
    ("check", "holds"), [c[:2] for c in CASES if not isinstance(c[0], WAITING)]
)
def test_a_negated_check_passes_where_it_does_not_hold(
    session: Session, check: Check, holds: bool
) -> None:
    negated = msgspec.structs.replace(check, negated=True)
    result = carry_out(negated, session, patience=0.0)
    assert result.status is (Status.FAILED if holds else Status.PASSED)
    assert result.reads_as.startswith("not: ")


def test_every_kind_of_check_has_a_probe_and_a_case() -> None:
    kinds = set(Check.__args__)
    assert set(PROBES) == kinds
    assert {type(check) for check, _, _ in CASES} == kinds


def test_a_check_of_output_is_an_error_where_no_block_ran() -> None:
    with Host() as place:
        session = Session(place, RunSettings(), Silent(), "guide.md")
        for check in (
            OutputContains(text="x"),
            OutputMatches(expected="x"),
            OutputLine(text="x"),
            OutputCount(lines=1),
            OutputEmpty(),
            ExitStatus(status=0),
            TestsPass(),
        ):
            assert carry_out(check, session).status is Status.ERROR
        session.close()


def test_only_looks_without_effect_are_made_beforehand(session: Session) -> None:
    assert may_probe_beforehand(UrlResponds(url=URL))
    assert not may_probe_beforehand(UrlResponds(url=URL, method="POST"))
    assert not may_probe_beforehand(CommandSucceeds(command="true"))
    assert held_before([PathExists(path="a.txt")], session) is True
    assert held_before([PathExists(path="no.txt", negated=True)], session) is True
    assert held_before([PathExists(path="no.txt")], session) is False
    assert held_before([PathExists(path="a.txt"), OutputEmpty()], session) is None
    assert held_before([], session) is None


def test_a_check_is_asked_again_while_nobody_listens_yet() -> None:
    with Host() as place:
        session = Session(place, RunSettings(), Silent(), "guide.md")
        late = (
            "import time, socket; time.sleep(.4); "
            "s = socket.create_server(('127.0.0.1', 3218)); time.sleep(60)"
        )
        session.run(f'python3 -c "{late}" & true', 10.0)
        result = carry_out(PortListens(port=3218), session)
        session.close()
    assert result.status is Status.PASSED
