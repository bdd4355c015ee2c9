"""A reader's way through a roadmap, from the command line.

The file is long: every command of that way is asked about the same roadmap.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.interfaces.cli.process import loaded_modules
from tests.interfaces.cli.progress_roadmap import ADD, FIRST, commit, do_the_work, git, lay_out
from tests.interfaces.cli.terminal import typed

from milepost.app.sign import SignRequest, override
from milepost.app.status import next_up
from milepost.interfaces.cli.main import run
from milepost.interfaces.mcp.answers import next_answer

SCHEMAS = Path(__file__).parents[3] / "docs" / "schemas"


@pytest.fixture(autouse=True)
def roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The roadmap, as the current folder of a person called Ada."""
    folder = tmp_path / "sums"
    folder.mkdir()
    lay_out(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_USER", "ada")
    monkeypatch.setenv("MILEPOST_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path / "cache"))
    return folder


def record(capsys: pytest.CaptureFixture[str], name: str, *args: str) -> dict[str, Any]:
    """What a command prints as JSON, held against its published schema."""
    capsys.readouterr()
    run([name, *args, "--format", "json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    schema = json.loads((SCHEMAS / f"milepost.{name}-1.json").read_bytes())
    jsonschema.validate(found, schema)
    return found


def states(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The state of each milestone."""
    return [one["state"] for one in record(capsys, "status")["milestones"]]


def sign(folder: Path) -> None:
    status, shown = typed("sign", "sign", "1/2", cwd=folder)
    assert (status, "signed: I understand addition" in shown) == (0, True), shown


def test_a_milestone_is_done_when_it_is_verified_tested_and_signed(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert states(capsys) == ["ready", "locked"]
    do_the_work(roadmap)
    assert run(["verify", "1", "--yes"]) == 0
    assert states(capsys) == ["in progress", "locked"]
    sign(roadmap)
    assert states(capsys) == ["done", "ready"]
    found = record(capsys, "status", "--everyone", "--audit")
    assert found["everyone"][0]["who"] == "ada"
    assert [day["left"] for day in found["burn_down"]] == [1]
    assert found["faults"] == []
    # What is not done any more is left again.
    (roadmap / "calc.py").unlink()
    run(["verify", "1", "--yes"])
    assert record(capsys, "status")["burn_down"] == []
    assert override(SignRequest("1", reason="rain"), lambda _: None).state == "overridden"
    assert [day["left"] for day in record(capsys, "status")["burn_down"]] == [1]


def test_a_file_that_is_there_is_asked_without_sqlalchemy(roadmap: Path) -> None:
    do_the_work(roadmap)
    assert run(["verify", "1", "--yes"]) == 0
    for command in (["verify", "1", "--yes"], ["status"], ["next"]):
        loaded = loaded_modules(*command, cwd=roadmap)
        assert "milepost.progress.sqlite" in loaded
        assert not {"sqlalchemy", "alembic"} & loaded


def test_a_failure_names_the_step_to_go_back_to_and_the_known_issue(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "calc.py").write_text("def add(a, b):\n    return a + b\n")
    assert run(["verify", "1", "--yes"]) == 1
    shown = capsys.readouterr().out
    assert "Go back to Step 2: Ask the tool" in shown
    assert "Run the command of Step 2" in shown
    found = record(capsys, "verify", "1", "--yes")
    assert found["state"] == "failing"
    assert found["milestone"]["known_issues"][0]["step"] == 2
    assert states(capsys) == ["failing", "locked"]


def test_hints_come_in_grades(capsys: pytest.CaptureFixture[str]) -> None:
    run(["hint", "2"])
    assert "Needs 1: Add\n  Begin with what it needs: 1: Add\n" in capsys.readouterr().out
    run(["hint", "1"])
    assert "milepost verify 1" in capsys.readouterr().out
    run(["verify", "1", "--yes"])
    known = record(capsys, "hint", "1", "--grade", "2")["hints"][1]["text"]
    assert known.startswith("None of the guide's known issues"), "what is missing is `calc.py`"
    Path("calc.py").write_text(ADD)
    run(["verify", "1", "--yes"])
    grades = [record(capsys, "hint", "1", "--grade", str(grade))["hints"] for grade in (1, 2, 3)]
    assert [len(hints) for hints in grades] == [1, 2, 3]
    assert "`said.txt` exists" in grades[2][0]["text"]
    assert "Run the command of Step 2" in grades[2][1]["text"]
    assert "wordy > said.txt" in grades[2][2]["text"]
    capsys.readouterr()
    run(["hint", "1"])
    assert "--grade 2" in capsys.readouterr().out


def test_next_opens_with_the_purpose_and_says_why_the_rest_is_locked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["next"])
    shown = capsys.readouterr().out
    assert shown.startswith("A function that adds.\n")
    assert "2: Go on  locked: needs 1: Add" in shown
    found = record(capsys, "next")
    assert [one["number"] for one in found["ready"]] == ["1"]


def test_rewording_prose_is_not_stale_and_changing_a_check_is(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("A function that adds.", "Other words.\n\nAnd more lines."))
    assert states(capsys)[0] == "done"
    guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))
    assert states(capsys)[0] == "stale"
    commit(roadmap)
    assert states(capsys)[0] == "stale"
    run(["verify", "1", "--yes"])
    assert states(capsys)[0] == "done"


def test_an_override_shows_everywhere_until_the_checks_change(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, shown = typed("override", "override", "1", "--reason", "It rains", cwd=roadmap)
    assert status == 0, shown
    assert states(capsys) == ["overridden", "ready"]
    run(["status"])
    assert "overridden by ada: It rains" in capsys.readouterr().out
    run(["map"])
    assert "overridden" in capsys.readouterr().out
    (roadmap / "milestones" / "01.md").write_text(
        FIRST.replace("`said.txt` exists", "`x.y` exists")
    )
    assert states(capsys) == ["ready", "locked"]
    ended = "the override by ada of 20"
    assert ended in said(capsys, "status")
    run(["verify", "1", "--yes"])
    assert f"contains `def add`; {ended}" in said(capsys, "status")
    do_the_work(roadmap)
    (roadmap / "x.y").touch()
    run(["verify", "1", "--yes"])
    assert ended not in said(capsys, "status"), "it was not approved yet, which is said instead"


def test_what_is_done_before_what_it_needs_says_so(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / "second.txt").touch()
    found = record(capsys, "verify", "2", "--yes")
    (needed,) = found["milestone"]["prerequisites"]
    reason = "1: Add, which it needs, is not done"
    assert (found["state"], found["why"]) == ("done", reason)
    assert (needed["status"], needed["reason"]) == ("skipped", reason)
    assert record(capsys, "status")["milestones"][1]["why"] == reason
    assert run(["export"]) == 0
    seen = json.loads(capsys.readouterr().out)["record"]["seen"][0]
    assert (seen["place"], seen["status"], seen["reason"]) == ("prerequisite", "skipped", reason)
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    found = record(capsys, "verify", "2", "--yes")
    assert (found["why"], found["milestone"]["prerequisites"][0]["status"]) == (None, "passed")


def test_what_is_signed_is_not_signed_again(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    told = said(capsys, "sign", "1/2")
    assert told.startswith("signed already, on 20")
    assert told.endswith(": I understand addition 1: Add is done")
    assert run(["export"]) == 0
    assert capsys.readouterr().out.count('"signature"') == 1


def test_who_does_not_type_the_word_has_signed_nothing(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, shown = typed("yes", "sign", "1/2", cwd=roadmap)
    assert (status, "not confirmed" in shown) == (2, True)
    assert states(capsys)[0] == "ready"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["sign", "1/1"], "is checked by Milepost, not signed"),
        (["sign", "1/9"], "has no checklist item 9"),
        (["sign", "2/1"], "has no checklist item 1"),
        (["sign", "one"], "is not N/ITEM"),
        (["override", "1", "--reason", " "], "an override has a reason"),
        (["verify", "7"], "there is no milestone `7`"),
        (["verify", "1"], "not trusted yet"),
        (["import", "milepost.toml"], "line 1 is no record of evidence"),
    ],
)
def test_a_mistake_is_said_with_a_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    monkeypatch.setattr("milepost.interfaces.cli.person._TERMINAL", "/nonexistent")
    assert run(args) == 2
    assert said in capsys.readouterr().err


def test_commands_are_shown_once_and_remembered_by_their_content(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    status, shown = typed("n", "verify", "1", cwd=roadmap)
    assert (status, "python3 -m unittest -v test_calc.py" in shown) == (2, True)
    assert typed("y", "verify", "1", cwd=roadmap)[0] == 0
    assert run(["verify", "1"]) == 0
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("import calc", "import calc; print(1)"))
    status, shown = typed("n", "verify", "1", cwd=roadmap)
    assert (status, "import calc; print(1)" in shown) == (2, True)
    capsys.readouterr()


def test_the_workspace_is_left_as_it_was(roadmap: Path) -> None:
    do_the_work(roadmap)
    (roadmap / "test_calc.py").write_text("mine\n")
    before = sorted(p.relative_to(roadmap) for p in roadmap.rglob("*") if ".git" not in p.parts)
    run(["verify", "1", "--yes"])
    after = sorted(
        p.relative_to(roadmap)
        for p in roadmap.rglob("*")
        if not {".git", ".milepost", "__pycache__"} & set(p.parts)
    )
    assert after == before
    assert (roadmap / "test_calc.py").read_text() == "mine\n"


def test_secrets_are_masked_in_what_is_shown_and_in_what_is_kept(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (roadmap / "milepost.toml").write_text('name = "sums"\nsecrets = ["API_TOKEN"]\n')
    monkeypatch.setenv("API_TOKEN", "geheim")
    do_the_work(roadmap)
    (roadmap / "calc.py").write_text("import os\nraise SystemExit(os.environ['API_TOKEN'])\n")
    run(["verify", "1", "--yes"])
    run(["export"])
    shown = capsys.readouterr().out
    assert "geheim" not in shown
    assert "***" in shown


def test_evidence_goes_to_a_file_and_comes_back(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    assert run(["export", "--output", "e.jsonl"]) == 0
    for path in (roadmap / ".milepost").glob("progress.db*"):
        path.unlink()
    assert states(capsys)[0] == "ready"
    assert run(["import", "e.jsonl"]) == 0
    assert "2 added" in capsys.readouterr().out
    assert states(capsys)[0] == "done"


def test_an_export_is_as_its_schema_says_and_its_digests_are_those_of_the_records(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["verify", "1", "--yes"])
    do_the_work(roadmap)
    (roadmap / "calc.py").write_text(f"{ADD}print('größer')\n")
    run(["verify", "1", "--yes"])
    sign(roadmap)
    assert typed("override", "override", "1", "--reason", "Es schüttet", cwd=roadmap)[0] == 0
    capsys.readouterr()
    run(["export"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    schema = json.loads((SCHEMAS / "milepost.evidence-1.json").read_bytes())
    kinds = [line["record"]["kind"] for line in lines]
    assert kinds == ["verification", "verification", "signature", "override"]
    before = ""
    for line in lines:
        jsonschema.validate(line, schema)
        assert line["record"]["previous"] == before
        text = json.dumps(line["record"], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        before = hashlib.sha256(text.encode()).hexdigest()
        assert line["digest"] == before


def test_a_missing_workspace_is_told_of(roadmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (roadmap / "milepost.toml").write_text('workspace = "elsewhere"\n')
    assert run(["verify", "1", "--yes"]) == 2
    assert "is not there" in capsys.readouterr().err


def test_a_guide_that_is_edited_while_it_is_verified_leaves_no_evidence(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    guide = roadmap / "milestones" / "01.md"
    harmful = "import calc; import pathlib; pathlib.Path('milestones/01.md').write_text('# 1: X')"
    guide.write_text(FIRST.replace("import calc'`", f"{harmful.replace(chr(39), chr(34))}'`"))
    assert run(["verify", "1", "--yes"]) == 2
    assert "was changed meanwhile" in capsys.readouterr().err
    assert states(capsys)[0] == "ready"


def test_an_svg_of_the_map_is_written_anew(roadmap: Path) -> None:
    assert run(["map", "--svg", "map.svg"]) == 0
    first = (roadmap / "map.svg").read_text()
    assert "1: Add" in first
    run(["verify", "1", "--yes"])
    assert run(["map", "--svg", "map.svg"]) == 0
    assert "failing" in (roadmap / "map.svg").read_text()


def said(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What a command says, white space made one."""
    capsys.readouterr()
    run(args)
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_next_says_what_to_do_about_every_state(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "When you think that it is done: milepost verify 1" in said(capsys, "next")
    run(["verify", "1", "--yes"])
    assert "Stuck? milepost hint 1" in said(capsys, "next")
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    assert "A person signs: milepost sign 1/2" in said(capsys, "next")
    assert "A person signs: milepost sign 1/2" in said(capsys, "hint", "1")
    sign(roadmap)
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("contains `def add`", "contains `def`"))
    assert "Verify it again: milepost verify 1" in said(capsys, "next")
    run(["verify", "1", "--yes"])
    assert "Let the change be committed" in said(capsys, "next")


def test_checks_that_were_changed_after_a_failure_count_once_a_person_has_signed(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    (roadmap / "said.txt").unlink()
    run(["verify", "1", "--yes"])
    assert "need no signature" in said(capsys, "sign", "1/checks")
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("`said.txt` exists", "`calc.py` exists"))
    commit(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    assert states(capsys)[0] == "unapproved"
    assert "milepost sign 1/checks" in said(capsys, "next")
    status, shown = typed("sign", "sign", "1/checks", cwd=roadmap)
    assert (status, "milestones/01.md" in shown) == (0, True)
    assert "  - step 2: `said.txt` exists\r\n  + step 2: `calc.py` exists\r\n" in shown
    assert "checklist" not in shown
    assert states(capsys)[0] == "done"
    guide.write_text(FIRST)
    commit(roadmap)
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    assert states(capsys)[0] == "done"


def test_a_guide_that_has_vanished_is_told_of(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["verify", "2", "--yes"])
    (roadmap / "milestones" / "01.md").unlink()
    found = record(capsys, "status")
    assert found["gone"] == ["milestones/01.md"]
    assert "its guide is not there any more" in said(capsys, "status")
    assert "Not there any more: milestones/01.md" in said(capsys, "verify", "1")
    (roadmap / "milestones" / "02.md").unlink()
    (roadmap / "milestones" / "03.md").write_text("# 3: Another\n")
    assert record(capsys, "next")["gone"] == ["milestones/02.md"]


def test_who_trusts_nothing_has_run_nothing(roadmap: Path) -> None:
    status, shown = typed("n", "verify", "1", cwd=roadmap)
    assert (status, "nothing was run" in shown) == (2, True)
    assert "this test file, `test_calc.py`" in shown
    assert not (roadmap / ".milepost" / "progress.db").exists()


def test_a_workspace_that_is_not_there_is_told_of_and_changes_nobody_s_name(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (roadmap / "milepost.toml").write_text('workspace = "nope"\n')
    told = "milepost.toml: the workspace `nope` is no folder that is there. Make it (mkdir nope)"
    for command in ("status", "next"):
        assert record(capsys, command)["notes"][0].startswith(told)
    run(["check"])
    assert told in capsys.readouterr().err
    run(["run", "1", "--no-sandbox", "--until", "1"])
    assert told in " ".join(capsys.readouterr().out.split())
    monkeypatch.delenv("MILEPOST_USER")
    git(roadmap, "config", "user.email", "ada@example.org")
    assert record(capsys, "status")["who"] == "ada@example.org"
    (roadmap / "nope").mkdir()
    run(["check"])
    assert "nope" not in capsys.readouterr().err


def test_a_circle_is_told_of_beside_its_map(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = roadmap / "milestones"
    first = (folder / "01.md").read_text()
    (folder / "01.md").write_text(first.replace("- bash\n", "- bash\n- [Two](02.md)\n", 1))
    told = "in a circle: milestones/01.md needs milestones/02.md"
    run(["map"])
    shown = capsys.readouterr().out
    assert shown.index("2: Go on") < shown.index(told)
    run(["map", "--svg", "map.svg"])
    assert told in capsys.readouterr().err


def test_an_empty_workspace_is_told_of(roadmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (roadmap / "work").mkdir()
    (roadmap / "milepost.toml").write_text('workspace = "work"\n')
    assert "is empty. Is your work elsewhere?" in said(capsys, "verify", "1", "--yes")
    (roadmap / "work" / "other.txt").touch()
    assert "Nothing of this milestone is in" in said(capsys, "verify", "1", "--yes")
    (roadmap / "work" / "calc.py").write_text("wrong\n")
    assert record(capsys, "verify", "1", "--yes")["notes"] == []
    do_the_work(roadmap / "work")
    assert record(capsys, "verify", "1", "--yes")["notes"] == []


def test_evidence_of_another_folder_is_stale_and_told_of(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (roadmap / ".git").rename(roadmap.parent / "taken")
    do_the_work(roadmap)
    run(["verify", "1", "--yes"])
    sign(roadmap)
    assert states(capsys) == ["done", "ready"]
    (roadmap / "other").mkdir()
    (roadmap / "milepost.toml").write_text('name = "sums"\nworkspace = "other"\n')
    assert f"it was verified in another folder ({roadmap})" in said(capsys, "status")
    assert states(capsys) == ["stale", "locked"]
    notes = record(capsys, "verify", "1", "--yes")["notes"]
    assert [f"made in another folder ({roadmap})" in note for note in notes] == [True]
    assert record(capsys, "verify", "2", "--yes")["notes"][0].startswith("The workspace")


@pytest.mark.parametrize("text", ['workspace = "no-such"\n', 'workspace = "milepost.toml"\n'])
def test_a_workspace_that_is_none_is_told_of_at_its_place(
    roadmap: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (roadmap / "milepost.toml").write_text(f'name = "sums"\n{text}')
    told = said(capsys, "verify", "1", "--yes")
    assert "milepost.toml:2:1: the workspace `" in told
    assert "name another with `workspace`" in told


def test_what_is_missing_comes_before_what_fails(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("- bash", "- bash\n- `SHARE_TOKEN` in your environment"))
    told = said(capsys, "verify", "1", "--yes")
    assert "Next: First get what is missing (export SHARE_TOKEN=… in your shell)" in told


def test_a_tool_that_the_tests_lack_is_to_be_had_first(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("python3 -m unittest -v", "nosuchtool"))
    told = " ".join(said(capsys, "verify", "1", "--yes").split())
    assert "Next: First get what is missing (`nosuchtool` is not found" in told
    assert states(capsys) == ["in progress", "locked"]


def test_a_hint_is_about_what_is_missing_first(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = roadmap / "milestones" / "01.md"
    row = "| `calc.py is not there` | Save it beside the guide |"
    known = "| `said.txt is not there` | Run the command of Step 2 |"
    guide.write_text(FIRST.replace(known, f"{known}\n{row}"))
    run(["verify", "1", "--yes"])
    told = said(capsys, "hint", "1", "--grade", "2")
    assert "Known issue: calc.py is not there: Save it beside the guide" in told


def test_a_hint_names_the_known_issue_that_the_verification_named(
    roadmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    do_the_work(roadmap)
    guide = roadmap / "milestones" / "01.md"
    known = "| `said.txt is not there` | Run the command of Step 2 |"
    row = "| `the port is taken` | Stop the other server |"
    tests = "python3 -m unittest -v test_calc.py"
    failing = FIRST.replace(tests, f"{tests}; echo the port is taken; exit 3")
    guide.write_text(failing.replace(known, f"{known}\n{row}"))
    assert "Stop the other server" in said(capsys, "verify", "1", "--yes")
    told = said(capsys, "hint", "1", "--grade", "2")
    assert "Known issue: the port is taken: Stop the other server" in told
    guide.write_text(failing)
    assert "None of the guide's known issues" in said(capsys, "hint", "1", "--grade", "2")


@pytest.mark.parametrize(
    ("need", "why"),
    [
        ("- [Go on](02.md)", "the prerequisites form a cycle: milestones/01.md needs "),
        ("- [Begin](00.md)", "needs milestones/00.md, which is not there"),
    ],
)
def test_where_nothing_can_be_begun_nothing_is_said_to_be_done(
    roadmap: Path, capsys: pytest.CaptureFixture[str], need: str, why: str
) -> None:
    (roadmap / "milestones" / "01.md").write_text(FIRST.replace("- bash", need))
    assert states(capsys) == ["locked", "locked"]
    told = said(capsys, "next")
    assert told.startswith("Nothing can be begun: - 1: Add locked: ")
    assert why in told
    assert told.rstrip().endswith("0 of 2 done")
    answer = next_answer(next_up(roadmap))
    assert answer.startswith("0 of 2 done.\nLocked: 1: Add; ")
    assert answer.endswith("Next: nothing can be begun; tell your person.")


def test_secrets_are_masked_while_it_goes_on_and_in_a_run(
    roadmap: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (roadmap / "milepost.toml").write_text('name = "sums"\nsecrets = ["API_TOKEN"]\n')
    monkeypatch.setenv("API_TOKEN", "geheim")
    guide = roadmap / "milestones" / "01.md"
    guide.write_text(FIRST.replace("wordy > said.txt", "sh -c 'echo $API_TOKEN; exit 3'"))
    told = said(capsys, "run", "--no-sandbox", "milestones/01.md")
    assert ("geheim" in told, "***" in told) == (False, True)
    guide.write_text(FIRST.replace("Write it", "Write geheim").replace("`calc.py` c", "geheim c"))
    told = said(capsys, "verify", "1", "--yes")
    assert ("geheim" in told, "Write ***" in told) == (False, True)
