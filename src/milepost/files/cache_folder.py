"""Where what can be computed anew is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "MILEPOST_CACHE_DIR"


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """`MILEPOST_CACHE_DIR`, else `milepost` in the user's cache folder; None where a user has no
    home."""
    if named := environ.get(VARIABLE):
        return Path(named)
    home = environ.get("HOME") or "~"
    base = os.path.expanduser(environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"))
    return None if base.startswith("~") else Path(base, "milepost")
