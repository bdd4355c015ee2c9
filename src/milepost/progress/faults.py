"""What can be wrong with a store, as errors that say what to do."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN_ANEW = (
    "Move it away, or name an empty database with `progress`: the next command begins anew. "
    "`milepost import` restores an export."
)
"""What helps where a store cannot be mended."""
_CAUSES = (
    (
        r"database is locked|lock timeout",
        "the store of progress is locked by another program",
        "Let it end, and try again; nothing was lost.",
    ),
    (
        r"readonly|read-only|unable to open database|permission denied",
        "the store of progress cannot be written",
        "Give yourself the right to write it and its folder, or name another with `progress`.",
    ),
    (
        r"disk is full|disk I/O error|No space left|could not extend|quota",
        "the disk with the store of progress is full, or cannot be written",
        "Make room, and try again; what was kept so far is still there.",
    ),
    (
        r"not a database|malformed|file is encrypted|no such table|no such column|"
        r"relation .* does not exist",
        "the store of progress is damaged, or only half written",
        BEGIN_ANEW,
    ),
    (
        r"password authentication|no password supplied|role .* does not exist",
        "the database of progress does not let you in",
        "Check the name in `progress`, and the password in ~/.pgpass or PGPASSWORD.",
    ),
    (
        r"database \"[^\"]*\" does not exist",
        "the server is there, but the database of progress is not",
        "Make it with createdb, or check its name in `progress`.",
    ),
    (
        r"connection|could not translate|timeout expired|does not exist",
        "the database of progress cannot be reached",
        "Check the address in `progress`, and whether the server runs.",
    ),
)


@contextlib.contextmanager
def told(where: str, errors: type[Exception]) -> Iterator[None]:
    """Turn what a database says in these errors into a MilepostError.

    `where` is the store as the user knows it.
    """
    try:
        yield
    except errors as error:
        raise explain(error, where) from error


def explain(error: Exception, where: str) -> MilepostError:
    """The error that a user reads; without the statement and its values."""
    # SQLAlchemy puts the statement around what the database said.
    words = str(getattr(error, "orig", None) or error)
    first = words.strip().split("\n")[0]
    for pattern, message, remedy in _CAUSES:
        if re.search(pattern, words, re.IGNORECASE):
            return MilepostError(f"{message} ({first})", remedy, path=where)
    return MilepostError(
        f"the store of progress has failed: {first}",
        "See whether the setting `progress` names the right one.",
        path=where,
    )
