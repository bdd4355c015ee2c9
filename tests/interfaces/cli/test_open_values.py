"""Values that a guide leaves open: asked for at a terminal, named elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.interfaces.cli.terminal import typed
from tests.run.guides import steps, write

from milepost.interfaces.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BODY = (
    '```bash\necho "name <your-name>" >a.txt\n```\n\nThen:\n\n'
    '```bash\necho "$(echo -n YOUR_API_KEY | wc -c) letters" >>a.txt\ncat a.txt\n```\n\n'
    "**Expected Outcome**: The output contains `name Ada` and `6 letters`.\n"
)
RUN = ("run", "--no-cache", "--no-sandbox", "guide.md")


def test_they_are_asked_for_at_a_terminal_and_secrets_are_not_shown(tmp_path: Path) -> None:
    write(tmp_path, {"guide.md": steps(BODY)})
    status, shown = typed("Ada\ns3cret", *RUN, cwd=tmp_path)
    assert status == 0, shown
    assert "your-name:" in shown
    asked = shown[shown.index("YOUR_API_KEY:") :].split("\n")[0]
    assert "s3cret" not in asked


def test_one_that_nobody_gives_blocks_the_guide(tmp_path: Path) -> None:
    write(tmp_path, {"guide.md": steps(BODY)})
    status, shown = typed("\n", *RUN, cwd=tmp_path)
    assert status == 2
    assert "--set your-name=… --set YOUR_API_KEY=…" in shown


def test_without_a_terminal_all_of_them_are_named_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"guide.md": steps(BODY)})
    monkeypatch.chdir(tmp_path)
    assert run(RUN) == 2
    told = capsys.readouterr().out
    assert "needs a value for your-name: --set your-name=…" in told
    assert "leave 2 values open: --set your-name=… --set YOUR_API_KEY=…" in told
    assert run([*RUN, "--set", "your-name=Ada", "--set", "YOUR_API_KEY=s3cret"]) == 0


def test_a_guide_that_leaves_nothing_open_is_not_talked_about(tmp_path: Path) -> None:
    write(tmp_path, {"guide.md": steps("```bash\necho hi\n```\n")})
    status, shown = typed("", *RUN, cwd=tmp_path)
    assert status == 0
    assert "leaves" not in shown
