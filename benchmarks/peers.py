"""Installs Milepost and its peers, each as a user would have it, into a cache folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "requirements"
NODE_FILES = (ROOT / "benchmarks" / "package.json", ROOT / "benchmarks" / "package-lock.json")


class InstallError(Exception):
    """A peer could not be installed."""


@dataclass(frozen=True)
class Tools:
    """Where the programs are: real ones, no version manager's shims."""

    milepost: Path
    """`bin` folder of the environment that holds Milepost, built from this tree, and no more."""
    python: Path
    """`bin` folder of the environment that holds the Python peers."""
    node: Path
    """The Node interpreter that the Node peers are run with."""
    markdownlint: Path
    """The script of markdownlint-cli2."""


def cache_folder() -> Path:
    """`MILEPOST_BENCH_DIR`, else `milepost-bench` in the user's cache folder."""
    named = os.environ.get("MILEPOST_BENCH_DIR")
    if named:
        return Path(named).absolute()
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "milepost-bench"


def install(folder: Path) -> Tools:
    """Install what is not there yet at the pinned versions. Raises `InstallError`."""
    folder.mkdir(parents=True, exist_ok=True)
    environment(folder / "peers", LOCKS / "peers.txt")
    environment(folder / "milepost", LOCKS / "runtime.txt")
    # Not editable, and without the development tools: start-up is measured as shipped.
    pip(folder / "milepost", "--no-deps", "--no-build-isolation", "--force-reinstall", str(ROOT))
    node(folder / "node")
    modules = folder / "node" / "node_modules"
    return Tools(
        milepost=folder / "milepost" / "bin",
        python=folder / "peers" / "bin",
        node=modules / "node" / "bin" / "node",
        markdownlint=modules / "markdownlint-cli2" / "markdownlint-cli2-bin.mjs",
    )


def install_cluster(folder: Path) -> Path:
    """The programs of an environment that holds Milepost, built from this tree, and Dask.

    Raises `InstallError`.
    """
    environment(folder / "cluster", LOCKS / "dev.txt")
    pip(folder / "cluster", "--no-deps", "--no-build-isolation", "--force-reinstall", str(ROOT))
    return folder / "cluster" / "bin"


def environment(folder: Path, lock: Path) -> None:
    """A virtual environment with exactly what `lock` pins."""
    if current(folder, lock):
        return
    venv.create(folder, clear=True, with_pip=True, symlinks=True)
    pip(folder, "--require-hashes", "-r", str(lock))
    stamp(folder, lock)


def node(folder: Path) -> None:
    """The Node peers and an interpreter for them, through npm."""
    if current(folder, *NODE_FILES):
        return
    folder.mkdir(exist_ok=True)
    for file in NODE_FILES:
        (folder / file.name).write_bytes(file.read_bytes())
    call(["npm", "ci", "--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error"])
    stamp(folder, *NODE_FILES)


def pip(folder: Path, *arguments: str) -> None:
    program = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    call([*program, "install", "-qq", *arguments])


def call(argv: list[str]) -> None:
    print("installing:", " ".join(argv), file=sys.stderr)
    try:
        subprocess.run(argv, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        raise InstallError(str(error)) from error


def digest(files: tuple[Path, ...]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def current(folder: Path, *files: Path) -> bool:
    """Whether `folder` was installed from files of this very content."""
    written = folder / "installed-from"
    return written.exists() and written.read_text() == digest(files)


def stamp(folder: Path, *files: Path) -> None:
    (folder / "installed-from").write_text(digest(files))
