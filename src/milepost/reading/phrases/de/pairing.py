"""General words paired with what the step itself makes, where there is one thing only."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

CUES: tuple[str, ...] = ("ordner", "verzeichnis")
ONE = phrase(
    r"^(?:der|das|dein|ein)? ?(?:neue[rs]? |leere[rs]? )*(?:(?:projekt)?ordner|(?:projekt)?verzeichnis) (?:(?:ist|wurde) (?:jetzt |nun )?(?:angelegt|erstellt|da)|existiert(?: jetzt| nun)?)\.?$",
    "ordner", "verzeichnis",
)  # fmt: skip
SEVERAL = phrase(
    r"^(?:alle |beide |die |deine |nötigen |benötigten |neuen )*(?:ordner|verzeichnisse) (?:(?:sind|wurden) (?:jetzt |nun )?(?:angelegt|erstellt|da)|existieren(?: jetzt| nun)?)\.?$"
    r"|^(?:ein |das |dein )?(?:neues )?projekt mit (?:allen |den )*(?:nötigen |benötigten )?(?:ordnern|verzeichnissen)\.?$",
    "ordner", "verzeichnis",
)  # fmt: skip
