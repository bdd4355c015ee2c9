"""What to do about a milestone as it stands, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.progress.model import State
from milepost.progress.standing import CHANGED_AFTER_A_FAILURE

if TYPE_CHECKING:
    from milepost.progress.standing import Standing


BY_A_PERSON = "A person"
"""How a sentence begins on what nobody else can do."""
NEEDS = "needs "
"""How it begins why a milestone is locked, where others have to be done first."""


def advice(named: str, standing: Standing) -> str:
    """What to do next; `named` is the milestone as it is given to commands."""
    verify = f"milepost verify {named}"
    match standing.state:
        case State.FAILING:
            return f"Mend it, then: {verify}. Stuck? milepost hint {named}"
        case State.STALE | State.TAMPERED:
            return f"Verify it again: {verify}"
        case State.UNAPPROVED if standing.why == CHANGED_AFTER_A_FAILURE:
            return f"{BY_A_PERSON} looks at the change and signs: milepost sign {named}/checks"
        case State.UNAPPROVED:
            return "Let the change be committed (in a clone: merged), or take it back."
        case State.IN_PROGRESS if standing.unsigned:
            item = standing.unsigned[0].place.split()[1]
            return f"{BY_A_PERSON} signs: milepost sign {named}/{item}"
        case State.DONE | State.OVERRIDDEN:
            return "milepost next"
        case State.LOCKED:
            why = standing.why or ""
            if why.startswith(NEEDS):
                return f"Begin with what it needs: {why.removeprefix(NEEDS)}"
            return f"It cannot be begun: {why}"
    return f"When you think that it is done: {verify}"
