"""What looks like the path of a file, as data."""

from __future__ import annotations

from milepost.text import lazy_re as re

EXTENSIONS = frozenset(
    [
        "astro",
        "avif",
        "bash",
        "bat",
        "bak",
        "bib",
        "bin",
        "c",
        "cc",
        "cfg",
        "cjs",
        "clj",
        "cmake",
        "conf",
        "cpp",
        "crt",
        "cs",
        "css",
        "csv",
        "cts",
        "cxx",
        "dart",
        "db",
        "diff",
        "dockerfile",
        "dot",
        "editorconfig",
        "ejs",
        "env",
        "erl",
        "ex",
        "example",
        "exs",
        "feature",
        "fish",
        "gitignore",
        "go",
        "gradle",
        "graphql",
        "gz",
        "h",
        "hbs",
        "hcl",
        "hpp",
        "hs",
        "htm",
        "html",
        "http",
        "ico",
        "ini",
        "ipynb",
        "j2",
        "jar",
        "java",
        "jinja",
        "jl",
        "jpeg",
        "jpg",
        "js",
        "json",
        "json5",
        "jsonc",
        "jsonl",
        "jsx",
        "key",
        "kt",
        "kts",
        "less",
        "local",
        "lock",
        "log",
        "lua",
        "m4",
        "md",
        "mdx",
        "mjs",
        "mk",
        "ml",
        "mod",
        "mts",
        "nix",
        "odt",
        "parquet",
        "patch",
        "pdf",
        "pem",
        "php",
        "pl",
        "plist",
        "png",
        "po",
        "prisma",
        "properties",
        "proto",
        "ps1",
        "pug",
        "py",
        "pyi",
        "r",
        "rb",
        "rego",
        "rs",
        "rst",
        "sass",
        "scala",
        "scss",
        "service",
        "sh",
        "sol",
        "sql",
        "sqlite",
        "sqlite3",
        "sum",
        "svelte",
        "svg",
        "swift",
        "tar",
        "tcl",
        "template",
        "test",
        "tex",
        "tf",
        "tfvars",
        "tgz",
        "tmpl",
        "toml",
        "ts",
        "tsv",
        "tsx",
        "txt",
        "vue",
        "wasm",
        "webp",
        "xml",
        "xsd",
        "yaml",
        "yml",
        "zig",
        "zip",
        "zsh",
    ]
)
"""Endings after which a name is taken for a file's."""

BARE_NAMES = frozenset(
    [
        "Makefile",
        "makefile",
        "GNUmakefile",
        "Dockerfile",
        "Containerfile",
        "Procfile",
        "Jenkinsfile",
        "Vagrantfile",
        "Gemfile",
        "Rakefile",
        "Justfile",
        "justfile",
        "Caddyfile",
        "Brewfile",
        "Pipfile",
        "LICENSE",
        "README",
        "CHANGELOG",
        "NOTICE",
        "CODEOWNERS",
        ".env",
        ".gitignore",
        ".gitattributes",
        ".dockerignore",
        ".npmrc",
        ".nvmrc",
        ".bashrc",
        ".zshrc",
        ".profile",
        ".babelrc",
        ".eslintrc",
        ".prettierrc",
        ".editorconfig",
        ".npmignore",
        ".prettierignore",
        ".eslintignore",
        ".node-version",
        ".python-version",
        ".tool-versions",
        ".flaskenv",
        ".bash_profile",
        ".env.local",
        ".env.example",
        "go.mod",
        "go.sum",
    ]
)
"""Files without an ending that are known by their name."""

_NOT_FILES = frozenset({"console.log", "process.env", "import.meta.env", "Node.js", "Next.js"})
_LIBRARIES = re.compile(
    r"^(?:node|next|nuxt|vue|express|three|d3|react|nest|ember|backbone|chart|p5|discord|alpine)"
    r"\.js$",
    re.IGNORECASE,
)
_PATH = re.compile(r"^(?:~/|\.{1,2}/|/)?(?:[\w.@+()\[\]$-]+/)*[\w.@+()\[\]$-]+/?$")
_CALL = re.compile(r"\(.*\)$")


def is_file(text: str) -> bool:
    """Whether a code span or bare word names a file by its form alone."""
    if text in BARE_NAMES:
        return True
    if text in _NOT_FILES or text.endswith("/") or not _PATH.match(text) or _CALL.search(text):
        return False
    name = text.rsplit("/", 1)[-1]
    if name in BARE_NAMES or _is_library(text):
        return name in BARE_NAMES
    stem, dot, ending = name.rpartition(".")
    return bool(dot) and ending.lower() in EXTENSIONS and bool(stem or ending)


def is_path(text: str) -> bool:
    """Whether a text is a path by its form alone: a file, or something with a slash."""
    if is_file(text):
        return True
    if not _PATH.match(text) or _CALL.search(text):
        return False
    return text.endswith("/") or text.startswith(("./", "../", "~/"))


def could_be_path(text: str) -> bool:
    """Whether a text can be a path where the sentence says that it is one."""
    return bool(_PATH.match(text)) and not _CALL.search(text)


def _is_library(text: str) -> bool:
    return bool(_LIBRARIES.match(text)) and text[:1].isupper()
