"""What an earlier check found is used again, and never where it would be found otherwise.

The file is long: each way to fool the cache is a test.
"""

from __future__ import annotations

import os
import random
import shutil
import stat
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.app.roadmaps import guide

import milepost
from milepost.app import check as check_module
from milepost.app import check_cache, facts
from milepost.app.check import CheckReport, CheckRequest, Fixing, check
from milepost.app.guides import read_source
from milepost.files import kept
from milepost.files.stamp import Stamp, stamp_of
from milepost.interfaces.cli.main import run
from milepost.process.parallel import in_parallel
from milepost.report.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.app.project import Project
    from milepost.text.source import Source, SourceFault

EXAMPLES = Path(__file__).parents[2] / "examples"
HOUR = 3600 * 10**9

NOTES = "# Notes\n\n## First Part\n\nText.\n"
LINKED = "[The notes](../docs/notes.md#first-part) and [a picture](../docs/picture.svg)"


@pytest.fixture(autouse=True)
def _a_few_guides_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_module, "WORTH_KEEPING", 0)


@pytest.fixture(params=["long ago", "just now"])
def _written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written long ago are known by their stamps, new ones by their bytes."""
    if request.param == "long ago":
        monkeypatch.setattr(check_cache, "time_ns", lambda: time.time_ns() + HOUR)


@pytest.fixture
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_cache, "time_ns", lambda: time.time_ns() + HOUR)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A roadmap of three guides, with links of all kinds and some faults."""
    root = tmp_path / "roadmap"
    guides = {
        "milestones/01-one.md": guide(1, "One", next_="Go on with [two](02-two.md)."),
        "milestones/02-two.md": guide(2, "Two", "[One](01-one.md)").replace(
            "A concept.", "[Files](../concepts/files.md)"
        ),
        "milestones/03-three.md": guide(3, "Three", "[Two](02-two.md)", LINKED).replace(
            "The purpose.", "[Placeholder], [a](../docs/picturs.svg), [b](../docs/notes.md#part)."
        ),
        "docs/notes.md": NOTES,
        "docs/picture.svg": "<svg/>",
        "concepts/files.md": "# Files\n",
        "team.md": "# [Number]: [Name]\n\n## Overview\n\n[Why]\n",
        "milepost.toml": "",
    }
    for name, text in guides.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def looked_at(folder: Path, *paths: str, coverage: bool = False) -> CheckReport:
    """What is found without any cache."""
    return check(CheckRequest(folder=folder, paths=paths, coverage=coverage))


def recalled(folder: Path, *paths: str, coverage: bool = False) -> CheckReport:
    """What is found with the cache beside the folder."""
    cache = folder.parent / "kept"
    return check(CheckRequest(folder=folder, paths=paths, coverage=coverage, cache=cache))


def files(folder: Path) -> list[Path]:
    return sorted((folder.parent / "kept" / "check").iterdir())


def rewrite(path: Path, old: str, new: str) -> None:
    """Change a file without changing its size, its inode or its time of modification."""
    assert len(old) == len(new)
    before = path.stat()
    text = path.read_text()
    assert old in text
    with path.open("r+") as file:
        file.write(text.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_ino, after.st_mtime_ns) == (
        before.st_size,
        before.st_ino,
        before.st_mtime_ns,
    )


def replace(path: Path, old: str, new: str) -> None:
    """Put another file of the same size and time of modification in its place."""
    assert len(old) == len(new)
    before = path.stat()
    other = path.with_suffix(".new")
    other.write_text(path.read_text().replace(old, new))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)


def swap(one: Path, other: Path) -> None:
    between = one.with_suffix(".between")
    one.rename(between)
    other.rename(one)
    between.rename(other)


def retarget(path: Path) -> None:
    """Let a guide be a symbolic link, which now leads to another file."""
    other = path.with_suffix(".txt")
    other.write_text(path.read_text().replace("# 1: One", "# 7: One"))
    path.unlink()
    path.symlink_to(other.name)


def be_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def be_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def be_pyproject(path: Path) -> None:
    path.unlink()
    path.with_name("pyproject.toml").write_text('[tool.milepost.rules]\nMP401 = "off"\n')


WAYS: dict[str, Callable[[Path], object]] = {
    "a guide has other words, and the time is set back": lambda root: rewrite(
        root / "milestones/01-one.md", "# 1: One", "# 7: One"
    ),
    "another guide of the same size and time is in its place": lambda root: replace(
        root / "milestones/01-one.md", "# 1: One", "# 7: One"
    ),
    "a guide grows": lambda root: (root / "milestones/01-one.md").write_text(
        guide(1, "One") + "\n[Objective 1]\n"
    ),
    "a linked file is removed": lambda root: (root / "docs/picture.svg").unlink(),
    "a missing file is made": lambda root: (root / "docs/picturs.svg").touch(),
    "a name near a missing one comes": lambda root: (root / "docs/picturz.svg").touch(),
    "a heading elsewhere has another name": lambda root: rewrite(
        root / "docs/notes.md", "First Part", "Fourth Par"
    ),
    "a file with a heading is replaced": lambda root: replace(
        root / "docs/notes.md", "First Part", "Fourth Par"
    ),
    "a file with a heading is no text": lambda root: (root / "docs/notes.md").write_bytes(b"\xff"),
    "a file with a heading is gone": lambda root: (root / "docs/notes.md").unlink(),
    "a folder is where a file was": lambda root: be_folder(root / "docs/notes.md"),
    "a concept guide that nobody uses comes": lambda root: (root / "concepts/shells.md").write_text(
        "# Shells\n"
    ),
    "the configuration turns a rule off": lambda root: (root / "milepost.toml").write_text(
        '[rules]\nMP401 = "off"\n'
    ),
    "the configuration leaves a guide out": lambda root: (root / "milepost.toml").write_text(
        'exclude = ["milestones/03-*"]\n'
    ),
    "the configuration ignores a rule somewhere": lambda root: (root / "milepost.toml").write_text(
        '[per-path-ignores]\n"milestones/03-*" = ["MP401"]\n'
    ),
    "the configuration names a template": lambda root: (root / "milepost.toml").write_text(
        'template = "team.md"\n'
    ),
    "another configuration is the one": lambda root: be_pyproject(root / "milepost.toml"),
    "a guide comes": lambda root: (root / "milestones/04-four.md").write_text(guide(3, "Four")),
    "a guide goes": lambda root: (root / "milestones/02-two.md").unlink(),
    "a guide moves": lambda root: (root / "milestones/03-three.md").rename(
        root / "milestones/05-three.md"
    ),
    "a guide's name changes its case": lambda root: (root / "milestones/03-three.md").rename(
        root / "milestones/03-Three.md"
    ),
    "two guides change places": lambda root: swap(
        root / "milestones/01-one.md", root / "milestones/03-three.md"
    ),
    "a guide is a symbolic link to another": lambda root: retarget(root / "milestones/01-one.md"),
    "a guide is no text": lambda root: (root / "milestones/01-one.md").write_bytes(b"\xff\x00"),
    "a guide is a folder": lambda root: be_folder(root / "milestones/01-one.md"),
    "a guide is a pipe": lambda root: be_pipe(root / "milestones/01-one.md"),
    "a finding is ignored": lambda root: (root / "milestones/03-three.md").write_text(
        "<!-- milepost: ignore MP401 -->\n\n" + (root / "milestones/03-three.md").read_text()
    ),
    "an ignore is not needed": lambda root: (root / "milestones/01-one.md").write_text(
        "<!-- milepost: ignore MP401 -->\n\n" + (root / "milestones/01-one.md").read_text()
    ),
}


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_every_change_that_matters_is_seen(folder: Path, change: Callable[[Path], object]) -> None:
    before = recalled(folder)
    assert recalled(folder) == before == looked_at(folder)
    change(folder)
    after = looked_at(folder)
    assert after != before
    assert recalled(folder) == after
    assert recalled(folder) == after


@pytest.mark.usefixtures("_written")
def test_a_template_that_changes_is_seen(folder: Path) -> None:
    (folder / "milepost.toml").write_text('template = "team.md"\n')
    before = recalled(folder)
    replace(folder / "team.md", "## Overview", "## Purposes")
    assert recalled(folder) == looked_at(folder) != before


@pytest.mark.usefixtures("_written")
def test_a_link_to_a_guide_that_moves_away_is_seen(folder: Path) -> None:
    """The guide that has the link is as it was; so is everything in its folder but one name."""
    (folder / "milestones/02-two.md").write_text(guide(2, "Two"))
    before = recalled(folder, "milestones/01-one.md")
    (folder / "milestones/02-two.md").rename(folder / "two.md")
    after = recalled(folder, "milestones/01-one.md")
    assert after == looked_at(folder, "milestones/01-one.md") != before


@pytest.mark.usefixtures("_written")
def test_a_symbolic_link_that_leads_elsewhere_is_seen(folder: Path) -> None:
    path = folder / "milestones/01-one.md"
    (folder / "other.txt").write_text(path.read_text().replace("# 1: One", "# 7: One"))
    path.rename(folder / "first.txt")
    path.symlink_to("../first.txt")
    before = recalled(folder)
    path.unlink()
    path.symlink_to("../other.txt")
    assert recalled(folder) == looked_at(folder) != before


@pytest.mark.usefixtures("_written")
@pytest.mark.parametrize(
    ("paths", "coverage"),
    [
        ((), True),
        ((".",), True),
        (("milestones",), False),
        (("milestones/03-three.md",), False),
        (("milestones/01-one.md", "milestones/02-two.md", "milestones/03-three.md"), False),
    ],
)
def test_other_options_are_other_checks(
    folder: Path, paths: tuple[str, ...], coverage: bool
) -> None:
    """Of guides that are named, a gap in their numbers is not told."""
    rewrite(folder / "milestones/03-three.md", "# 3", "# 5")
    recalled(folder)
    for _ in range(2):
        report = recalled(folder, *paths, coverage=coverage)
        assert report == looked_at(folder, *paths, coverage=coverage)


@pytest.mark.usefixtures("_written")
def test_other_folders_are_other_checks(folder: Path) -> None:
    recalled(folder)
    below = folder / "milestones"
    cache = folder.parent / "kept"
    assert check(CheckRequest(folder=below, cache=cache)) == looked_at(below)
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    (other / "docs/picture.svg").unlink()
    shutil.rmtree(folder)
    other.rename(folder)
    assert recalled(folder) == looked_at(folder)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_stamp_is_trusted_only_where_every_change_would_show_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    """Two changes within one tick of the clock, which leave the same times."""
    frozen: dict[str, Stamp | None] = {}
    monkeypatch.setattr(facts, "stamp_of", lambda path: frozen.setdefault(path, stamp_of(path)))
    if trusted:
        monkeypatch.setattr(check_cache, "time_ns", lambda: time.time_ns() + HOUR)
    before = recalled(folder)
    rewrite(folder / "milestones/01-one.md", "# 1: One", "# 7: One")
    rewrite(folder / "docs/notes.md", "First Part", "Fourth Par")
    assert looked_at(folder) != before
    assert recalled(folder) == (before if trusted else looked_at(folder))


@pytest.mark.usefixtures("_long_ago")
def test_what_did_not_change_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = recalled(folder)
    read: list[str] = []
    monkeypatch.setattr(facts, "read_bytes", lambda _, shown: read.append(shown))
    monkeypatch.setattr("milepost.app.look.read_source", lambda _, path: read.append(path))
    assert recalled(folder) == before
    assert read == []


def test_new_files_are_trusted_by_their_stamps_later(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recalled(folder)
    first = files(folder)[0].read_bytes()
    recalled(folder)
    assert files(folder)[0].read_bytes() == first, "nothing to write"
    monkeypatch.setattr(check_cache, "time_ns", lambda: time.time_ns() + HOUR)
    recalled(folder)
    assert files(folder)[0].read_bytes() != first
    test_what_did_not_change_is_not_read(folder, monkeypatch)


@pytest.mark.usefixtures("_long_ago")
def test_a_guide_that_was_touched_is_recalled_by_its_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = recalled(folder)
    for path in folder.rglob("*.md"):
        os.utime(path)
    monkeypatch.setattr("milepost.app.look.read_source", None)
    assert recalled(folder) == before
    test_what_did_not_change_is_not_read(folder, monkeypatch)


@pytest.mark.usefixtures("_long_ago")
def test_only_what_changed_is_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recalled(folder)
    read: list[str] = []

    def reading(
        project: Project, path: str, standard_input: Callable[[], bytes] | None
    ) -> tuple[Source | SourceFault, bytes]:
        read.append(path)
        return read_source(project, path, standard_input)

    monkeypatch.setattr("milepost.app.look.read_source", reading)
    (folder / "docs/picture.svg").unlink()
    rewrite(folder / "milestones/01-one.md", "# 1: One", "# 7: One")
    assert recalled(folder) == looked_at(folder)
    assert read[:2] == ["milestones/01-one.md", "milestones/03-three.md"]
    assert len(read) == 2 + 3, "the others are those of the check without a cache"


@pytest.mark.usefixtures("_long_ago")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("milepost.__version__", "0.0.0"),
        ("os.geteuid", lambda: 12345),
        ("os.getegid", lambda: 12345),
        ("os.getgroups", lambda: [7]),
        ("sys.version", "4.0"),
        ("milepost.app.check_cache._FORM", 99),
        ("milepost.app.check_cache._of_the_program", lambda: iter(["other code"])),
    ],
)
def test_another_version_or_user_looks_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    recalled(folder)
    key = files(folder)
    monkeypatch.setattr(name, value)
    recalled(folder)
    assert len(files(folder)) == len(key) + 1


def test_code_that_changes_without_a_version_looks_anew(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    rule = tmp_path / "rules" / "rule.py"
    rule.write_text("A = 1")
    (tmp_path / "__pycache__").mkdir()
    before = list(check_cache._files_below(str(tmp_path)))
    (tmp_path / "__pycache__" / "rule.pyc").touch()
    assert list(check_cache._files_below(str(tmp_path))) == before
    rewrite(rule, "A = 1", "A = 2")
    assert list(check_cache._files_below(str(tmp_path))) != before
    assert Path(milepost.__file__).parent.joinpath("rules/check.py") in {
        Path(path) for path, *_ in check_cache._files_below(str(Path(milepost.__file__).parent))
    }


def damage(name: str, path: Path) -> None:
    data = path.read_bytes()
    match name:
        case "empty":
            path.write_bytes(b"")
        case "cut in its head":
            path.write_bytes(data[:20])
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "a bit is another":
            place = len(data) - 40
            path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        case "another form":
            kept.save(path, b"\x93\x01\x02\x03", limit=1 << 20)
        case "no form":
            kept.save(path, b"\xc1", limit=1 << 20)
        case "others may write":
            path.chmod(0o666)
        case "a folder":
            path.unlink()
            path.mkdir()


@pytest.mark.usefixtures("_long_ago")
@pytest.mark.parametrize(
    "name",
    [
        "empty",
        "cut in its head",
        "cut",
        "a bit is another",
        "another form",
        "no form",
        "others may write",
        "a folder",
    ],
)
def test_a_damaged_file_is_not_trusted(folder: Path, name: str) -> None:
    before = recalled(folder)
    (path,) = files(folder)
    damage(name, path)
    rewritten = path.is_file() and name != "others may write"
    broken = path.read_bytes() if rewritten else b""
    assert recalled(folder) == before
    if rewritten:
        assert path.read_bytes() != broken, "it is written anew"
    assert stat.S_IMODE(path.stat().st_mode) & 0o022 == 0


@pytest.mark.usefixtures("_long_ago")
def test_what_another_check_has_kept_is_not_taken(folder: Path) -> None:
    """As a file that was copied onto another one."""
    recalled(folder, coverage=True)
    (counted,) = files(folder)
    recalled(folder)
    (plain,) = set(files(folder)) - {counted}
    shutil.copy(plain, counted)
    assert recalled(folder, coverage=True) == looked_at(folder, coverage=True)


@pytest.mark.usefixtures("_long_ago")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_another_user_has_kept_is_not_trusted(folder: Path) -> None:
    before = recalled(folder)
    (path,) = files(folder)
    os.chown(path, 12345, -1)
    assert kept.load(path) is None
    assert recalled(folder) == before
    assert path.stat().st_uid == 0, "it is written anew"


def test_a_folder_that_cannot_be_written_is_no_hindrance(folder: Path) -> None:
    place = folder.parent / "kept"
    place.write_text("a file")
    assert recalled(folder) == looked_at(folder)
    assert place.read_text() == "a file"


def test_names_that_are_no_text_are_looked_at_each_time(folder: Path) -> None:
    name = os.fsdecode(b"milestones/04-caf\xe9.md")
    (folder / name).write_text(guide(5, "Four", "[missing](caff.md)"))
    for _ in range(2):
        assert recalled(folder) == looked_at(folder)


@pytest.mark.usefixtures("_written")
def test_several_mileposts_share_a_cache(folder: Path) -> None:
    expected = looked_at(folder)

    def check_again(number: int) -> bool:
        found = []
        for turn in range(5):
            os.utime(folder / "milestones/01-one.md")
            if turn % 2 == number % 2:
                shutil.rmtree(folder.parent / "kept/check", ignore_errors=True)
            found.append(recalled(folder))
        return found == [expected] * 5

    assert all(in_parallel(check_again, range(4)))
    recalled(folder)
    assert not [path for path in files(folder) if path.name.startswith(".")]


def test_fixes_and_standard_input_use_no_cache(folder: Path) -> None:
    cache = folder.parent / "kept"
    check(CheckRequest(folder=folder, fixing=Fixing.SAFE, diff=True, cache=cache))
    given = CheckRequest(folder=folder, paths=("-",), cache=cache, standard_input=lambda: b"# 1: A")
    check(given)
    assert not cache.exists()


def test_what_was_used_last_longest_ago_makes_room(tmp_path: Path) -> None:
    for number, name in enumerate("abc"):
        kept.save(tmp_path / name, b"x" * 1000, limit=10_000)
        os.utime(tmp_path / name, (number, number))
    assert bytes(kept.load(tmp_path / "a") or b"") == b"x" * 1000, "which is a use"
    kept.save(tmp_path / "d", b"x" * 1000, limit=3 * 1032)
    assert sorted(kept.sizes(tmp_path)) == ["a", "c", "d"]
    kept.save(tmp_path / "e", b"x" * 5000, limit=1000)
    assert sorted(kept.sizes(tmp_path)) == ["e"]
    kept.remove(tmp_path)
    assert kept.sizes(tmp_path) == {}


def edits(folder: Path, chance: random.Random) -> None:
    """One thing that an author, Git or a script does."""
    places = [path for path in folder.rglob("*") if path.is_file()]
    place = chance.choice(places)
    other = chance.choice(places)
    lines = place.read_text().split("\n")
    match chance.randrange(9):
        case 0:
            lines.insert(
                chance.randrange(len(lines)), chance.choice(["[Gap]", "## Objectives", ""])
            )
            place.write_text("\n".join(lines))
        case 1:
            lines.pop(chance.randrange(len(lines)))
            place.write_text("\n".join(lines))
        case 2 if place.suffix == ".md":
            link = os.path.relpath(other, place.parent)
            place.write_text("\n".join([*lines, f"[A link]({link}#first-part)"]))
        case 3 if len(places) > 4:
            place.unlink()
        case 4:
            shutil.copy2(place, place.with_stem(place.stem + chance.choice("ab")))
        case 5:
            os.utime(place)
        case 6:
            swap(place, other) if place != other else None
        case 7:
            place.rename(place.with_stem(chance.choice(["01-one", "02-two", "notes", "files"])))
        case 8:
            level = chance.choice(["off", "error", "warning"])
            code = chance.choice(["MP401", "MP402", "MP502", "MP2"])
            (folder / "milepost.toml").write_text(f'[rules]\n{code} = "{level}"\n')


@pytest.mark.parametrize("seed", range(6))
def test_any_edits_leave_no_difference(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    (folder / "team.md").unlink()
    later = chance.choice([0, HOUR])
    monkeypatch.setattr(check_cache, "time_ns", lambda: time.time_ns() + later)
    for _ in range(40):
        (folder / "milepost.toml").unlink(missing_ok=True)
        edits(folder, chance)
        assert recalled(folder) == looked_at(folder)


@pytest.mark.usefixtures("_long_ago")
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("options", [(), ("--coverage", "--strict"), ("--min-coverage", "90")])
def test_the_same_is_printed_byte_for_byte(
    form: str,
    options: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path))
    monkeypatch.chdir(EXAMPLES.parent)
    printed = []
    for more in (["--no-cache"], [], [], ["--no-cache"]):
        status = run(["check", "examples", "examples/broken", "--format", form, *options, *more])
        printed.append((status, *capfdbinary.readouterr()))
        kept_now = list((tmp_path / "check").glob("*"))
        assert len(kept_now) == (1 if len(printed) > 1 else 0)
    assert len(printed[0][1]) > 500
    assert printed == printed[:1] * 4


def test_few_guides_are_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(check_module, "WORTH_KEEPING", 4)
    recalled(folder)
    assert not (tmp_path / "kept").exists()
    (folder / "milestones/04-four.md").write_text(guide(4, "Four"))
    recalled(folder)
    assert len(files(folder)) == 1


def test_the_digest_stands_before_the_body(tmp_path: Path) -> None:
    kept.save(tmp_path / "a", b"body", limit=100)
    assert (tmp_path / "a").read_bytes() == sha256(b"body").digest() + b"body"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert kept.load(tmp_path / "b") is None
