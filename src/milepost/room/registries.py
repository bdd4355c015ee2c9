"""Registry and certificate settings of this machine that a room is handed, without credentials."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from milepost.room.paths import lies_in, plain
from milepost.room.settings import HOME
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VARIABLES: Final = re.compile(
    r"PIP_.*|NPM_CONFIG_.*|npm_config_.*|UV_(DEFAULT_|EXTRA_)?INDEX(_URL)?|UV_NATIVE_TLS"
    r"|YARN_(NPM_)?REGISTRY.*|GOPROXY|GOSUMDB|GONOSUMDB|GOPRIVATE|RUSTUP_(DIST_SERVER|UPDATE_ROOT)"
    r"|SSL_CERT_.*|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|GIT_SSL_CAINFO|PIP_CERT"
    r"|(https?|ftp|all|no)_proxy|(HTTPS?|FTP|ALL|NO)_PROXY"
)
"""Names of variables that are handed in."""

SECRET: Final = re.compile(
    r"_auth|token|passw|secret|username|email|otp|key|client[-_]?cert|//.*:certfile", re.IGNORECASE
)
"""Names of settings that are or lead to credentials."""

PLACES: Final = re.compile(
    r"(NPM_CONFIG_|npm_config_)(USERCONFIG|userconfig|GLOBALCONFIG|globalconfig|PREFIX|prefix"
    r"|CACHE|cache)|PIP_(CONFIG_FILE|CACHE_DIR|TARGET|PREFIX|ROOT|SRC|USER|LOG)"
)
"""Names of variables that say where this machine's own folders are; a room has its own."""

_USERINFO: Final = re.compile(r"(?<=://)[^/\s@]*@")

_NPM_SETTINGS: Final = re.compile(
    r"registry|@[^:]+:registry|replace-registry-host|omit-lockfile-registry-resolved"
    r"|ca(\[\])?|cafile|strict-ssl|https?-proxy|proxy|noproxy|fetch-.*|maxsockets|audit"
)
"""Names of npm's settings that are about registries and certificates."""

_PIP_SETTINGS: Final = re.compile(
    r"(extra-)?index-url|find-links|no-index|trusted-host|cert|proxy|(default-)?timeout|retries"
    r"|disable-pip-version-check|prefer-binary|(only|no)-binary"
)
"""The same of pip's."""

_WHOLE: Final = ("/etc", "/home", "/proc", "/run", "/sys", "/tmp", "/var", "/dev")
"""Folders that no setting can have shown as a whole."""


class Registries(msgspec.Struct, frozen=True):
    """What package clients in a room need to know of this machine."""

    variables: Mapping[str, str]
    """Variables handed in, without credentials."""
    paths: tuple[str, ...]
    """Files and folders that the settings name, to be shown."""
    files: Mapping[str, str]
    """Settings files: path in the room to text, without credentials."""


def find_registries(environment: Mapping[str, str], homes: Iterable[Path]) -> Registries:
    """Read the settings that pip and npm on this machine would use."""
    homes = tuple(homes)
    variables = {
        name: without_credentials(value)
        for name, value in environment.items()
        if VARIABLES.fullmatch(name) and not SECRET.search(name) and not PLACES.fullmatch(name)
    }
    pip_texts = list(_texts(_pip_files(environment, homes)))
    pip = merge_pip(pip_texts) if pip_texts else ""
    npm = merge_npm(_texts(_npm_files(environment, homes)))
    files = {f"{HOME}/.npmrc": f"{npm}prefix={HOME}/.local\n"}
    if pip:
        files[f"{HOME}/.config/pip/pip.conf"] = pip
    paths = _named_paths([*variables.values(), pip, npm], homes)
    return Registries(variables, paths, files)


def without_credentials(value: str) -> str:
    """The value, with `user:password@` cut out of every address in it."""
    return _USERINFO.sub("", value)


def merge_pip(texts: Iterable[str]) -> str:
    """One pip.conf out of several, the later ones stronger; empty if there is nothing to say."""
    import configparser  # rarely needed, and slow to load

    merged = configparser.RawConfigParser(strict=False)
    for text in texts:
        merged.read_string(text)
    lines: list[str] = []
    for section in merged.sections():
        lines.append(f"[{section}]")
        for key, value in merged.items(section):
            if _PIP_SETTINGS.fullmatch(key.replace("_", "-")):
                lines.append(f"{key} = {without_credentials(value)}".replace("\n", "\n    "))
    return "\n".join([*lines, ""]) if lines else ""


def merge_npm(texts: Iterable[str]) -> str:
    """One npmrc out of several, the later ones stronger; one setting a line."""
    kept: list[str] = []
    for text in texts:
        for line in text.splitlines():
            key = line.partition("=")[0].strip()
            if _NPM_SETTINGS.fullmatch(key):
                kept.append(without_credentials(line.strip()))
    return "".join(f"{line}\n" for line in kept)


def _pip_files(environment: Mapping[str, str], homes: Iterable[Path]) -> Iterable[Path]:
    yield Path("/etc/xdg/pip/pip.conf")
    yield Path("/etc/pip.conf")
    for home in homes:
        yield home / ".pip/pip.conf"
        yield home / ".config/pip/pip.conf"
    if named := environment.get("PIP_CONFIG_FILE"):
        yield Path(named)


def _npm_files(environment: Mapping[str, str], homes: Iterable[Path]) -> Iterable[Path]:
    lower = {name.lower(): value for name, value in environment.items()}
    for folder in filter(None, environment.get("PATH", "").split(":")):
        if os.path.isfile(node := Path(folder) / "node"):
            yield node.resolve().parent.parent / "etc/npmrc"
            break
    yield Path("/etc/npmrc")
    if named := lower.get("npm_config_globalconfig"):
        yield Path(named)
    for home in homes:
        yield home / ".npmrc"
    if named := lower.get("npm_config_userconfig"):
        yield Path(named)


def _texts(paths: Iterable[Path]) -> Iterable[str]:
    for path in paths:
        try:
            yield path.read_text("utf-8", "replace")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            continue


def _named_paths(values: Iterable[str], homes: Iterable[Path]) -> tuple[str, ...]:
    """Absolute paths of existing files and folders that stand in the values."""
    found: dict[str, None] = {}
    whole = [*_WHOLE, *(plain(str(home)) for home in homes)]
    for value in values:
        for text in re.findall(r"(?:(?<=file://)|(?<![^\s\"'=,]))/[^\s\"',]+", value):
            path = plain(text)
            if os.path.exists(text) and not any(lies_in(folder, path) for folder in whole):
                found[text] = None
    return tuple(found)
