"""General words paired with what the step itself makes, where there is one thing only."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

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
