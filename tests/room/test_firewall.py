"""The rules that keep a room off private networks."""

from milepost.room.firewall import PRIVATE, own_addresses, rules

TRIE = """\
Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 0.0.0.0
        /0 universe UNICAST
     +-- 198.51.100.0/24 2 0 2
        |-- 198.51.100.0
           /24 link UNICAST
        |-- 198.51.100.7
           /32 host LOCAL
     +-- 127.0.0.0/8 2 0 2
           |-- 127.0.0.1
              /32 host LOCAL
Local:
        |-- 198.51.100.7
           /32 host LOCAL
"""


def test_own_addresses_of_a_machine_are_found_once_and_without_loopback() -> None:
    assert own_addresses(TRIE) == ["198.51.100.7"]


def test_rules_close_private_ranges_and_own_addresses() -> None:
    text = rules(["198.51.100.7"])
    assert all(address in text for address in [*PRIVATE, "198.51.100.7"])
