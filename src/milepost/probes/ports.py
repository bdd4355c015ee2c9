"""Checks of the ports on which something listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.probes.base import Verdict

if TYPE_CHECKING:
    from milepost.milestone.check import PortListens
    from milepost.probes.base import View


def port_listens(check: PortListens, view: View) -> Verdict:
    """A socket accepts connections on the port."""
    ports = sorted({listener.port for listener in view.listeners()})
    seen = ", ".join(map(str, ports)) or "none"
    return Verdict(check.port in ports, f"listening ports: {seen}", pending=True)
