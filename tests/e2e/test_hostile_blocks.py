"""Whatever a block does to its shell, its result is known and the next step is carried out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from tests.e2e.roadmaps import fence, guide, milepost, milestones, write

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCKS = {
    "kills its shell": ("kill -9 $$", "failed"),
    "kills its shell from below": ("bash -c 'kill -9 $PPID'", "failed"),
    "closes the shell's own descriptors": ("exec 3>&- 4>&-", "passed"),
    "closes all descriptors": (
        'for fd in {3..255}; do eval "exec $fd>&-"; done; false',
        "failed",
    ),
    "becomes another shell": ("exec bash", "passed"),
    "exits": ("exit 0", "passed"),
    "exits with a status": ("exit 7", "failed"),
    "returns": ("return 3", "failed"),
    "reads standard input": ("cat", "passed"),
    "waits for a person": ("read -r answer", "failed"),
    "asks the terminal": ("exec </dev/tty", "failed"),
    "forges a report": (r"printf 'E 0 0 x /\0' >&4; false", "failed"),
    "writes noise to the reports": ("head -c 4096 /dev/urandom >&4; false", "failed"),
    "takes its PATH away": ("unset PATH", "passed"),
    "has few descriptors": ("ulimit -n 5", "passed"),
    "is not ended": ("cat <<EOF\nwithout an end", "failed"),
    "is not closed": ("echo 'without an end", "failed"),
    "has a prompt that fails": ("PROMPT_COMMAND='exit 3'", "passed"),
    "has an alias of a keyword": ("alias if=false fi=false done=false; true", "passed"),
    "is in a folder that is gone": ("mkdir gone; cd gone; rmdir ../gone", "passed"),
    "leaves a daemon that holds its pipes": ("setsid sleep 600 &", "passed"),
    "has a coprocess": ("coproc cat", "passed"),
    "loads a library that is not there": ("export LD_PRELOAD=/no/such.so", "passed"),
    "lets nobody read what it makes": ("umask 777; echo > file", "passed"),
    "has a NUL in its output": (r"printf 'a\0b'", "passed"),
}


@pytest.fixture(scope="session")
def result_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str], dict[str, dict[str, Any]]]:
    """Carries all blocks out in one run, each in a guide and a place of its own."""

    @cache
    def run(place: str) -> dict[str, dict[str, Any]]:
        folder = tmp_path_factory.mktemp("hostile")
        after = f"### Step 2: Go on\n\n{fence('echo it goes on')}"
        paths = [f"{number}.md" for number in range(len(BLOCKS))]
        texts = (guide(fence(code), after=after) for code, _ in BLOCKS.values())
        write(folder, dict(zip(paths, texts, strict=True)))
        options = ("--keep-going", "--timeout", "10s", "--format", "json")
        done = milepost("run", place, *options, *paths, cwd=folder)
        assert done.returncode == 1, done.stderr
        results = milestones(done)
        return {name: results[path] for name, path in zip(BLOCKS, paths, strict=True)}

    return run


@pytest.mark.slow
@pytest.mark.parametrize(
    "place", ["--no-sandbox", pytest.param("--network=off", marks=pytest.mark.room)]
)
@pytest.mark.parametrize("name", BLOCKS)
def test_the_step_after_a_hostile_block_is_carried_out(
    result_of: Callable[[str], dict[str, dict[str, Any]]], name: str, place: str
) -> None:
    first, second = result_of(place)[name]["steps"]
    assert first["status"] == BLOCKS[name][1]
    assert second["status"] == "passed"
    assert second["blocks"][0]["output"] == "it goes on\n"
