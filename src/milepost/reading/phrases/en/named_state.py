""" "The `web` and `db` pods are in a `Running` state", "a cluster with status `RUNNING`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.words import SUBJECTS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("state", "status", "phase")
_KIND = r"(?:pods?|containers?|services?|deployments?|nodes?|clusters?|jobs?|instances?|volumes?|workers?|applications?|apps?|releases?|vms?|machines?|resources?|processes|servers?|certificates?|workloads?)"
_SEE = r"\b(?:you (?:should|will) (?:now |also |then )*(?:see|find)|(?:check|verify|confirm|make sure|ensure)(?: that)?) (?:that )?"
_ALL = r"(?:one or more |all |both |the |your |an? |one |two |three |four |five )*"
NAMED: tuple[Phrase, ...] = (
    phrase(rf"(?:{_SEE}{_ALL}|^{_ALL})(?P<names>{SUBJECTS}) (?:[\w-]+ )?{_KIND} (?:should |will |must )*(?:be |is |are )?(?:now |all |both )*in (?:the |an? )?(?P<state>{{said}}) (?:state|status|phase)\b(?=[.,;:]|$)",
           "state", "status", "phase"),
    phrase(rf"(?:{_SEE}{_ALL}|^{_ALL})(?P<names>{SUBJECTS}) (?:[\w-]+ )?{_KIND} with (?:the |an? )?(?:status|state|phase) (?:of )?(?P<state>{{said}})(?=[.,;:]|$)",
           "state", "status", "phase"),
)  # fmt: skip
ONE: tuple[Phrase, ...] = (
    phrase(rf"{_SEE}(?:one |an? |the |your )(?:[\w-]+ ){{0,2}}{_KIND} (?:with|in) (?:the |an? )?(?:status|state|phase) (?:of )?(?P<state>{{said}})(?=[.,;:]|$)",
           "state", "status", "phase"),
    phrase(rf"(?:^|{_SEE})(?:the |your )?(?:[\w-]+ )?{_KIND}(?:['’]s)? (?:status|state|phase) (?:is|should be|should read|should say|reads|says) (?:now )?(?P<state>{{said}})(?=[.,;:]|$)",
           "state", "status", "phase"),
)  # fmt: skip
