"""Which addresses a room cannot reach, as rules for nftables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

DNS: Final = "10.0.2.3"
"""The name server of the room's network, which slirp4netns answers for."""

PRIVATE: Final = (
    "10.0.0.0/8",
    "100.64.0.0/10",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
)
"""IPv4 ranges that are not the internet: RFC 1918, RFC 3927, RFC 6598."""

PRIVATE6: Final = ("fc00::/7", "fe80::/10")
"""The same of IPv6: RFC 4193, RFC 4291."""


def rules(own_addresses: Iterable[str]) -> str:
    """Rules that refuse private ranges and `own_addresses`, those of this machine, at once.

    Refused packets go nowhere: the answer comes from within the room's network.
    """
    closed = ", ".join([*PRIVATE, *own_addresses])
    return f"""\
table inet milepost {{
  set closed {{ type ipv4_addr; flags interval; auto-merge; elements = {{ {closed} }} }}
  set closed6 {{ type ipv6_addr; flags interval; elements = {{ {", ".join(PRIVATE6)} }} }}
  chain leaving {{
    type filter hook output priority 0; policy accept;
    oifname "lo" accept
    ip daddr {DNS} udp dport 53 accept
    ip daddr {DNS} tcp dport 53 accept
    ip daddr @closed counter reject with icmpx type admin-prohibited
    ip6 daddr @closed6 counter reject with icmpx type admin-prohibited
  }}
}}
"""


def own_addresses(fib_trie: str) -> list[str]:
    """The IPv4 addresses of this machine, loopback left out, out of `/proc/net/fib_trie`."""
    found = re.findall(r"\|-- ([0-9.]+)\n\s+/32 host LOCAL", fib_trie)
    return sorted({address for address in found if not address.startswith("127.")})
