"""Whose output or status a phrase tells: the block's before it, or another command's."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

NAMED = phrase(
    r"(?:(?:^|[,;:] |\b(?:und|aber|dass|ob|dann|während|wenn) )(?:(?:der|die|das|den|dein|deine|ein|eine|befehl|kommando|programm|skript|du|sie|ihr|man) )*"
    r"|\b(?:führst|führt|führe|startest|starte|rufst|rufe|gibst|gib|von) (?:(?:du|den|das|dem|befehl|kommando) )*)"
    r"(?P<mark>[\ue000\ue001])[^\ue000-\ue002]{0,100}$"
)
CLAIMS_OTHER = phrase(
    r"^(?: jetzt| nun| auch)? (?:existier(?:t|en)|ist|sind|wurde|wurden|hat|haben|enthält|enthalten|lauscht|läuft)\b"
    r"[^\ue000-\ue002]*?(?:[,;:]|\b(?:und|aber))(?: und| aber)? (?:der|die|das|du|sie|es|befehl|ausgabe)\b"
)
"""What stands before is told to be there, and the next clause has a subject of its own."""
OF_FILE = phrase(
    r"^(?:(?:jetzt|nun|dann|auch|und) )*(?:die |der |deine |eine |neue )*(?:datei )?(?P<path>{code}) (?:sollte |muss |wird |jetzt |nun |auch )*"
    r"(?:existier\w*|enthält|hat|ist (?:da|angelegt|vorhanden|nicht|leer)|wurde (?:angelegt|erstellt|geschrieben))\b"
)
IT = phrase(
    r"^(?:(?:jetzt|nun|dann|auch|und|aber) )*(?:(?:sie|es)(?! (?:gibt|meldet|druckt|endet|liefert)\b)|ihre?|die (?:erste|zweite|dritte|letzte) zeile)\b"
)
