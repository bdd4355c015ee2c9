"""A fence of queries, carried out only where it is said by which client and database."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

TOLD = phrase(
    r"^(?:(?:now|then|next|first|second|third|finally|again|also|and|let['’]?s|please|you can|to \w[^,.]{0,50}),? )*"
    r"(?:(?:run|execute|type|enter|try|create|insert|add|select|query|list|show|count|update|delete|drop|check|"
    r"verify|confirm|find|get|define|join|look|fetch|change|set|turn|remove|store|save|use|populate|fill|read|issue)\b"
    r"|(?:now|then|next|first|finally|again)[:,.]?$)"
)
"""A sentence that tells what the queries under it are to do."""
