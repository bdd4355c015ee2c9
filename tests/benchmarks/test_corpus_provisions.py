from __future__ import annotations

import io
import os
import subprocess
import zipfile
from typing import TYPE_CHECKING

import msgspec
import pytest
from benchmarks.corpus_provisions import Provision, lay_out, load, options

from benchmarks import corpus_verdicts

if TYPE_CHECKING:
    from pathlib import Path


def repository(folder: Path, files: dict[str, bytes]) -> Path:
    """A repository with one commit of these files."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    identity = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "files"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)
    return folder


def archive(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return data.getvalue()


def test_every_provision_is_for_a_guide_with_a_verdict_and_says_why() -> None:
    verdicts = corpus_verdicts.load()
    for key, one in load().items():
        assert key in verdicts
        assert one.why
        assert all("==" in package for package in one.pip), key
        assert one.pip or one.files or one.unpack or one.set, key


def test_a_provision_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "provisions.toml"
    file.write_text('[[provision]]\nrepo = "o/n"\npaths = ["a.md"]\nwhy = "x"\nnpn = []\n')
    with pytest.raises(msgspec.ValidationError, match="npn"):
        load(file)


def test_files_and_what_an_archive_holds_become_the_workspace(tmp_path: Path) -> None:
    packed = archive(
        {"lesson/": "", "lesson/books/a.txt": "a", "lesson/run.py": "r", "lesson/../out": "no"}
    )
    source = repository(tmp_path / "repo", {"files/all.zip": packed, "data/b.db": b"b"})
    files = {"Desktop/b.db": "data/b.db"}
    provision = Provision("o/n", ["a.md"], "its page", files=files, unpack="files/all.zip")
    lay_out(provision, source, "HEAD", tmp_path / "work")
    found = {
        os.path.relpath(os.path.join(folder, name), tmp_path / "work")
        for folder, _, names in os.walk(tmp_path / "work")
        for name in names
    }
    assert found == {"books/a.txt", "run.py", "Desktop/b.db"}
    assert not (tmp_path / "out").exists()


def test_values_are_set_and_tools_are_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[tuple[str, ...]] = []
    monkeypatch.setattr(
        "benchmarks.corpus_provisions.pip", lambda _, *packages: installed.append(packages)
    )
    monkeypatch.setattr(
        "benchmarks.corpus_provisions.venv.create", lambda folder, **_: folder.mkdir(parents=True)
    )
    provision = Provision("o/n", ["a.md", "b.md"], "its page", pip=["x==1"], set={"/a": "."})
    wanted = ["--set=/a=.", f"--tools={tmp_path}/o+n+a.md"]
    assert options(provision, tmp_path) == wanted
    assert options(provision, tmp_path) == wanted
    assert installed == [("--no-deps", "x==1")]
    assert options(msgspec.structs.replace(provision, pip=["x==2"]), tmp_path / "b") != wanted
    assert options(None, tmp_path) == []
