"""Services: readiness raced against an early end, output as it comes, an end without remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.run.readiness import NewListener, OutputMatches, PortOpen, UrlAnswers

if TYPE_CHECKING:
    from milepost.process.place import Place
    from milepost.run.readiness import Readiness
    from milepost.run.terminal import Terminal

TIMEOUT = 20.0
SERVER = "python3 -u -m http.server --bind 127.0.0.1"


@pytest.mark.parametrize(
    ("port", "kind"), [(18231, "port"), (18232, "url"), (18233, "output"), (18234, "any")]
)
def test_readiness_is_probed(terminal: Terminal, place: Place, port: int, kind: str) -> None:
    signs: dict[str, Readiness] = {
        "port": PortOpen(port),
        "url": UrlAnswers(f"http://127.0.0.1:{port}/"),
        "output": OutputMatches(r"^Serving HTTP"),
        "any": NewListener(place.listeners()),
    }
    terminal.start(f"{SERVER} {port}")
    service = terminal.detach()
    ready = service.wait_until_ready(signs[kind], TIMEOUT)
    assert ready.ready
    assert service.exit_status is None
    service.end()
    assert not service.alive
    assert all(listener.port != port for listener in place.listeners())


def test_an_early_end_is_seen_at_once(terminal: Terminal) -> None:
    terminal.start("echo no such file; exit 7")
    service = terminal.detach()
    ready = service.wait_until_ready(PortOpen(18299), TIMEOUT)
    assert (ready.ready, ready.exit_status) == (False, 7)
    assert ready.seconds < TIMEOUT / 2
    assert service.output_since() == "no such file\n"
    service.end()


def test_a_service_that_never_gets_ready_times_out(terminal: Terminal) -> None:
    terminal.start("sleep 300")
    service = terminal.detach()
    ready = service.wait_until_ready(UrlAnswers("http://127.0.0.1:18298/"), 0.2)
    assert (ready.ready, ready.exit_status) == (False, None)
    service.end()
    service.end()


def test_output_is_read_since_a_mark(terminal: Terminal) -> None:
    terminal.start("echo one; until [ -e go ]; do sleep 0.01; done; echo two; sleep 300")
    service = terminal.detach()
    assert service.wait_until_ready(OutputMatches("one"), TIMEOUT).ready
    mark = service.mark()
    assert terminal.run("touch go", timeout=TIMEOUT).exit_status == 0
    assert service.wait_until_ready(OutputMatches("two"), TIMEOUT).ready
    assert service.output_since(mark) == "two\n"
    terminal.run("rm go", timeout=TIMEOUT)
    service.end()


def test_a_talkative_service_is_not_held_up_by_its_pipe(terminal: Terminal) -> None:
    terminal.start("head -c 5000000 /dev/zero | tr '\\0' x; echo; echo through; sleep 300")
    service = terminal.detach()
    assert service.wait_until_ready(OutputMatches("^through$"), TIMEOUT).ready
    service.end()


def test_the_next_terminal_stands_where_the_service_does(terminal: Terminal, place: Place) -> None:
    terminal.run("f() { echo f; }; B=plain; mkdir -p app", timeout=TIMEOUT)
    terminal.start(f"cd app && export A='x\ny' && PORT=18240 {SERVER} 18240")
    assert terminal.wait(TIMEOUT, lambda: _listens(place, 18240)) is None
    service = terminal.detach()
    result = terminal.run('basename "$PWD"; echo "$A" "$B" "${PORT-none}"; f', timeout=TIMEOUT)
    assert result.output == "app\nx\ny plain none\nf\n"
    service.end()


def _listens(place: Place, port: int) -> bool:
    return any(listener.port == port for listener in place.listeners())


def test_what_the_command_before_a_service_changed_still_holds(terminal: Terminal) -> None:
    for code in ("set -f", "umask 7"):
        terminal.run(code, timeout=5)
    terminal.start("sleep 100")
    service = terminal.detach()
    assert terminal.run("umask", timeout=5).output == "0007\n"
    service.end(0.0)
