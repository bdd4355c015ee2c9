"""Where what can be computed anew is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "MILEPOST_CACHE_DIR"


def cache_folder(environ: Mapping[str, str]) -> Path:
    """`MILEPOST_CACHE_DIR`, else `milepost` in the user's cache folder."""
    if named := environ.get(VARIABLE):
        return Path(named)
    base = environ.get("XDG_CACHE_HOME") or os.path.join(environ.get("HOME", "~"), ".cache")
    return Path(os.path.expanduser(base), "milepost")
