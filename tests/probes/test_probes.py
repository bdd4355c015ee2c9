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
    OutputJson,
    OutputLine,
    OutputMatches,
    PackageInstalled,
    PageShows,
    PathCount,
    PathExists,
    PortListens,
    ProcessRuns,
    RowExists,
    TableExists,
    TableRows,
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
printf 'version: 2\\nlist:\\n  - a\\ntext: |\\n  long\\n' > config.yaml
printf '[project]\\nname = "app"\\n' > pyproject.toml
mkdir -p many/sub node_modules/express && touch many/a.md many/b.md many/c.txt many/.hidden
echo '{"version": "4.18.2"}' > node_modules/express/package.json
sqlite3 notes.db "create table notes (id, title)"
sqlite3 notes.db "insert into notes values (1, 'Milk'), (2, 'Bread')"
greet() { echo "hello $1"; }
ln -s /nowhere dangling
"""
OUTPUT = "\x1b[32mall   good\x1b[0m\r\n Test Files  1 passed (1)\n      Tests  3 passed (3)\n\n"
PORT = 3217

SERVER = f"""
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith('/page'):
            return self.page(self.path)
        self.send_response(200 if self.path != '/gone' else 404)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()
        self.wfile.write(b'{{"id": 1,\\\n "name": "Ada"}}')
    def page(self, path):
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.end_headers()
        self.wfile.write(b'<!doctype html><title>Notes</title><h1>Two <b>notes</b></h1><br>')
        self.wfile.write(b'<div hidden>secret <p>x</p></div><p id=a>Wait&hellip;</p>')
        if path == '/page/scripts':
            self.wfile.write(b'<script>setTimeout(() => ')
            self.wfile.write(b'{{a.textContent = "Hello " + 6 * 7}}, 99)</script>')
        if path == '/page/replaced':
            self.wfile.write(b'<script>a.textContent = "Hello 42"</script>')
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
    (FileMatches(path="a.txt", expected="one two", where="start"), True, ""),
    (FileMatches(path="a.txt", expected="three", where="start"), False, "one two"),
    (FileMatches(path="a.txt", expected="three", where="end"), True, ""),
    (FileMatches(path="a.txt", expected="one two\nthree", where="end"), True, ""),
    (FileMatches(path="a.txt", expected="one two", where="end"), False, "three"),
    (FileMatches(path="no.txt", expected="x"), False, "is not there"),
    (FileContains(path="src", text="x"), False, "is a folder"),
    (JsonValue(path="package.json", pointer="scripts.test", value="x"), True, "x"),
    (JsonValue(path="package.json", pointer="list[1].k"), True, "true"),
    (JsonValue(path="package.json", pointer="scripts.dev"), False, "has no"),
    (JsonValue(path="package.json", pointer="name.first"), False, "has no"),
    (JsonValue(path="package.json", pointer="list.9"), False, "has no"),
    (JsonValue(path="broken.json", pointer="a"), False, "is not JSON"),
    (JsonValue(path="broken.json", pointer=""), False, "is not JSON"),
    (JsonValue(path="package.json", pointer=""), True, ""),
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
    (JsonValue(path="config.yaml", pointer="version", value="2"), True, "2"),
    (JsonValue(path="config.yaml", pointer="list.0", value="b"), False, "a"),
    (JsonValue(path="pyproject.toml", pointer="project.name", value="app"), True, "app"),
    (PathCount(path="many", count=3), True, "a.md b.md c.txt"),
    (PathCount(path="many/", count=2, suffix=".md"), True, "2: a.md b.md"),
    (PathCount(path="many", count=2, kind="folder"), False, "1: sub"),
    (PathCount(path="many", count=4, kind="item"), True, "sub"),
    (PathCount(path="no", count=0), False, "not there"),
    (PackageInstalled(name="express"), True, "4.18.2"),
    (PackageInstalled(name="express", version="4"), True, "4.18.2"),
    (PackageInstalled(name="express", version="4.1"), False, "4.18.2"),
    (PackageInstalled(name="pip"), True, "pip"),
    (PackageInstalled(name="no-such-package"), False, "not installed"),
    (TableExists(database="sqlite3 notes.db", table="NOTES"), True, "is there"),
    (TableExists(database="sqlite3 notes.db", table="tags"), False, "tables: notes"),
    (TableExists(database="sqlite3 no.db", table="tags"), False, "no.db is not there"),
    (TableRows(database="sqlite3 notes.db", table="notes", rows=2), True, "2 rows"),
    (TableRows(database="sqlite3 notes.db", table="notes", rows=3), False, "2 rows"),
    (TableRows(database="sqlite3 notes.db", table="tags", rows=3), False, "no such table"),
    (RowExists(database="sqlite3 notes.db", table="notes", text="Milk"), True, "1 | Milk"),
    (RowExists(database="sqlite3 notes.db", table="notes", text="Mil"), False, "2 | Bread"),
    (PageShows(url=f"{URL}/page", text="Two notes"), True, "Two notes"),
    (PageShows(url=f"{URL}/page", text="secret"), False, "Wait"),
    (PageShows(url=f"{URL}/x", text='"name": "Ada"'), True, "Ada"),
    (PageShows(url="http://localhost:1/", text="x"), False, "no answer"),
]

JSON_CASES: list[tuple[Check, bool, str]] = [
    (OutputJson(pointer="user.name", value="Ada"), True, "Ada"),
    (OutputJson(pointer="items", length=2), True, "2 items"),
    (OutputJson(pointer="items[1]", value="9"), False, "8"),
    (OutputJson(pointer="user", length=3), False, "1 items"),
    (OutputJson(pointer="user.name", length=3), False, "no items"),
    (OutputJson(pointer="ok"), False, "no `ok`"),
]
"""Asked of another output."""


@pytest.mark.parametrize(
    ("check", "holds", "seen"), CASES, ids=[f"{c.reads_as}: {h}" for c, h, _ in CASES]
)
def test_a_probe_finds_what_is_there(
    session: Session, check: Check, holds: bool, seen: str
) -> None:
    verdict = probe(check, session)
    assert verdict.holds is holds, verdict
    assert seen in verdict.seen


WAITING = (
    PageShows,
    PortListens,
    ProcessRuns,
    UrlResponds,
    OutputContains,
    OutputLine,
    OutputMatches,
)
"""Kinds whose answer may change by waiting."""


UNASKED = ("no.db is not there", "no such table")
"""Where nobody has seen that something is not there."""


@pytest.mark.parametrize(
    "check",
    [
        TableExists(database="sqlite3 no.db", table="tags", negated=True),
        RowExists(database="sqlite3 notes.db", table="tags", text="x", negated=True),
        PageShows(url="http://localhost:1/", text="x", negated=True),
    ],
)
def test_what_nobody_has_looked_at_is_not_absent(session: Session, check: Check) -> None:
    assert carry_out(check, session, patience=0.0).status is Status.FAILED


@pytest.mark.parametrize(
    ("check", "holds"),
    [c[:2] for c in CASES if not isinstance(c[0], WAITING) and c[2] not in UNASKED],
)
def test_a_negated_check_passes_where_it_does_not_hold(
    session: Session, check: Check, holds: bool
) -> None:
    negated = msgspec.structs.replace(check, negated=True)
    result = carry_out(negated, session, patience=0.0)
    assert result.status is (Status.FAILED if holds else Status.PASSED)
    assert result.reads_as.startswith("not: ")


@pytest.mark.parametrize(("check", "holds", "seen"), JSON_CASES)
def test_a_probe_finds_values_in_json(
    session: Session, check: Check, holds: bool, seen: str
) -> None:
    before = session.last_outputs
    session.last_outputs = ('> GET\n{"user": {"name": "Ada"}, "items": [7, 8]}\n',)
    verdict = probe(check, session)
    session.last_outputs = ("none",)
    assert probe(check, session).holds is False
    session.last_outputs = before
    assert verdict.holds is holds, verdict
    assert seen in verdict.seen


@pytest.mark.parametrize(
    ("text", "negated", "status"),
    [
        ("Hello 42", False, Status.PASSED),
        ("Hello 42", True, Status.FAILED),
        ("secret", False, Status.FAILED),
        ("Hello 43", False, Status.FAILED),
    ],
)
def test_a_page_made_by_scripts_is_asked_of_a_browser(
    session: Session, text: str, negated: bool, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.probes.pages._PATIENCE", 1.0)
    result = carry_out(PageShows(url=f"{URL}/page/scripts", text=text, negated=negated), session)
    assert result.status is status
    assert (result.seen or "").split() == ["Two", "notes", "Hello", "42"]
    assert session.ask("ls -d /tmp/milepost-browser-* 2>/dev/null").output == ""


def test_a_text_that_scripts_replace_is_not_shown(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.probes.pages._PATIENCE", 1.0)
    sent = PageShows(url=f"{URL}/page/replaced", text="Wait")
    assert carry_out(sent, session).status is Status.FAILED
    assert carry_out(PageShows(url=f"{URL}/page", text="Wait"), session).status is Status.PASSED


def test_without_a_browser_a_page_made_by_scripts_is_blocked(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("milepost.probes.browser.PROGRAMS", ("no-such-browser",))
    shown = PageShows(url=f"{URL}/page", text="Two notes")
    stays = PageShows(url=f"{URL}/page/scripts", text="Two notes")
    made = PageShows(url=f"{URL}/page/scripts", text="Hello 42")
    absent = PageShows(url=f"{URL}/page/scripts", text="Hello", negated=True)
    assert carry_out(shown, session).status is Status.PASSED
    for check in (stays, made, absent):
        result = carry_out(check, session)
        assert result.status is Status.BLOCKED
        assert "install chromium" in (result.reason or "")


def test_a_value_that_a_simple_reader_of_yaml_cannot_tell_is_no_verdict(session: Session) -> None:
    check = JsonValue(path="config.yaml", pointer="text", value="long")
    assert probe(check, session).holds is None


def test_without_a_client_of_the_database_a_program_of_python_reads_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from milepost.probes import database

    monkeypatch.setattr(database, "SQLITE", "no-such-sqlite3")
    check = RowExists(database="sqlite3 notes.db", table="notes", text="Milk")
    assert probe(check, session).holds is True
    monkeypatch.setattr(database, "PYTHON", "no-such-python3")
    result = carry_out(check, session)
    assert result.status is Status.BLOCKED


def test_every_kind_of_check_has_a_probe_and_a_case() -> None:
    kinds = set(Check.__args__)
    assert set(PROBES) == kinds
    assert {type(check) for check, _, _ in (*CASES, *JSON_CASES)} == kinds


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
