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
DENIED = phrase(
    r"^\W*(?:bitte )?(?:nicht|niemals|nie|nein|so nicht|nicht so|falsch|schlecht|vermeiden|nicht empfohlen|(?:tu|tun sie) das nicht|(?:der )?falsche weg|schlechtes beispiel)\W*$",
    "nicht", "nie", "nein", "falsch", "schlecht", "vermeiden",
)  # fmt: skip
"""A word alone in its paragraph: what follows is not to be done."""
WOULD = phrase(
    r"^\W*(?:(?:aber|achtung|vorsicht|warnung)[,:!]? )*(?:das|dies|es|dieser befehl|diese zeile|folgendes)(?: (?:hier))? würde(?![^:]*\b(?:wenn|falls|zuerst|also)\b)[^.;\n]* (?:löschen|zerstören|überschreiben|entfernen|beschädigen|verlieren|scheitern|abstürzen|fehlschlagen):$",
    "würde",
)  # fmt: skip
"""What would come of it: nobody is told to do it."""
IN_TROUBLE = phrase(
    r"^\W*(?:(?:aber|und|tipp|hinweis)[,:]? )*(?:falls|wenn|sollte|sollten)\b(?! (?:du|sie|ihr) (?:möchtest|möchten|willst|wollen)\b)[^.;:]*?"
    r"\b(?:fehlschlägt|fehlschlagen|fehlgeschlagen|scheitert|scheitern|hängt|abstürzt|abbricht|fehler\w*|probleme?|nicht (?:funktioniert|startet|antwortet|klappt))\b"
)
"""What follows is a remedy: it is run only where something goes wrong."""

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

_OBJECT = (
    r"(?:dies|das|diese \w+|diesen \w+|dieses \w+|es|folgendes|die folgende \w+|den folgenden \w+)"
)
NOT_THIS = phrase(
    rf"^\W*(?:(?:aber|achtung|bitte|und)[,:]? )*{_WRITE}(?: sie)?(?: bitte)? {_OBJECT}\b[^.,;\n]*\b(?:nicht|nie|niemals|keinesfalls|auf keinen fall)\b[^.,;\n]*:?$"
    rf"|^(?:später|irgendwann|bald|im nächsten \w+)\b[^.\n]*\b(?:wir|du)\b[^.\n]*{_OBJECT}\b[^.\n]*:$"
)
"""Code that is not to be put into a file, though it says itself into which."""
ONLY_THERE = phrase(
    r"\b(?:in|für|auf|zu) (?:(?:der|die|das|den|dein\w*|ein\w*) )?(?:produktion|produktiv\w*|git|repositor\w+|repo|server\w*)\b|\bvon hand\b"
)
"""What is forbidden is only to have it in some other place, or in some other way."""
