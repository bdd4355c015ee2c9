"""Guides in another language than English: what names it, and one carried out from end to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import milepost.contract as milepost_contract
from milepost.app.adopt import AdoptRequest, adopt_guide
from milepost.app.check import CheckRequest, check
from milepost.app.explain import explain
from milepost.app.milestones import load_milestones
from milepost.app.new import NewRequest, new
from milepost.app.project import load_contract, load_project
from milepost.app.run import RunRequest, run
from milepost.contract.model import Contract, Role
from milepost.contract.wording import OTHER_FORMS
from milepost.document.language import LANGUAGES
from milepost.interfaces.cli.pretty_explain import pretty_explain
from milepost.report.style import Style
from milepost.result.model import Status
from milepost.result.observer import Silent
from milepost.text.error import MilepostError
from milepost.text.span import Position

GUIDE = Path(__file__).parents[1] / "cases" / "guides" / "de.md"
SOURCES = Path(__file__).parents[2] / "src"


def lay_out(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text)


def contract(folder: Path) -> Contract:
    return load_contract(load_project(folder))


def language_of(folder: Path, path: str) -> str:
    (guide,) = load_milestones(load_project(folder), [path])
    return guide.milestone.language


def test_guide_then_settings_then_template_say_the_language(tmp_path: Path) -> None:
    lay_out(tmp_path, {"template.md": "---\nlang: de\n---\n\n# 1: A\n\n## B\n\n[C]\n"})
    lay_out(tmp_path, {"mine.md": "---\nlang: en-GB\n---\n\n# 1: A\n", "plain.md": "# 2: B\n"})
    monolingual = tmp_path / "milepost.toml"

    assert language_of(tmp_path, "plain.md") == "en"
    monolingual.write_text('language = "de"\n')
    assert language_of(tmp_path, "plain.md") == "de"
    assert language_of(tmp_path, "mine.md") == "en"
    monolingual.write_text('template = "template.md"\n')
    assert language_of(tmp_path, "plain.md") == "de"


def codes_of(folder: Path) -> set[str]:
    return {finding.code for finding in check(CheckRequest(folder=folder)).findings}


def test_guide_that_only_states_its_language_is_held_against_the_form_of_that_one(
    tmp_path: Path,
) -> None:
    german = (Path(milepost_contract.__file__).parent / "default-template.de.md").read_text()
    english = (Path(milepost_contract.__file__).parent / "default-template.md").read_text()
    unfilled = {"MP101", "MP203"}
    lay_out(tmp_path, {"01-a.md": german})
    assert codes_of(tmp_path) <= unfilled
    lay_out(
        tmp_path,
        {"01-a.md": f"---\nlang: en\n---\n\n{english}", "milepost.toml": 'language = "de"\n'},
    )
    assert codes_of(tmp_path) <= unfilled
    lay_out(tmp_path, {"01-a.md": f"---\nlang: de\n---\n\n{english}"})
    assert "MP105" in codes_of(tmp_path)


def test_guide_of_another_language_is_adopted_into_the_form_of_that_one(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.md": "---\nlang: de\n---\n\n# 1: A\n\n## Schritte\n\n### B\n\nText.\n"})
    text = adopt_guide(AdoptRequest("a.md", folder=tmp_path)).data.decode()
    assert "## Voraussetzungen" in text
    assert "### Schritt 1: B" in text
    assert "Overview" not in text


def test_template_of_a_team_holds_whatever_a_guide_states(tmp_path: Path) -> None:
    template = "# [Number]: [Name]\n\n## What\n\n[Text]\n"
    lay_out(
        tmp_path, {"t.md": template, "milepost.toml": 'template = "t.md"\nexclude = ["t.md"]\n'}
    )
    lay_out(tmp_path, {"01-a.md": "---\nlang: de\n---\n\n# 1: A\n\n## What\n\nText.\n"})
    assert codes_of(tmp_path) == set()


STATED = "---\ntitle: A\nlang: tlh\n---\n\n"
STEP = """# 1: A

## Implementation Steps

### Step 1: Go

```bash
echo hi
```

{}
"""
SEEN = {"en": "You should see `hi`.", "de": "Die Ausgabe enthält `hi`."}


def test_unknown_language_of_a_template_is_told_with_its_place_and_the_known_ones(
    tmp_path: Path,
) -> None:
    lay_out(tmp_path, {"guide.md": "# 1: A\n", "template.md": f"{STATED}# 1: A\n\n## B\n"})
    lay_out(tmp_path, {"milepost.toml": 'template = "template.md"\n'})

    with pytest.raises(MilepostError) as error:
        load_milestones(load_project(tmp_path), ["guide.md"])

    assert str(error.value) == "template.md:3:7: there are no phrases for the language `tlh`"
    assert error.value.remedy == "Known are `de` (German), `en` (English)."
    assert error.value.position == Position(3, 7)


@pytest.mark.parametrize(("language", "name"), LANGUAGES.items())
def test_guide_in_an_unknown_language_is_read_in_the_roadmaps_and_says_so(
    tmp_path: Path, language: str, name: str
) -> None:
    text = STATED + STEP.format(SEEN[language])
    lay_out(tmp_path, {"guide.md": text, "milepost.toml": f'language = "{language}"\n'})

    result = run(RunRequest(paths=("guide.md",), folder=tmp_path, sandbox=False), Silent())

    told = (
        "guide.md:3:7: there are no phrases for the language `tlh`; "
        f"it is read as {name}. Known are `de` (German), `en` (English)."
    )
    assert (result.status, result.coverage.checked) == (Status.PASSED, 1)
    assert told in result.warnings
    (guide,) = load_milestones(load_project(tmp_path), ["guide.md"])
    (document,) = explain([(guide.milestone, guide.reading)]).documents
    assert document.notes == (told,)
    assert any(
        told in line
        for line in pretty_explain(explain([(guide.milestone, guide.reading)]), Style())
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_of_a_language_demands_what_the_english_one_does(
    tmp_path: Path, language: str
) -> None:
    english = contract(tmp_path)
    lay_out(tmp_path, {"milepost.toml": f'language = "{language}"\n'})
    own = contract(tmp_path)

    assert own.language == language
    assert [s.role for s in own.sections] == [s.role for s in english.sections]
    assert [[d.element for d in s.demands] for s in own.sections] == [
        [d.element for d in s.demands] for s in english.sections
    ]
    (steps,) = [s for s in own.sections if s.role is Role.STEPS]
    assert [s.repeated for s in steps.sections] == [True]


def test_headings_of_other_forms_are_of_languages_that_are_known() -> None:
    assert OTHER_FORMS.keys() <= LANGUAGES.keys() - {"en"}


def test_new_guide_has_the_form_of_the_roadmaps_language(tmp_path: Path) -> None:
    lay_out(tmp_path, {"milepost.toml": 'language = "de"\n'})

    first = new(NewRequest("Anfang", folder=tmp_path)).path
    second = new(NewRequest("Mitte", folder=tmp_path)).path

    assert "# 1: Anfang\n" in (tmp_path / first).read_text()
    assert "- [1: Anfang](01-anfang.md)" in (tmp_path / second).read_text()
    codes = {d.code for d in check(CheckRequest(folder=tmp_path)).findings}
    assert codes <= {"MP203", "MP505", "MP506"}


def milepost(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "milepost", *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(SOURCES), "HOME": str(folder)},
        capture_output=True,
        check=False,
    )


def test_german_guide_is_checked_explained_and_carried_out(tmp_path: Path) -> None:
    lay_out(tmp_path, {"milepost.toml": 'language = "de"\n'})
    (tmp_path / "milestones").mkdir()
    shutil.copy(GUIDE, tmp_path / "milestones" / "01-server.md")

    checked = milepost(tmp_path, "check", "--format", "json")
    explained = milepost(tmp_path, "explain", "--format", "json", "milestones/01-server.md")
    ran = milepost(tmp_path, "run", "--no-sandbox", "--format", "json", "milestones/01-server.md")

    assert json.loads(checked.stdout)["findings"] == []
    assert json.loads(explained.stdout)["coverage"] == {"outcomes": 12, "checked": 12}
    (milestone,) = json.loads(ran.stdout)["milestones"]
    assert milestone["status"] == "passed"
    assert [step["status"] for step in milestone["steps"]] == ["passed"] * 4
    assert milestone["testing"]["status"] == "passed"


def test_german_guide_that_lies_fails_at_its_line(tmp_path: Path) -> None:
    lie = GUIDE.read_text().replace("Die Ausgabe enthält „Brot“", "Die Ausgabe enthält „Käse“")
    lay_out(tmp_path, {"01-server.md": lie})

    ran = milepost(tmp_path, "run", "--no-sandbox", "--format", "json", "01-server.md")

    (milestone,) = json.loads(ran.stdout)["milestones"]
    failed = [o for s in milestone["steps"] for o in s["outcomes"] if o["status"] == "failed"]
    line = 1 + lie[: lie.index("enthält „Käse“")].count("\n")
    assert [outcome["line"] for outcome in failed] == [line]
