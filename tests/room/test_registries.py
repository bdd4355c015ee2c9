"""Registry and certificate settings: all that clients need, and no credential."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from milepost.room.registries import find_registries, merge_npm, merge_pip, without_credentials

if TYPE_CHECKING:
    from pathlib import Path

KEPT = [
    ("PIP_INDEX_URL", "https://a.example/simple", "https://a.example/simple"),
    ("PIP_INDEX_URL", "https://me:word@a.example/simple", "https://a.example/simple"),
    ("PIP_EXTRA_INDEX_URL", "https://u:p@a.example https://v@b.example", "https://a.example https://b.example"),
    ("HTTPS_PROXY", "http://me:word@proxy.example:3128", "http://proxy.example:3128"),
    ("no_proxy", "localhost,.example", "localhost,.example"),
    ("npm_config_registry", "https://a.example/", "https://a.example/"),
    ("NPM_CONFIG_REGISTRY", "https://a.example/", "https://a.example/"),
    ("NODE_EXTRA_CA_CERTS", "/etc/ssl/certs/x.pem", "/etc/ssl/certs/x.pem"),
    ("SSL_CERT_DIR", "/etc/ssl/certs", "/etc/ssl/certs"),
    ("REQUESTS_CA_BUNDLE", "/x.pem", "/x.pem"),
]  # fmt: skip

DROPPED = [
    "NPM_TOKEN",
    "NPM_CONFIG__AUTHTOKEN",
    "npm_config__auth",
    "npm_config_//a.example/:_authToken",
    "npm_config__password",
    "NPM_CONFIG_USERNAME",
    "NPM_CONFIG_KEY",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_TARGET",
    "npm_config_prefix",
    "npm_config_cache",
    "AWS_SECRET_ACCESS_KEY",
    "GITHUB_TOKEN",
    "SSH_AUTH_SOCK",
    "DBUS_SESSION_BUS_ADDRESS",
    "PYTHONPATH",
]


@pytest.mark.parametrize(("name", "value", "handed"), KEPT)
def test_setting_is_handed_in_without_credentials(name: str, value: str, handed: str) -> None:
    assert find_registries({name: value}, []).variables == {name: handed}


@pytest.mark.parametrize("name", DROPPED)
def test_variable_is_not_handed_in(name: str) -> None:
    assert find_registries({name: "/value"}, []).variables == {}


def test_address_without_credentials_is_unchanged() -> None:
    assert without_credentials("https://a.example/@scope/x") == "https://a.example/@scope/x"


def test_npm_settings_are_merged_and_stripped() -> None:
    machine = "registry=https://a.example/\n; comment\nprefix=/usr\naudit = false\n"
    person = (
        "//a.example/:_authToken=${NPM_TOKEN}\n_auth=abc\nemail=me@a.example\n//a.example/:_password=x\n"
        "@team:registry=https://me:word@b.example/\ncafile=/etc/ca.pem\nyes=true\nkey=secret\n"
    )
    assert merge_npm([machine, person]) == (
        "registry=https://a.example/\naudit = false\n"
        "@team:registry=https://b.example/\ncafile=/etc/ca.pem\n"
    )


def test_pip_settings_are_merged_and_stripped() -> None:
    machine = "[global]\nindex-url = https://a.example/simple\nfind-links =\n    /a\n    /b\n"
    person = "[global]\nindex-url = https://me:word@b.example/simple\nclient-cert = /k\n"
    person += "[install]\nuser = yes\n"
    assert merge_pip([machine, person]) == (
        "[global]\nindex-url = https://b.example/simple\nfind-links = \n    /a\n    /b\n[install]\n"
    )
    assert merge_pip([]) == ""


def test_settings_files_of_a_home_and_those_that_variables_name_are_read(tmp_path: Path) -> None:
    (tmp_path / ".config/pip").mkdir(parents=True)
    (tmp_path / ".config/pip/pip.conf").write_text("[global]\ntimeout = 7\n")
    (tmp_path / ".npmrc").write_text("strict-ssl=false\n")
    (tmp_path / "named.conf").write_text("[global]\nretries = 9\n")
    (tmp_path / "named.npmrc").write_text("fetch-retries=8\n")
    (tmp_path / "global.npmrc").write_text("noproxy=a.example\n")
    environment = {
        "PIP_CONFIG_FILE": str(tmp_path / "named.conf"),
        "NPM_CONFIG_USERCONFIG": str(tmp_path / "named.npmrc"),
        "npm_config_globalconfig": str(tmp_path / "global.npmrc"),
        "PATH": str(tmp_path),
    }
    files = find_registries(environment, [tmp_path]).files
    pip = files["/home/reader/.config/pip/pip.conf"]
    assert "timeout = 7" in pip
    assert "retries = 9" in pip
    npm = files["/home/reader/.npmrc"].splitlines()
    assert npm[-4:] == [
        "noproxy=a.example",
        "strict-ssl=false",
        "fetch-retries=8",
        "prefix=/home/reader/.local",
    ]


def test_global_settings_beside_node_are_read(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/node").write_text("")
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/npmrc").write_text("registry=https://beside.example/\n")
    files = find_registries({"PATH": f"{tmp_path}/bin"}, []).files
    assert "registry=https://beside.example/" in files["/home/reader/.npmrc"]


def test_files_and_folders_that_settings_name_are_shown(tmp_path: Path) -> None:
    for name in ("ca.pem", "wheels", "more"):
        (tmp_path / name).mkdir()
    environment = {
        "PIP_CERT": f"{tmp_path}/ca.pem",
        "PIP_FIND_LINKS": f"{tmp_path}/wheels file://{tmp_path}/more {tmp_path}/gone",
        "PIP_INDEX_URL": "https://a.example/etc",
    }
    paths = set(find_registries(environment, []).paths)
    assert {f"{tmp_path}/{name}" for name in ("ca.pem", "wheels", "more")} <= paths
    assert f"{tmp_path}/gone" not in paths


@pytest.mark.parametrize("folder", ["/", "/etc", "/home", "/run", "/proc", "/tmp"])
def test_no_setting_has_a_home_or_the_system_shown(folder: str, tmp_path: Path) -> None:
    shown = find_registries({"PIP_FIND_LINKS": f"{folder} {tmp_path}"}, [tmp_path / "home"]).paths
    assert folder not in shown
    assert str(tmp_path) not in shown
