"""What the import contracts cannot express: purity, size, and what a tracked file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "milepost"

PURE_FLOORS = (
    "text",
    "document",
    "contract",
    "milestone",
    "reading",
    "roadmap",
    "result",
    "rules",
    "plan",
    "report",
    "adopt",
)
"""Floors 0 to 5: no file, clock, environment or process."""

IMPURE_MODULES = frozenset(
    {
        "asyncio", "ctypes", "fcntl", "getpass", "glob", "http", "importlib", "io", "locale",
        "logging", "mmap", "multiprocessing", "os", "pathlib", "platform", "random", "resource",
        "secrets", "select", "selectors", "shutil", "signal", "socket", "sqlite3", "ssl",
        "subprocess", "sys", "tempfile", "termios", "threading", "time", "urllib",
    }
)  # fmt: skip
"""Modules of the standard library with which the world is read or changed."""

PURE_NAMES = frozenset(
    {
        "importlib.import_module",
        "io.StringIO",
        "pathlib.PurePath",
        "pathlib.PurePosixPath",
        "pathlib.PureWindowsPath",
        "urllib.parse",
    }
)
"""Names in those modules that compute and touch nothing."""

IMPURE_CALLS = frozenset(
    {"open", "input", "print", "exec", "eval", "breakpoint", "now", "today", "utcnow"}
)

STARTS_PROGRAMS = frozenset(
    {
        "subprocess.Popen", "subprocess.run", "subprocess.call", "subprocess.check_call",
        "subprocess.check_output", "subprocess.getoutput", "subprocess.getstatusoutput",
        "os.fork", "os.forkpty", "os.system", "os.popen", "os.posix_spawn", "os.posix_spawnp",
        "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "pty.fork",
        "pty.spawn",
    }
)  # fmt: skip

LONGEST = 420
"""Lines that a file may have without a reason at its top: about 400."""

REASON = re.compile(r"\blong\b|\blonger\b|\blines\b")

Fault = Callable[[ast.Module], Iterator[str]]


def tracked() -> list[str]:
    """Paths of all files in the repository, relative to its root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules(*floors: str) -> list[Path]:
    """The Python files of the package, or of some of its floors."""
    folders = [PACKAGE / floor for floor in floors] or [PACKAGE]
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def imported(tree: ast.Module) -> Iterator[tuple[ast.stmt, str]]:
    """Every imported name in full: `import a.b` is `a.b`, `from a import b` is `a.b` too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield node, f"{node.module}.{alias.name}"


def needed(tree: ast.Module) -> Iterator[str]:
    """Every name imported when the module runs, not only when its types are checked."""
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node, name in imported(tree):
        if node not in for_types:
            yield name


def called(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the name it is made by, resolved where that name was imported."""
    full = {name.rpartition(".")[2]: name for _, name in imported(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            head, dot, rest = ast.unparse(node.func).partition(".")
            yield node, full.get(head, head) + dot + rest


def impurities(tree: ast.Module) -> Iterator[str]:
    """What a pure floor may not do."""
    for node, name in imported(tree):
        pure = any(f"{name}.".startswith(f"{allowed}.") for allowed in PURE_NAMES)
        if name.partition(".")[0] in IMPURE_MODULES and not pure:
            yield f"{node.lineno}: imports {name}"
    for call, name in called(tree):
        if name.rpartition(".")[2] in IMPURE_CALLS and not name.startswith("re."):
            yield f"{call.lineno}: calls {name}"


def starts(tree: ast.Module) -> Iterator[str]:
    """Calls that start a program."""
    for call, name in called(tree):
        if name in STARTS_PROGRAMS or name.startswith(("os.exec", "os.spawn")):
            yield f"{call.lineno}: calls {name}"


def made_late(tree: ast.Module) -> Iterator[str]:
    """Patterns that functions make by what keeps them: they may hold something of a guide."""
    late = {
        call
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for call in ast.walk(node)
    }
    lazy = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "milepost.text"
        for alias in node.names
        if alias.name == "lazy_re"
    }
    for call, _ in called(tree):
        if call in late and ast.unparse(call.func) in {f"{name}.compile" for name in lazy}:
            yield f"{call.lineno}: calls {ast.unparse(call.func)}"


def relative_imports(tree: ast.Module) -> Iterator[str]:
    """`from . import x`: which floor it reaches cannot be seen in its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{node.lineno}: relative import"


def faults(files: list[Path], fault: Fault) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}:{found}"
        for file in files
        for found in fault(ast.parse(file.read_bytes()))
    ]


@pytest.mark.parametrize("floor", PURE_FLOORS)
def test_a_floor_up_to_the_fifth_touches_no_file_clock_environment_or_process(floor: str) -> None:
    files = modules(floor)
    assert files
    assert faults(files, impurities) == []


def test_only_the_process_floor_starts_programs() -> None:
    elsewhere = [file for file in modules() if PACKAGE / "process" not in file.parents]
    assert faults(elsewhere, starts) == []


def test_only_patterns_that_stand_in_the_code_are_kept() -> None:
    assert faults(modules(), made_late) == []


def test_imports_name_their_module_in_full() -> None:
    assert faults(modules(), relative_imports) == []


@pytest.mark.parametrize(
    ("source", "fault", "found"),
    [
        ("import os", impurities, "1: imports os"),
        ("from pathlib import Path", impurities, "1: imports pathlib.Path"),
        ("from datetime import date\ndate.today()", impurities, "2: calls datetime.date.today"),
        ("open('x')", impurities, "1: calls open"),
        ("import urllib.request", impurities, "1: imports urllib.request"),
        ("from subprocess import run\nrun(['ls'])", starts, "2: calls subprocess.run"),
        ("import os\nos.execvp('ls', [])", starts, "2: calls os.execvp"),
        ("from . import x", relative_imports, "1: relative import"),
        (
            "from milepost.text import lazy_re as re\nA = re.compile('a')\n"
            "def f(): return re.compile(g)",
            made_late,
            "3: calls re.compile",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_found(source: str, fault: Fault, found: str) -> None:
    assert list(fault(ast.parse(source))) == [found]


@pytest.mark.parametrize(
    "source",
    [
        "from pathlib import PurePosixPath",
        "from urllib.parse import urlsplit",
        "import posixpath",
        "import re\nre.compile('x')",
    ],
)
def test_what_only_computes_is_pure(source: str) -> None:
    assert list(impurities(ast.parse(source))) == []


def test_every_floor_is_named_here_or_has_effects() -> None:
    with_effects = {
        "app", "config", "files", "interfaces", "probes", "process", "progress", "room", "run",
        "snapshot",
    }  # fmt: skip
    present = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert present - with_effects == set(PURE_FLOORS)


def test_a_file_over_the_limit_gives_its_reason_at_the_top() -> None:
    unexplained = []
    for name in tracked():
        if not name.endswith(".py"):
            continue
        text = (ROOT / name).read_text()
        head = text[: text.find("\nimport ")] if "\nimport " in text else text[:2000]
        if text.count("\n") > LONGEST and not REASON.search(head):
            unexplained.append(name)
    assert unexplained == []


def test_no_tracked_file_names_a_registry_or_a_path_of_this_machine() -> None:
    hosts = [r"pypi\.org", r"pythonhosted\.org", r"registry\.npmjs", r"deb\.debian\.org"]
    here = {str(ROOT), sys.prefix, sys.base_prefix}
    forbidden = re.compile(
        "|".join(hosts + [re.escape(path) for path in here if path.count("/") > 1]).encode()
    )
    found = [
        f"{name}: {match.group().decode()}"
        for name in tracked()
        if (ROOT / name) != Path(__file__)
        for match in forbidden.finditer((ROOT / name).read_bytes())
    ]
    assert found == []


def test_locks_hold_every_dependency_with_its_hash_and_no_index() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    needed = {
        "runtime": project["project"]["dependencies"] + groups["build"],
        "dev": project["project"]["dependencies"]
        + [entry for entry in groups["dev"] if isinstance(entry, str)],
        "lock": groups["lock"],
    }
    for lock, requirements in needed.items():
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        entries = re.findall(
            r"^([a-z0-9_.-]+)(?:\[[a-z0-9,-]+\])?==\S+ (.*)$\n +--hash=sha256:", text, re.MULTILINE
        )
        names = {re.match(r"[\w.-]+", requirement)[0] for requirement in requirements}  # type: ignore[index]
        assert names - {name for name, _ in entries} == set()
        assert len(entries) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
        assert "://" not in text


def test_every_part_from_outside_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    optional = project.get("optional-dependencies", {}).values()
    requirements = [*project["dependencies"], *(entry for extra in optional for entry in extra)]
    declared = {
        re.sub(r"[^a-z0-9]", "_", re.split(r"[<>=~!\[; ]", requirement)[0].lower())
        for requirement in requirements
    }
    outside = {
        name.partition(".")[0]
        for file in modules()
        for name in needed(ast.parse(file.read_bytes()))
    } - set(sys.stdlib_module_names)
    assert outside - declared == {"milepost"}
