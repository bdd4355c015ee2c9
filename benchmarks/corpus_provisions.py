"""What guides of the corpus take for granted by their own words, brought before they are run.

`corpus_provisions.toml` names it: packages at exact versions, files of the guide's repository, and
values of the reader's own. Nothing is among them that a guide tells its reader to install.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import venv
import zipfile
from pathlib import Path, PurePosixPath

import msgspec

from benchmarks.peers import pip

FILE = Path(__file__).with_suffix(".toml")

_INSTALLED = "installed"
"""File in an environment that says what was installed into it."""


class Provision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What some guides of a repository take for granted."""

    repo: str
    paths: list[str]
    why: str
    """Where the repository says that its reader has it."""
    pip: list[str] = []
    """Packages of Python with their versions, and all that these need."""
    files: dict[str, str] = {}
    """Path in the workspace to a file of the repository."""
    unpack: str | None = None
    """An archive of the repository; what its one folder holds becomes the workspace."""
    set: dict[str, str] = {}
    """Values of names that the guide leaves open."""

    @property
    def keys(self) -> list[str]:
        """The guides' paths below the corpus's folder."""
        return [f"{self.repo.replace('/', '+')}/{path}" for path in self.paths]


class _Provisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    provision: list[Provision]


def load(file: Path = FILE) -> dict[str, Provision]:
    """The provisions by the guides' paths below the corpus's folder."""
    read = msgspec.toml.decode(file.read_bytes(), type=_Provisions)
    return {key: one for one in read.provision for key in one.keys}


def options(provision: Provision | None, folder: Path) -> list[str]:
    """Options of `run` for a provision, whose packages are installed below `folder`."""
    if provision is None:
        return []
    chosen = [f"--set={name}={value}" for name, value in provision.set.items()]
    if provision.pip:
        name = provision.keys[0].replace("/", "+")
        chosen.append(f"--tools={_environment(folder / name, provision.pip)}")
    return chosen


def export(repository: Path, commit: str, folder: str, into: Path) -> None:
    """Write a folder of a repository, `.` for all of it, as the folder `into`."""
    tree = commit if folder == "." else f"{commit}:{PurePosixPath(folder)}"
    into.mkdir(parents=True, exist_ok=True)
    data = _git(repository, "archive", "--format=tar", tree)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(into, filter="data")


def lay_out(provision: Provision, repository: Path, commit: str, workspace: Path) -> None:
    """Put the files of a provision into a workspace."""
    if provision.unpack is not None:
        _unpack(_git(repository, "show", f"{commit}:{provision.unpack}"), workspace)
    for path, source in provision.files.items():
        file = workspace / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_git(repository, "show", f"{commit}:{source}"))


def _unpack(data: bytes, into: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            inner = PurePosixPath(member.filename).parts[1:]
            if member.is_dir() or not inner or ".." in inner:
                continue
            file = into.joinpath(*inner)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(archive.read(member))


def _environment(folder: Path, packages: list[str]) -> Path:
    """A virtual environment with these packages and no others."""
    installed = folder / _INSTALLED
    wanted = "\n".join(packages)
    if not installed.is_file() or installed.read_text() != wanted:
        venv.create(folder, clear=True, with_pip=True, symlinks=True)
        pip(folder, "--no-deps", *packages)
        installed.write_text(wanted)
    return folder


def _git(repository: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout
