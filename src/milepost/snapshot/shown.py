"""Paths of a snapshot as the reader of a guide would name them."""

from __future__ import annotations

from typing import Final

_WORKSPACES: Final = ("home/reader/work", "workspace")
"""In a room, and on this machine."""
_HOMES: Final = ("home/reader", "home")
_MOST: Final = 3


def shown(path: bytes) -> str:
    """`app.cfg` in the workspace, `~/.profile`, `/tmp/log`."""
    text = path.decode("utf-8", "replace")
    for folders, short in ((_WORKSPACES, ""), (_HOMES, "~/")):
        for folder in folders:
            if text == folder:
                return "the workspace" if not short else "~"
            if text.startswith(f"{folder}/"):
                return short + text.removeprefix(f"{folder}/")
    return f"/{text}"


def shown_all(paths: tuple[bytes, ...]) -> str:
    """`a, b and c`; of many the first, and how many more there are."""
    names = sorted(dict.fromkeys(map(shown, paths)), key=lambda name: name.startswith(("~", "/")))
    if len(names) > _MOST:
        names = [*names[:_MOST], f"{len(names) - _MOST} more"]
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
