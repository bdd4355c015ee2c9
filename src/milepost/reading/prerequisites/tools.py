"""Tools that guides ask for: names, program, how the version is asked and read, how to get it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = r"(\d+(?:\.\d+)+|\d+)"
_DOTTED = r"(\d+\.\d+(?:\.\d+)*)"


class Tool(msgspec.Struct, frozen=True):
    """One tool."""

    name: str
    """Its usual name, lower case; what a reading calls it."""
    program: str
    """What is looked for on PATH."""
    aliases: tuple[str, ...] = ()
    """Other names in prose, lower case."""
    command: str = ""
    """What prints its version; empty for `PROGRAM --version`."""
    expression: str = _DOTTED
    """Expression whose first group is the version in what that prints."""
    get: str = ""
    """How to get it, for a person."""
    programs: tuple[str, ...] = ()
    """Other programs that do as well, in order."""
    part: bool = False
    """It is a part of its program, which may be there without it: its version command tells."""

    @property
    def version_command(self) -> str:
        """What prints the version."""
        return self.command or f"{self.program} --version"


TOOLS: tuple[Tool, ...] = (
    Tool("node", "node", ("node.js", "nodejs", "node js"), get="https://nodejs.org/en/download"),
    Tool("npm", "npm", get="comes with Node.js: https://nodejs.org"),
    Tool("yarn", "yarn", get="corepack enable, or npm install -g yarn"),
    Tool("pnpm", "pnpm", get="https://pnpm.io/installation"),
    Tool("bun", "bun", get="https://bun.sh"),
    Tool("deno", "deno", get="https://deno.com"),
    Tool("typescript", "tsc", ("tsc",), get="npm install -g typescript"),
    Tool("python", "python3", ("python3", "python 3", "cpython"), get="https://www.python.org/downloads", programs=("python",)),
    Tool("pip", "pip", ("pip3",), get="python3 -m ensurepip", programs=("pip3",)),
    Tool("pipx", "pipx", get="https://pipx.pypa.io"),
    Tool("uv", "uv", get="https://docs.astral.sh/uv"),
    Tool("poetry", "poetry", get="https://python-poetry.org/docs"),
    Tool("conda", "conda", ("miniconda", "anaconda"), get="https://docs.conda.io"),
    Tool("pytest", "pytest", get="python3 -m pip install pytest"),
    Tool("git", "git", get="https://git-scm.com/downloads"),
    Tool("gh", "gh", ("github cli",), get="https://cli.github.com"),
    Tool("docker", "docker", ("docker desktop", "docker engine"), get="https://docs.docker.com/get-docker"),
    Tool("docker compose", "docker", ("docker-compose",), "docker compose version", get="https://docs.docker.com/compose/install", part=True),
    Tool("podman", "podman", get="https://podman.io"),
    Tool("kubectl", "kubectl", (), "kubectl version --client", r"v?" + _DOTTED, "https://kubernetes.io/docs/tasks/tools"),
    Tool("helm", "helm", (), "helm version --short", r"v?" + _DOTTED, "https://helm.sh/docs/intro/install"),
    Tool("minikube", "minikube", (), "minikube version", r"v" + _DOTTED, "https://minikube.sigs.k8s.io"),
    Tool("kind", "kind", (), "kind version", r"v" + _DOTTED, "https://kind.sigs.k8s.io"),
    Tool("terraform", "terraform", (), "terraform version", r"v" + _DOTTED, "https://developer.hashicorp.com/terraform/install"),
    Tool("ansible", "ansible", get="https://docs.ansible.com"),
    Tool("aws", "aws", ("aws cli", "awscli"), expression=r"aws-cli/" + _DOTTED, get="https://aws.amazon.com/cli"),
    Tool("az", "az", ("azure cli",), get="https://learn.microsoft.com/cli/azure"),
    Tool("gcloud", "gcloud", ("google cloud sdk", "gcloud cli"), expression=r"SDK " + _DOTTED, get="https://cloud.google.com/sdk"),
    Tool("go", "go", ("golang",), "go version", r"go" + _DOTTED, "https://go.dev/dl"),
    Tool("rust", "rustc", ("rustc",), get="https://rustup.rs"),
    Tool("cargo", "cargo", get="https://rustup.rs"),
    Tool("java", "java", ("jdk", "openjdk", "java jdk", "jre"), "java -version", r'version "' + _VERSION, "https://adoptium.net"),
    Tool("javac", "javac", (), "javac -version", r"javac " + _VERSION, "https://adoptium.net"),
    Tool("maven", "mvn", ("mvn", "apache maven"), "mvn -version", r"Maven " + _DOTTED, "https://maven.apache.org"),
    Tool("gradle", "gradle", (), "gradle --version", r"Gradle " + _DOTTED, "https://gradle.org/install"),
    Tool("kotlin", "kotlinc", ("kotlinc",), "kotlinc -version", get="https://kotlinlang.org"),
    Tool("ruby", "ruby", get="https://www.ruby-lang.org"),
    Tool("bundler", "bundle", ("bundle",), get="gem install bundler"),
    Tool("rails", "rails", ("ruby on rails",), get="gem install rails"),
    Tool("php", "php", expression=r"PHP " + _DOTTED, get="https://www.php.net/downloads"),
    Tool("composer", "composer", expression=r"version " + _DOTTED, get="https://getcomposer.org"),
    Tool("dotnet", "dotnet", (".net", ".net sdk", ".net core"), get="https://dotnet.microsoft.com"),
    Tool("elixir", "elixir", expression=r"Elixir " + _DOTTED, get="https://elixir-lang.org/install"),
    Tool("ghc", "ghc", ("haskell",), get="https://www.haskell.org/ghcup"),
    Tool("ocaml", "ocaml", (), "ocaml -version", get="https://ocaml.org/install"),
    Tool("gcc", "gcc", ("c compiler",), "gcc -dumpfullversion", get="your system's compiler package"),
    Tool("g++", "g++", (), "g++ -dumpfullversion", get="your system's compiler package"),
    Tool("clang", "clang", get="https://llvm.org"),
    Tool("cmake", "cmake", get="https://cmake.org/download"),
    Tool("make", "make", ("gnu make",), expression=r"Make " + _DOTTED, get="your system's package `make`"),
    Tool("bash", "bash", ("gnu bash",), expression=r"version " + _DOTTED, get="your system's package `bash`"),
    Tool("zsh", "zsh", expression=r"zsh " + _DOTTED, get="your system's package `zsh`"),
    Tool("curl", "curl", expression=r"curl " + _DOTTED, get="your system's package `curl`"),
    Tool("wget", "wget", expression=r"Wget " + _DOTTED, get="your system's package `wget`"),
    Tool("jq", "jq", (), "jq --version", r"jq-" + _VERSION, "https://jqlang.org"),
    Tool("unzip", "unzip", (), "unzip -v", r"UnZip " + _DOTTED, "your system's package `unzip`"),
    Tool("tmux", "tmux", (), "tmux -V", r"tmux " + _DOTTED, "your system's package `tmux`"),
    Tool("tree", "tree", expression=r"v" + _DOTTED, get="your system's package `tree`"),
    Tool("sqlite", "sqlite3", ("sqlite3", "sqlite 3"), get="your system's package `sqlite3`"),
    Tool("postgresql", "psql", ("postgres", "psql"), expression=r"\) " + _VERSION, get="https://www.postgresql.org/download"),
    Tool("mysql", "mysql", expression=r"(?:Ver|Distrib) " + _DOTTED, get="https://dev.mysql.com/downloads"),
    Tool("redis", "redis-server", ("redis-server",), expression=r"v=" + _DOTTED, get="https://redis.io/downloads"),
    Tool("mongodb", "mongod", ("mongo", "mongod"), expression=r"v" + _DOTTED, get="https://www.mongodb.com/try/download"),
    Tool("nginx", "nginx", (), "nginx -v", r"nginx/" + _DOTTED, "https://nginx.org"),
    Tool("ffmpeg", "ffmpeg", (), "ffmpeg -version", r"version n?" + _DOTTED, "https://ffmpeg.org"),
    Tool("openssl", "openssl", (), "openssl version", r"SSL " + _DOTTED, "your system's package `openssl`"),
    Tool("ssh", "ssh", ("openssh",), "ssh -V", r"OpenSSH_" + _DOTTED, "your system's package `openssh-client`"),
    Tool("vim", "vim", expression=r"IMproved " + _DOTTED, get="your system's package `vim`"),
    Tool("perl", "perl", (), "perl -v", r"v" + _DOTTED, "https://www.perl.org"),
    Tool("r", "R", ("r language",), expression=r"version " + _DOTTED, get="https://cran.r-project.org"),
    Tool("julia", "julia", get="https://julialang.org/downloads"),
)  # fmt: skip

PROGRAMS = frozenset(name for tool in TOOLS for name in (tool.program, *tool.programs))
"""Every program of the table."""

BY_NAME = {name: tool for tool in TOOLS for name in (*tool.aliases, tool.name)}
"""Tools by every name that prose has for them, lower case."""

_LOOSE = {
    "make",
    "go",
    "kind",
    "r",
    "java",
    "tree",
    "vim",
    "bash",
    "rust",
    "az",
    "bun",
    "node",
    "ruby",
    "conda",
    "helm",
    "tmux",
}
"""Names that are words or parts of other names too: in prose they need a version, a code span or
to stand alone."""


_JOINS_BEFORE = frozenset("./@-")
_JOINS_AFTER = frozenset("/-")
"""Characters that make what stands beside them a part of something longer."""


def tool_named(name: str) -> Tool | None:
    """The tool of this name, however written."""
    return BY_NAME.get(name.strip().lower())


def is_loose(name: str) -> bool:
    """Whether the name alone, within a longer sentence, does not yet mean the tool."""
    return name.lower() in _LOOSE


def names_in(text: str) -> list[tuple[int, int]]:
    """Where tools' names stand in prose, in order: the longest at each place, none in another."""
    lower = text.lower()
    if len(lower) != len(text):  # A few capitals have no small letter of their own.
        lower = "".join([small if len(small := char.lower()) == 1 else char for char in text])
    found = sorted(
        (start, -end) for name in BY_NAME if name in lower for start, end in _places(name, lower)
    )
    places: list[tuple[int, int]] = []
    last = 0
    for start, end in found:
        if start >= last:
            last = -end
            places.append((start, last))
    return places


def _places(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands by itself: in no longer word, path or address."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after, next_ = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
        part = _is_of_word(before) or before in _JOINS_BEFORE or _is_of_word(after)
        if not (part or after in _JOINS_AFTER or (after == "." and _is_of_word(next_))):
            yield start, end
        start = text.find(name, start + 1)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
