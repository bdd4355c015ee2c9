"""Why a room does not start, out of what its programs say."""

from __future__ import annotations

import pytest

from milepost.room import diagnosis
from milepost.room.diagnosis import Cause, cannot_start, diagnose, missing

SAID = [
    ('open("/dev/net/tun"): Permission denied\nchild failed(1)', False, False, diagnosis.TUN),
    ("unshare: unshare failed: Operation not permitted", True, False, diagnosis.APPARMOR),
    ("bwrap: setting up uid map: Permission denied", True, False, diagnosis.APPARMOR),
    ("unshare: unshare failed: Operation not permitted", False, True, diagnosis.CONTAINER),
    ("unshare: unshare failed: Operation not permitted", False, False, diagnosis.FORBIDDEN),
    ("unshare: unshare failed: No space left on device", False, False, diagnosis.FORBIDDEN),
    ("bwrap: Can't mount proc on /newroot/proc: not permitted", False, True, diagnosis.PROC),
    ("unshare: mount /proc failed: Operation not permitted", False, True, diagnosis.PROC),
    ("netlink: Error: cache initialization failed", False, False, diagnosis.FIREWALL),
    ("bwrap: Unknown option --disable-userns", False, False, diagnosis.OLD),
    ("something else", True, True, None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "restricted", "container", "cause"), SAID)
def test_cause_is_known_by_what_was_said(
    words: str, restricted: bool, container: bool, cause: Cause | None
) -> None:
    assert diagnose(words, restricted=restricted, container=container) == cause


def test_error_tells_cause_and_remedy_and_the_other_way() -> None:
    error = cannot_start('open("/dev/net/tun"): no', diagnosis.TUN)
    assert "/dev/net/tun" in error.message
    assert 'open("/dev/net/tun"): no' in error.message
    assert "modprobe tun" in error.remedy
    assert "--no-sandbox" in error.remedy


def test_error_without_a_known_cause_repeats_what_was_said() -> None:
    assert "went wrong" in cannot_start("it went\n wrong", None).message
    assert "nothing was said" in cannot_start("", None).message


def test_missing_programs_are_named_with_their_packages() -> None:
    error = missing(["nft", "bwrap"])
    assert "bwrap, nft not found" in error.message
    assert "apt-get install bubblewrap nftables" in error.remedy


ACCOUNTS = [
    (0, "         0          0 4294967295\n", None),
    (0, "         0       1000          1\n", diagnosis.ALONE),
    (0, "         0       1000          1\n         1     100000      65536\n", None),
    (0, "         0       1000          1\n         1     100000      65533\n", diagnosis.ALONE),
    (1000, "      1000       1000          1\n", None),
]


@pytest.mark.parametrize(("uid", "uid_map", "cause"), ACCOUNTS)
def test_root_alone_in_a_user_namespace_cannot_make_rooms(
    uid: int, uid_map: str, cause: Cause | None
) -> None:
    assert diagnosis.lone_root(uid, uid_map, 65534) == cause
