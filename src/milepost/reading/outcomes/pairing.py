"""General words paired with what the step itself makes, where there is one thing only."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.milestone.check import PathExists
from milepost.reading.outcomes.base import Found, Surroundings
from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from milepost.reading.sentence import Sentence

NAME = "paired with the step"
CUES: tuple[str, ...] = ("folder", "director")

ONE = phrase(
    r"^(?:the|a|your)? ?(?:new |project |empty )*(?:folder|directory) (?:is|was|has been|should be) (?:now )?created\.?$|"
    r"^(?:the|a|your)? ?(?:new |project |empty )*(?:folder|directory) (?:now )?exists\.?$"
)
SEVERAL = phrase(
    r"^(?:all |both |the |your |project |necessary |required |new |empty )*(?:folders|directories) (?:are|were|have been|should be) (?:now )?created\.?$|"
    r"^(?:all |both |the |your |project |necessary |required |new )*(?:folders|directories) (?:now )?exist\.?$|"
    r"^(?:a |the |your )?(?:new |empty )*(?:project|directory|folder) (?:structure )?with (?:all )?(?:the |your )?(?:necessary |required |needed )?(?:folders|directories)\.?$"
)


def find(sentence: Sentence, around: Surroundings) -> Iterator[Found]:
    """Folders that the step makes, if the sentence means them and nothing else."""
    if sentence.explicit or not around.folders:
        return
    one = ONE.search(sentence.skeleton)
    several = SEVERAL.search(sentence.skeleton)
    if (one and len(around.folders) == 1) or (several and len(around.folders) > 1):
        for path in around.folders:
            yield Found(0, len(sentence.skeleton), PathExists(path=path, kind="folder"))
