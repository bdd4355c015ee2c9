"""Case files: `%%% title`, the input, `%%% tree`, the expected tree, and so on."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent.parent / "cases" / "document"


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Title, input and expected text of each case of a file."""
    parts = ("\n" + (CASES / name).read_text(encoding="utf-8")).split("\n%%% ")
    cases = []
    for case, expected in zip(parts[1::2], parts[2::2], strict=True):
        title, _, markdown = case.partition("\n")
        heading, _, wanted = expected.partition("\n")
        if heading != "tree":
            raise ValueError(f"{name}: {title!r} is not followed by its tree")
        cases.append((title, markdown.removesuffix("\n") + "\n", wanted.strip("\n") + "\n"))
    return cases
