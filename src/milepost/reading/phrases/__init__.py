"""The phrases of guides, as data apart from what is done with them: a folder for each language.

A language has a module for each reading, of the same name, with what that reading's `Says` asks
for. A reading of sentences or blocks for which it has none reads nothing in that language.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Final

from milepost.document.language import LANGUAGES


class Phrases:
    """The phrases of one language: an attribute for each module, imported where it is needed."""

    def __init__(self, language: str) -> None:
        self.language: Final = language
        """Its tag, such as `en`."""

    def __getattr__(self, name: str) -> Any:
        full = f"{__name__}.{self.language}.{name}"
        try:
            module = import_module(full)
        except ModuleNotFoundError as error:
            if error.name != full:
                raise
            raise AttributeError(f"{self.language} has no phrases for {name}") from None
        setattr(self, name, module)
        return module


ENGLISH: Final = Phrases("en")


@cache
def phrases_of(language: str) -> Phrases:
    """The phrases of a language by its tag; English ones where it is not known."""
    return Phrases(language) if language in LANGUAGES and language != "en" else ENGLISH


def unknown_language(language: str) -> tuple[str, str]:
    """What is wrong with a language that is not known, and what to do about it."""
    known = ", ".join(f"`{tag}` ({name})" for tag, name in LANGUAGES.items())
    return f"there are no phrases for the language `{language[:40]}`", f"Known are {known}."
