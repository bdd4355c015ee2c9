"""Sentences that are never read: contrasts, conditions, advice; and negations left over."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

REQUIREMENT = phrase(
    r"\b(?:stell|stelle|stellen sie|stellt) sicher,? dass (?:du|sie|ihr)\b"
    r"|\b(?:du|sie|wir|ihr|man) (?:musst|müssen|müsst|muss|brauchst|brauchen|benötigst|benötigen)\b"
    r"|\b(?:musst|müsst|brauchst|benötigst) (?:du|ihr)\b",
    "sicher", "mus", "müss", "brauch", "benötig",
)  # fmt: skip
"""What is to be done, or to be so beforehand."""
INSTRUCTION = phrase(
    r"^um [^.]*?zu\w* ?(?:prüfen|überprüfen|testen|sehen|kontrollieren|stellen)\b[^.]*?, (?:führe|führen|rufe|rufen|gib|geben|starte|starten|verwende|nutze|öffne)\b"
    r"(?![^.]*\b(?:siehst|sehen|zeigt|ausgibt|liefert|sollten?|enthält|endet|antwortet)\b)",
    "um ",
)  # fmt: skip
"""What is to be run in order to look; what it shows, another sentence tells."""
LOOK = phrase(
    r"^(?:(?:jetzt|nun|dann|danach|zuerst|auch|und),? )*(?:liste|zeige|öffne|rufe|frage|betrachte|sieh|führe|starte|verwende|nutze|gib)\b[^.]*\bum (?:\S+ ){0,6}zu (?:prüfen|überprüfen|bestätigen|sehen)\b",
    "um ",
)  # fmt: skip
"""The same the other way round: what is to be looked at, in order to make sure of something."""
HARMLESS = phrase(
    r"\bwenn (?:alles|das|es|dies|der [\w ]{1,20}|die [\w ]{1,20})\b[^,]{0,40}?\b(?:geklappt|funktioniert|gut|richtig|korrekt|erfolgreich|durchgelaufen)\b[^,]{0,20},?"
    r"|\b(?:(?:über)?prüf|kontrollier|verifizier)\w*(?: sie)?(?: jetzt| nun| bitte)*,? ob\b"
    r"|\bohne (?:irgendwelche |jegliche )?(?:fehler|probleme|warnungen|fehlermeldung(?:en)?)\b"
    r"|\bkeine? (?:fehler|probleme|fehlermeldung(?:en)?)\b"
    r"|\b(?:kann|können|könnte|könnten) (?:bei dir |bei ihnen |auch |leicht )*(?:abweichen|variieren|anders (?:sein|lauten|aussehen))\b",
    "wenn", " ob", "ohne", "kein", "abweich", "variier", "anders",
)  # fmt: skip
"""Conditions that every reader skips."""
CONDITION = phrase(
    r"\b(?:falls|sofern|ob|außer|sonst|ansonsten|andernfalls|statt|anstatt|anstelle|stattdessen|im gegensatz|anders als|"
    r"im vergleich|vielleicht|eventuell|möglicherweise|gegebenenfalls|könnte[nt]?|könntest|dürfte[nt]?|würde[nt]?|würdest|"
    r"optional|wahlweise|früher|vorher|zuvor|zum beispiel|z\. ?b|beispielsweise|bis|sobald|solange|entweder|je nach|"
    r"angenommen|beachte|denk daran|so etwas wie|ungefähr|circa|ca|rund|mindestens|höchstens|maximal|mehr als|weniger als)\b"
    r"|\bwenn (?!(?:du|sie|ihr|man) [^,]{0,60}\b(?:ausführst|ausführen|ausführt|startest|starten|aufrufst|aufrufen|eingibst|eingeben)\b)"
    r"|\boder (?:(?:port|status|code|zeile|version) )?\d|^(?:unter|auf|für) (?:windows|mac ?os|macs?|osx|os x|einem mac|powershell|wsl)\b"
    r"|\b(?:manchmal|gelegentlich|mitunter|meist|meistens|normalerweise|üblicherweise|gewöhnlich|wahrscheinlich|vermutlich|wäre[nt]?|wärst)\b"
    r"|\b(?:kann|können|kannst|könnt|mag|darf|dürfen)\b(?= [^.]{0,80}\b(?:sein|enthalten|existieren|ausgeben|anzeigen|erscheinen|lauschen|laufen|starten|haben|stehen|antworten)\b)"
    r"|\boder (?:höher|neuer|später|mehr|ähnlich\w*|besser)\b"
    r"|\b(?:oder|bevor|nachdem|etwa)\b(?= [^.]{0,40}[\ue000\ue001])|\?$",
    "falls", "sofern", "ob", "außer", "sonst", "andern", "statt", "anstelle", "gegensatz", "anders",
    "vergleich", "vielleicht", "eventuell", "möglich", "gegeben", "könnte", "dürfte", "würde",
    "optional", "wahlweise", "früher", "vorher", "zuvor", "beispiel", "z.", "bis", "sobald", "solang",
    "entweder", "je nach", "angenommen", "beachte", "denk", "etwas", "ungefähr", "circa", "ca", "rund",
    "manchmal", "gelegentlich", "mitunter", "meist", "normal", "üblich", "gewöhnlich", "wahrsch", "vermutl", "wäre", "wärst",
    "kann", "könn", "mag", "darf", "dürfen", "unter", "auf ", "für ", "mindest", "höchst", "maximal", "als", "wenn", "oder", "bevor", "nachdem", "etwa", "?",
)  # fmt: skip
"""Words after which a sentence says what is not, or not always, the case."""
BOUNDS: tuple[str, ...] = (
    "oder ", "ungefähr", "circa", "ca", "rund", "mindestens", "höchstens", "maximal", "mehr als",
    "weniger als", "etwa",
)  # fmt: skip
MAYBE: tuple[str, ...] = (
    "könnte", "dürfte", "würde", "vielleicht", "eventuell", "möglich", "optional", "entweder",
    "je nach", "kann", "können", "könnt", "mag", "darf", "dürfen", "wäre", "manchmal", "gelegentlich",
    "mitunter", "meist", "normalerweise", "üblicherweise", "gewöhnlich", "wahrscheinlich", "vermutlich",
)  # fmt: skip
NEGATION = phrase(
    r"\b(?:nicht|nichts|nie|niemals|kein(?:e|en|em|er|es)?|ohne|weder|fehlt|fehlen|fehlend\w*|verschwunden|verschwindet|"
    r"verschwinden|gelöscht|entfernt|weg|vermeide\w*|verhindert)\b",
    "nicht", "nie", "kein", "ohne", "weder", "fehl", "verschw", "gelöscht", "entfernt", "weg",
    "vermeid", "verhinder",
)  # fmt: skip
PERSONAL = phrase(
    r"\b(?:browser\w*|webseite|website|web-?oberfläche|benutzeroberfläche|oberfläche|dashboard|portal|bildschirm|fenster|"
    r"seitenleiste|menü|titelleiste|adressleiste|editor|reiter|tab|app|screenshot|schaltfläche|knopf|button|dialog|"
    r"klick\w*|scroll\w*|maus|e-?mail|slack|postfach|devtools|entwicklerwerkzeuge?|die seite|der seite)\b"
    r"|\b(?:in|auf) (?:grün|rot|gelb|blau|grau|fett)\b|\b(?:grün|rot|gelb|blau|fett) (?:markiert|hinterlegt|angezeigt)\b|\bhervorgehoben\b",
    "browser", "seite", "site", "oberfläche", "dashboard", "portal", "bildschirm", "fenster",
    "menü", "leiste", "editor", "reiter", "tab", "app", "screenshot", "schaltfläche", "knopf",
    "button", "dialog", "klick", "scroll", "maus", "mail", "slack", "postfach", "devtools",
    "werkzeug", "grün", "rot", "gelb", "blau", "grau", "fett", "hervorgehoben",
)  # fmt: skip
"""The outside world and user interfaces: a person decides."""
LEARNING = phrase(
    r"\b(?:verstehst|weißt|kennst|lernst|gelernt|verstanden)\b"
    r"|\b(?:du|sie|ihr|man|teilnehm\w*|lernende)\b[^.\ue000-\ue002]{0,60}\b(?:verstehen|versteht|wissen|kennen|lernen|erklären|beschreiben)\b",
    "versteh", "verstand", "weißt", "wissen", "kenn", "lern", "erklär", "beschreib",
)  # fmt: skip
"""What no machine could see."""
GUESSED: tuple[str, ...] = (
    "wahrscheinlich", "vermutlich", "meist", "normalerweise", "üblicherweise", "gewöhnlich",
)  # fmt: skip
EXPLAINS = phrase(
    r"(?:,? (?:da|weil|denn|sodass|so dass|was bedeutet|das heißt)\b|[:;–—(])[^\ue000-\ue002]*$",
    "da", "weil", "denn", "was bedeutet", ":", ";", "–", "—", "(",
)  # fmt: skip
"""A last clause without anything explicit that only explains what stands before it."""
REASONS = phrase(
    r"^[^\ue000-\ue002]*?, (?:also|daher|deshalb|darum) ", "also", "daher", "deshalb", "darum"
)
"""A first clause that only gives the reason of what follows."""
QUALIFIER = phrase(
    r"\b(?:genau|exakt|nur|lediglich|ausschließlich|bloß|allein)\b"
    r"|\b\w*mal\b(?=[.,;:!)]|$| (?:in|im|auf|pro|für|\ue000|\ue001|ausgegeben|enthalten|vor)\b)|\bmehrmals\b"
    r"|\bgefolgt von\b|\b(?:direkt|unmittelbar) (?:nach|vor|über|unter|hinter|neben)\b"
    r"|\b(?:in|aus) der (?:ersten|zweiten|dritten|letzten|obersten|untersten|nächsten) zeile\b"
    r"|\bals (?:einzige|erste|zweite|dritte|letzte) zeile\b"
    r"|\breihenfolge\b",
    "genau", "exakt", "nur", "lediglich", "ausschließlich", "bloß", "allein", "mal", "gefolgt",
    "direkt", "unmittelbar", "reihenfolge", " zeile",
)  # fmt: skip
"""What makes a claim stricter than that a text is there: all of it, how often, in which order."""
ASIDE = phrase(r"\([^()]*\)|(?:,|;|:| [-–—]) ?(?:was|weil|da|denn|damit|sodass|also|wobei)\b.*$")
PART_OF = phrase(
    r"\b(?:zeile|zeilen|wort|teil|ende|anfang|hälfte) (?:von|der|des|aus) (?:der |datei )?$"
)
_CONNECTS = r"(?:(?:jetzt|nun|dann|danach|zuerst|anschließend|schließlich|zuletzt|auch|und|aber|also|so|bitte|schritt \d+)(?:,|:)? )*"
_VERBS = r"(?:ist|sind|wird|werden|wurde|wurden|sollte|sollten|muss|müssen|hat|haben)"
INTRODUCES = phrase(
    rf"\([^()]*\)|^{_CONNECTS}(?:"
    r".*(?:[;:]| [-–—]|,? (?:und|aber|dann|sodass|so dass)(?: dann| jetzt| nun)?)(?: |$)"
    r"|(?:wenn|sobald|nachdem|da|weil|indem|damit) .*,(?= |$)"
    r"|(?:wenn|sobald) (?:(?:du|sie|ihr|man|es|das|dies|alles) )?[^,\ue000-\ue002]*$"
    r"|(?:nach|bei|mit) (?:(?:dem|der|einem|einer|diesem|dieser) )?(?:ausführen|ausführung|starten|start|neustart|aufruf|aufrufen|eingeben|eingabe)\b(?: (?:des|der|dieses|dieser|von) [\w-]+)?,?"
    r"|beim (?:ausführen|starten|start|aufruf|aufrufen|eingeben)\b,?"
    r"|nach (?:(?:ein|ein paar|einigen|wenigen|etwa|einem|einer|kurzer|\d+|zwei|drei|fünf|zehn) )*(?:sekunden?|minuten?|moment|augenblick|weile|zeit)\b,?"
    r"|(?:glückwunsch|super|prima|perfekt|geschafft|fertig|ausgezeichnet|ja)[,!] "
    r"|(?:als ergebnis|als antwort|in diesem fall|wie erwartet|wie du siehst|zum schluss|am ende|am schluss|daraufhin|bei erfolg|zur kontrolle|zur probe|im ergebnis"
    r"|um (?:das|dies|es) zu (?:prüfen|überprüfen|testen|bestätigen)),? "
    r")?"
    rf"|\b(?:der|die|das|dein|deine|unser|unsere|ein|eine) (?:[\w-]+ ){{1,4}}{_VERBS}(?: jetzt| nun| auch)* ?$"
    rf"|\b(?:du|sie|ihr|man|wir) (?:siehst|sehen|seht|sieht|erhältst|erhalten|bekommst|hast|habt|solltest|sollten|wirst)(?: (?:jetzt|nun|auch|dann|die|das|den|eine|einen|ein))* ?$"
)
"""What may stand before what is read: clauses of their own, and what says that it is so by now."""
HEADS = frozenset((
    "alle", "beide", "beiden", "zwei", "drei", "vier", "fünf", "mehrere", "einige", "stell",
    "stelle", "stellen", "sicher", "dass", "ob", "prüfe", "prüfen", "prüft", "überprüfe",
    "überprüfen", "kontrolliere", "kontrollieren", "bestätige", "verifiziere", "vergewissere",
    "vergewissern", "dich", "sich", "so", "also", "daher", "schließlich", "zuerst", "danach",
    "anschließend", "sofort", "gleich", "kurz", "welche", "was", "wer", "einzige", "ganze",
    "gesamte", "vollständige", "fertige", "tatsächliche", "lokale", "erzeugte", "erzeugten",
    "neue", "neuen", "neuer", "neues", "leere", "leeren", "leerer", "leeres", "folgender", "mir", "uns", "alles", "gut",
    "bitte", "außerdem", "zudem", "zusätzlich", "ebenfalls", "ebenso", "weiterhin", "wie", "weil",
    "container", "prozess", "http", "json", "api", "anfrage", "datenbank", "bild", "version",
    "paket", "modul", "docker", "git", "npm", "pytest", "python", "node", "cargo", "go",
    "terraform", "kubectl", "helm", "cluster", "aufgabe", "funktion", "aufruf", "abfrage",
    "erfolg", "erfolgsmeldung", "willkommen", "hallo", "standardausgabe", "nur", "genau",
    "exakt", "siehst", "sieht", "seht", "sehe", "erhältst", "erhalten", "bekommst", "zeigt",
    "gibt", "meldet", "liefert", "enthält", "hast", "laufen", "läuft", "dabei", "dadurch",
))  # fmt: skip
"""Words that may stand there without a meaning of their own for what is read behind them."""
_NO_SUBJECT = (
    r"(?!(?:dass|ob|in|im|von|vom|aus|zu|zum|zur|für|mit|bei|beim|an|am|auf|über|unter|nach|vor|wie|ohne|des|der|dem|den|durch|gegen"
    r"|alte|alten|vorige|vorigen|frühere|früheren|andere|anderen|falsche|falschen|kaputte|kaputten)\b)"
)
SUBJECT = phrase(
    r"(?<!\bin )(?<!\ban )(?<!\bauf )(?<!\bvon )(?<!\baus )(?<!\bzu )(?<!\bfür )(?<!\bmit )(?<!\bbei )(?<!\bnach )(?<!\bunter )(?<!\bvor )(?<!\bhinter )(?<!\bneben )(?<!\bdurch )(?<!\bohne )(?<!\bgegen )(?<!\büber )"
    rf"\b(?:der|die|das|dein|deine|unser|unsere|ein|eine|dieser|diese|dieses|jeder|jede|jedes|beide|alle) (?:{_NO_SUBJECT}[\w.-]+ ){{1,3}}$"
)
NAME = phrase(r"^ *[\w.-]+ (?:ist |sind )?$")
OF_OUTPUT = phrase(
    r" ?(?:(?:die|das|deine) )?(?:ausgabe|ergebnis|antwort|stdout|logs?|protokoll|du|sie|ihr|man|wir)\b"
)
_PLACES = r"(?:in|an|auf|von|aus|zu|für|mit|bei|nach|unter|vor|hinter|neben|durch|ohne|gegen|über)"
_MELTED = r"(?:im|ins|am|ans|vom|zum|zur|beim)"
_DET = r"(?:der|die|das|den|dem|des|dein|deine|deiner|deinem|deinen|ihr|ihre|ihrer|ihrem|einem|einer|einen|eine|ein|diesem|dieser)"
PLACED = phrase(rf"\b(?:{_PLACES}(?: {_DET})?|{_MELTED}) (?:[\w-]+ ){{0,2}}[\ue000-\ue002]")
GOVERNS = phrase(rf"\b(?:{_PLACES}(?: {_DET})?|{_MELTED}) $")
ADDS_NOTHING = frozenset((
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines",
    "dein", "deine", "deinen", "deinem", "deiner", "ihr", "ihre", "ihren", "ihrem", "es", "er",
    "sie", "du", "dir", "dich", "wir", "ist", "sind", "wird", "werden", "wurde", "wurden",
    "sein", "war", "hat", "haben", "soll", "sollte", "sollten", "sollen", "kann", "muss",
    "jetzt", "nun", "dann", "wieder", "auch", "noch", "schon", "da", "dort", "hier", "und",
    "mit", "von", "für", "durch", "in", "im", "ins", "an", "am", "auf", "zu", "zum", "zur",
    "aus", "bei", "unter", "sehen", "siehst", "steht", "stehen", "erscheint", "erscheinen",
    "ausgegeben", "angezeigt", "gezeigt", "gedruckt", "aufgelistet", "enthalten", "geschrieben",
    "gesehen", "ausgabe", "ausgaben", "terminal", "konsole", "bildschirm", "fenster",
    "ergebnis", "antwort", "meldung", "meldungen", "nachricht", "text", "zeile", "zeilen",
    "wort", "wörter", "datei", "dateien", "ordner", "ordners", "verzeichnis", "seite",
    "browser", "liste", "tabelle", "eintrag", "befehl", "befehls", "programm", "skript",
    "server", "namen", "name", "wert", "feld", "schlüssel", "inhalt", "folgende", "folgenden",
    "folgendes", "vorhanden", "angelegt", "erstellt", "erzeugt", "gestartet", "erfolgreich",
))  # fmt: skip
