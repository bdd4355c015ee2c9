"""What a room's programs cannot but inherit from whoever started Milepost."""

from __future__ import annotations

import os
import resource


def inherited() -> str:
    """The hard limits on resources, and how nice Milepost is: nobody may take these back."""
    names = sorted(name for name in vars(resource) if name.startswith("RLIMIT_"))
    hard = [f"{name}={resource.getrlimit(getattr(resource, name))[1]}" for name in names]
    return " ".join((*hard, f"nice={os.getpriority(os.PRIO_PROCESS, 0)}"))
