"""A command that shows how something is done in general: `rm filename`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

HOW = phrase(
    r"^(?:zum beispiel:? )?(?:so (?:kannst du|können sie|könntest du|könnten sie|lässt sich)"
    r"|hier (?:ist |ein beispiel,? )?wie (?:du|sie|man))\b"
)
NOT_RUN = phrase(
    r"\b(?:führe|führen sie|verwende|verwenden sie|benutze|tippe) (?:dies|das|diese|folgendes|den folgenden)[^.]* (?:nicht|nie|niemals)\b|^(?:unter der haube|intern)\b|\bentspricht:?$|^(?:falls|wenn) (?:etwas|es) (?:schiefgeht|schief geht|fehlschlägt)\b"
    r"|\b(?:führe|führen sie|führt|verwende|verwenden sie|benutze|benutzen sie|tippe|tippen sie|starte|starten sie|rufe|rufen sie|gib|geben sie|nutze)\b(?: (?:bitte|dies|das|diese\w*|folgende\w*|befehle?|so etwas|auf keinen fall|keinesfalls))* (?:nie|niemals|nicht|keinesfalls|auf keinen fall)(?: (?:dies|das|diese\w*|folgende\w*|befehle?|aus|auf|ein))*:?$"
    r"|^\W*(?:(?:das ist |ein |eine |der |die |sehr )*(?:vermeide\w*|vermeiden sie|falsch\w*|schlecht\w*|gefährlich\w*|unsicher\w*|verboten|nicht so|so nicht|niemals|nie|nein|nicht empfohlen|nicht)(?: (?:weg|beispiel|idee|befehl|befehle|lösung|dies|das|diese befehle|folgendes))?)\W*:$|^\W*[❌✗✘✖🚫⛔👎]\ufe0f?(?: ?[\w'’]+){0,4}\W*$"
    r"|^(?:das|dies|dieser befehl|diese befehle|folgendes|so) (?:funktioniert|funktionieren|geht|hilft|klappt|reicht|wird|ist)(?: (?:hier|so|leider|aber))* nicht\b[^.]*:$"
    r"|\bes (?:ist|wäre) (?:ein fehler|falsch|gefährlich|keine gute idee|unnötig|nicht nötig)\b[^.]*(?:auszuführen|zu benutzen|zu verwenden|einzugeben|zu tippen|aufzurufen|zu starten):?$"
    r"|^um (?:dies|das|es|alles|diesen schritt|diese schritte)(?: wieder| später)* (?:rückgängig zu machen|zurückzunehmen)\b[^.]*:$"
    r"|^(?:auf|an|mit) (?:deinem|ihrem|dem|einem|einem anderen|einem zweiten) (?:handy|telefon|smartphone|tablet|anderen rechner|zweiten rechner|rechner eines\b[^,]{0,20})\b[^.\n]{0,40}$"
    r"|^(?:statt|anstatt|anstelle)\b[^.\ue000]*:$"
)
"""What follows is not to be run here."""

_WRITE = (
    r"(?:schreibe?|schreibst|schreiben|lege?|legst|legen|speichere?|speicherst|speichern|erstelle?|erstellst|erstellen|kopiere?|kopierst|kopieren|füge?|fügst|fügen|trage?|trägst|tragen|setze?|setzt|setzen|"
    r"ändere?|änderst|ändern|ersetze?|ersetzt|ersetzen|gib|gibst|geben|ergänze?|ergänzt|ergänzen)"
)
NOT_WRITTEN = phrase(
    rf"\b{_WRITE}\b[^.\n]*\b(?:nicht|nie|niemals|keinesfalls|auf keinen fall)\b[^,.\n]*\ue000|\b{_WRITE}\b[^,.\n]*\ue000[^,.\n]*\b(?:nicht|nie|niemals)\b|^(?:niemals|nie)\b[^\n]*\ue000"
    r"|^(?:nur )?(?:wenn (?!du [^,]{0,30}(?:fertig|noch (?:nicht|keine\w*)))|falls (?!du [^,]{0,30}noch (?:nicht|keine\w*))|sofern|angenommen)\b[^\n\ue000]*\ue000|\ue000[^\n]*, (?:wenn|falls|sofern) du (?:magst|willst|möchtest|\w+ (?:benutzt|verwendest|nutzt))"
    rf"|\b(?:du|man|ihr|sie) (?:kannst|kann|könnt|können|könntest|darfst|dürfen) (?:auch|optional|später|stattdessen|alternativ)\b[^\n]*\ue000|\b(?:kannst|kann|könnt|können|könntest|darfst|dürfen) (?:du|man|ihr|sie) (?:auch|optional|später|stattdessen|alternativ)\b"
    r"|^(?:optional|alternativ|wahlweise|vielleicht|oder)\b[^\n]*\ue000|\(optional\)"
    r"|^(?:später|irgendwann|bald|in einem (?:späteren|der nächsten) \w+|im nächsten \w+)\b[^\n]*\ue000|\b(?:werden|wirst) (?:wir|du) (?:später|bald)\b|\b(?:wir|du) (?:werden|wirst|schreiben|legen) (?:dies |das |dann )*(?:später|bald)\b"
)
"""A file that is not to be written, or not by everybody, or not now."""
