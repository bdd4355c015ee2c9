"""Words that say how a thing is: well, on its way, or failed."""

from __future__ import annotations

from milepost.text import lazy_re as re

STATE = re.compile(
    r"\b(?:Running|Ready|NotReady|Bound|Active|Succeeded|Completed?|Deployed|deployed|True|Healthy|Available|Enabled|Synced|Started|Online|Provisioned|"
    r"active|running|ready|created|configured|restarted|deleted|updated|installed|open|closed|passed|passing|succeeded|completed|healthy|enabled|OK|UP|up)\b"
    r"|(?<![\w./-])\d+/\d+(?![\w./])"
)
"""Words that say how a thing is; and how many of how many are ready."""
GOOD = frozenset({"Running", "Ready", "Active", "Bound", "Healthy", "running", "Up"})
BAD = re.compile(
    r"(?:Error|CrashLoopBackOff|Pending|ContainerCreating|Terminating|NotReady|PodInitializing|Init:\S+"
    r"|ImagePullBackOff|ErrImagePull)$"
)
"""States of what goes wrong, or is not yet what it will be."""
PASSING = re.compile(
    r"(?:ContainerCreating|PodInitializing|Init:\S+|(?:[Cc]reat|[Dd]elet|[Tt]erminat|[Uu]pdat|[Pp]rovision|[Ss]tart|[Ss]topp|[Ss]cal|[Rr]egister|[Ll]aunch"
    r"|[Bb]uild|[Dd]eploy|[Ii]nstall|[Uu]pgrad)ing|In ?Progress)$"
)
"""States that a thing is in for a moment only: later it is in another."""
PASSING_VALUE = re.compile(rf"{PASSING.pattern}|^(?:[Pp]ending|PENDING|CREATING|UPDATING)$")
FAILED = re.compile(r"\w*(?:[Ff]ail|[Ee]rror|BackOff|ErrImage|[Uu]nhealthy|Evicted|OOMKilled)")
OF = re.compile(r"(?P<ready>\d+)/(?P<of>\d+)$")
"""How many of how many are ready."""
