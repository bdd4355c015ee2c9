"""Commands for another machine than the reader's own: another node, a container, a guest."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

_MACHINE = r"(?:nodes?|hosts?|servers?|machines?|vms?|computers?|instances?|droplets?|boxes|laptops?|workstations?|routers?|switches|devices?|workers?|agents?|replicas?|peers?|brokers?|followers?)"
_OTHER = r"(?:other|another|second|third|remote|target|destination|air-?gapped|offline|disconnected|worker|agent|member|standby|replica|secondary|guest|managed|remaining|data|edge|leaf|backup|peer|jump|bastion|follower)"
_NAMED = r"(?:node|server|host|machine|vm|worker|master|agent|lb|controlplane|control-plane|member|replica|peer|broker|router)-?\d+"
_ONE = rf"(?:(?:(?:the|your|a|an|any|this|that|one|both|all|each|every|of) )*(?:{_OTHER} )+(?:[\w-]+ ){{0,2}}?{_MACHINE}|(?:each|every|all|both|any)(?: of)?(?: the| your| these| those)?(?: (?:[\w-]+)){{0,3}}? {_MACHINE}|(?:the |your )?{_NAMED}(?:(?:,| and|, and) {_NAMED})*)"
_LEAD = r"^\W*(?:(?:now|then|next|finally|also|and|again|first|second|third|afterwards),? )*"
_DO = r"(?:run|execute|type|enter|do|issue|install|apply|repeat|perform|restart|start|stop|use|set|copy|paste|extract|load|import)"
THERE = phrase(
    rf"{_LEAD}(?:on|from) {_ONE}\b(?! (?:that|which) (?:is|you are) (?:this|running)|['’]s)"
    rf"|{_LEAD}{_DO}\b[^.;:]*\bon {_ONE}(?: (?:in|of) (?:the|your) [\w-]+(?: [\w-]+)?)?\W*$",
    "node", "host", "server", "machine", "vm", "computer", "instance", "droplet", "boxes", "laptop", "workstation", "router", "switches",
    "device", "worker", "agent", "replica", "peer", "broker", "follower", "master", "lb", "controlplane", "control-plane", "member",
)  # fmt: skip
"""A machine that is not the one at which a reader sits, or each of several."""
_GUEST = r"(?:container|pod|guest|virtual machine|vm|jail|chroot)"
INSIDE = phrase(
    rf"{_LEAD}(?:once |when )?(?:you(?:['’]re| are) )?(?:inside|within|in)(?: of)? (?:the |your |this |that |a |its )?(?!dev |development )(?:(?!dev\b)[\w-]+ ){{0,2}}{_GUEST}(?:['’]s)?(?: shell| terminal| console| session)?(?:,|:| you can| run\b| execute\b|$)"
    rf"|{_LEAD}{_DO}\b[^.;:]*\b(?:inside|within|from (?:inside|within))(?: of)? (?:the |your |this |that )?(?!dev )(?:[\w-]+ ){{0,2}}{_GUEST}\W*$",
    "container", "pod", "guest", "machine", "vm", "jail", "chroot",
)  # fmt: skip
"""A place in which commands are typed once a shell is open there."""
