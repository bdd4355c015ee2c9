"""Sentences before a fence that tell of what is seen elsewhere, or of no one output at all."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

_TOOLS = (
    "grafana|kibana|github|gitlab|jenkins|slack|discord|postman|vs ?code|visual studio(?: code)?|xcode|intellij|pycharm|notion|jira|chrome|firefox|"
    "kiali|jaeger|zipkin|cloudwatch|datadog|rstudio|jupyter(?:lab)?|swagger|excel|argo ?cd|airflow|portainer|rancher|lens"
)
SEEN_ELSEWHERE = phrase(
    r"^in (?:einem|einer|anderen) (?:anderen )?(?:projekt\w*|repository|repositorys|cluster\w*|umgebung\w*)(?: mit|, in d\w+) |"
    rf"\b(?:in|auf|von|aus) (?:der |dem |deinem |deiner )?(?:{_TOOLS})\b|\b(?:{_TOOLS}) (?:zeigt|meldet|öffnet)\b"
    r"|\b(?:ui|gui|e-?mail|postfach|tabellenkalkulation|notebook|simulator|emulator)\b"
    r"|\b(?:ersten|anderen|zweiten|dritten|linken|rechten|vorigen) (?:terminal|shell|fenster|tab)\b|\bterminal,? (?:in dem|mit dem)\b"
    r"|^(?:auf|unter) (?:windows|mac ?os|mac|osx|os x|einem mac|powershell|freebsd|arm)\b"
    r"|\b(?:besuche|besuchen sie|navigiere|rufe die seite)\b|\böffne (?:die|deine|diese) (?:url|adresse|seite|anwendung|app)\b"
    r"|\b(?:bildschirmfotos?|screenshots?|abbildung|bild)\b"
    r"|\b(?:eingabeaufforderung|prompt) (?:sollte|wird|sieht|ändert)\b"
    r"|\b(?:in|aus|im) (?:(?:der|deiner|deinem|einer|einem) )?(?:ide|entwicklungsumgebung|debugger|editor|ci|pipeline)\b"
    r"|\b(?:dein\w*|ihr\w*) (?:kolleg\w+|teammitglied\w*|freund\w*|benutzer\w*|nutzer\w*|kund\w+|kontonummer|konto-id|eigene\w*|antwort|lösung|commit-nachricht)\b|\bcommit-nachricht (?:sollte|wird|sieht)\b"
    r"|\b(?:in (?:die|eine)|ins) (?:log-?|ausgabe|text|fehler|ergebnis)(?:datei)?\b"
    r"|\b(?:handy|telefon|tablet|drucker|lautsprecher|bot|kanal) (?:zeigt|meldet|sollte)\b|\b(?:auf|mit) (?:dem|deinem|einem) (?:handy|telefon|smartphone|tablet)\b"
)
"""What is shown stands in another program or window, on another system, or is the reader's own."""
ACTS_ELSEWHERE = phrase(
    r"^(?:(?:jetzt|nun|dann|danach|zuerst|auch|und),? )*(?:klicke|klicken|gehe|navigiere|besuche|wechsle|melde dich|melden sie sich|ziehe|scrolle|öffne|öffnen|drücke|drücken|logge dich)\b"
)
"""What a reader does with a mouse or in another program, after which is seen what is told."""
AGAIN = phrase(
    r"^(?:(?:jetzt|nun|dann|danach|zuerst|auch|und),? )*(?:wiederhole|starte|stoppe|beende|ändere|sende|führe|rufe|mache)[^.]*\b(?:erneut|noch einmal|nochmals|neu|denselben|dieselbe|wieder)\b"
)
"""What a reader does once more, in no block: of what it prints the next words tell."""
OTHER_RUN = phrase(
    r"^(?:während|solange|bis)\b|^(?:ist|sind|hat|hast|haben|war|schlägt|fehlt|fehlen|scheitert|läuft|gibt es|findet|willst|möchtest|brauchst|sollte etwas)\b[^.?]*, (?:dann )?(?:siehst|sehen|seht|erhältst|erhalten|bekommst|solltest|sollte|lautet|zeigt|gibt|ist|sieht|antwortet|endet|enthält|erscheint|läuft|lauscht|existiert)\b"
    r"|^(?:der|die|das) (?:nächste|folgende|vorige|vorherige|frühere|zweite|dritte|andere) (?:befehl|block|skript|schritt|anfrage|aufruf|kommando)\b|^(?:bei|in|im|nach|vor|während|seit|ab|aus) (?:dem )?schritt \d|\bnach (?:einem|einer|mehreren|einigen|vielen|zwei|drei|\d+) (?:tag|tagen|stunden?|wochen?|nächten)\b"
    r"|\b(?:in|unter) (?:der )?(?:produktion|produktionsumgebung)\b|\bam ende (?:dieses|des|der|dieser) (?:kurses|tutorials|anleitung|kapitels|lektion|workshops)\b|\b(?:aus|in) (?:dem|der) (?:letzten|vorigen|nächsten|vorherigen) (?:schritt|abschnitt|kapitel|lektion|anleitung|tutorial)\b"
    r"|^(?:angenommen|stell dir vor|nehmen wir an)\b|\b(?:beim|im) (?:zweiten|dritten|nächsten|letzten|vorigen) (?:lauf|aufruf|mal|versuch)\b|\beine der folgenden\b|\bentweder\b"
)
"""It is so in another run than the last, or on a condition."""
DENIES = phrase(
    r"\b(?:ausgabe|ergebnis|antwort|es|das|du) (?:sollte|solltest|darf|wird|ist|lautet|enthält) (?:jetzt |nun )?(?:nicht|nie|kein\w*)\b",
    "nicht", "nie", "kein",
)  # fmt: skip
"""Says of what follows that it is not to be seen."""
IN_STORE = phrase(
    r"\b(?:im|in|auf|aus|ins) (?:der |dem |einem |einer |deinem |deiner )?(?:bucket|container|blob|registry|cluster|pod|server|host|volume|vm|instanz|rechner|cloud|laufwerk|freigabe)\b"
)
"""Where a file stands that is none of the reader's own folder."""
NO_ONE_OUTPUT = phrase(
    r"(?:[<>]=?|[≤≥]) ?v?\d|\bv?\d[\d.]* oder (?:höher|neuer|größer|mehr|weniger)\b|\b(?:etwa|ungefähr|mindestens|höchstens|mehr als|weniger als) (?:v?\d|{code})|\bwird wahrscheinlich\b|"
    r"\b(?:format|ausgabeformat|syntax|schema|form|aufbau)(?: (?:der|des|einer|von) [\w-]+)? (?:ist|sieht|sollte|hat)\b|\bhat (?:die form|das format|den aufbau)\b"
    r"|\b(?:diese|folgende|einige|mehrere) (?:felder|spalten|abschnitte|schlüssel|eigenschaften|optionen|parameter)\b"
    r"|\b(?:manchmal|gelegentlich|mitunter|selten|eventuell|möglicherweise|vielleicht|gegebenenfalls)\b|\b(?:fehlgeschlagene[rsnm]?|ungültige[rsnm]?|fehlerhafte[rsnm]?) (?:test|lauf|build|anfrage|anmeldung|beispiel|versuch|antwort)\b"
    r"|\bsah (?:so|etwa so|ungefähr so)\b|\b(?:funktion|methode|abfrage|klasse) (?:gibt|liefert)\b|\bvor (?:der|dieser) (?:änderung|korrektur)\b"
)
"""The form of output, what is not always so, what was once so, or what code gives to other code."""
ANSWERS = phrase(
    r"\b(?:api|endpunkt|server|backend|client|empfänger|webhook) (?:liefert|antwortet|empfängt|gibt|meldet|zeigt|schreibt)\b"
)
LOGS = phrase(
    r"\b(?:im|in den|in die|in deinen|aus den|aus dem) (?:[\w-]+-)?logs?\b|\blogs? (?:des|der|von|zeigen|zeigt)\b|\bdie logs? (?:von|des|der|zeigen)\b|\bausgabe (?:des|der|deines) (?:{code}|[\w-]+)?-?(?:containers|pods|dienstes|servers)\b"
)
ROWS = phrase(
    r"\b(?:tabelle|datenbank|sammlung|bucket|index|warteschlange) (?:sollte |jetzt |nun )*enthält\b"
)
SHOWN_BY = phrase(
    r"\b(?:server|abonnent|empfänger) (?:sollte |wird )?(?:gibt|schreibt|protokolliert)\b|\blog-?(?:eintrag|einträge|zeilen?)\b"
)
ACTS_ITSELF = phrase(
    r"^(?:(?:jetzt|nun|dann|danach|auch|und),? )*(?:der|die|das|dein|deine|ihr|ihre) (?P<who>[\w-]+) (?:gibt|schreibt|druckt|sendet|empfängt|protokolliert|wird)\b[^.\n]*\b(?:aus|ausgeben|schreiben|senden|empfangen|empfängt|sendet|protokolliert|schreibt)\b"
)
OF_COMMANDS = phrase(
    r"(?:ausgaben?|ergebnis(?:se)?|antwort|befehle?|kommando|s[ck]ript|programm|werkzeug|terminal|konsole|shell|aufruf|abfrage|anfrage|code|beispiel|anwendung|app|server|dienst|client|tests?|testlauf|build|compiler|prozess|schritt|block|funktion|methode|logs?|liste|tabelle|zeilen?|bericht|folgende)$"
)
REQUESTED = phrase(
    r"\banfragen? an (?:[\w.:/-]+ )?(?:senden|sende|schicken|schicke|stellen|stelle)\b"
)
LATER = phrase(
    r"\bmit der zeit\b|^später\b|\b(?:im|in einem|in der|in einer) (?:nächsten|späteren|folgenden|kommenden) (?:schritt|abschnitt|teil|kapitel|lektion|anleitung|meilenstein|übung|seite)\b|\b(?:beim|das) nächste[ns]? mal\b|\b(?:grenze|limit|kontingent) (?:erreicht|überschritten|erschöpft)\b"
)
MAKES = phrase(
    r"\b(?:erzeugt|erstellt|schreibt|ergibt) (?:(?:die|eine|deine|neue|datei) )*(?P<mark>{code})"
)
TYPED = phrase(
    r"\b(?:wenn|sobald) (?:du|sie|ihr|man) (?P<mark>{code}) (?:tippst|tippen|eintippst|eingibst|eingeben)\b",
    "tipp", "eingib", "eingeb",
)  # fmt: skip
THINGS = phrase(
    r"\b(?:siehst|sehen|seht|findest|erhältst|bekommst|sollte|sollten|solltest) (?:(?:du|sie|ihr|man|jetzt|nun|auch) )*(?:die folgenden|folgende|diese|zwei|drei|vier|fünf|sechs|\d+|mehrere|einige|alle) "
    r"(?!(?:zeilen|ausgaben?|ergebnisse|meldungen|logs|zahlen|werte|wörter|einträge|namen|ausgabe)\b)[a-zäöüß-]+(?: sehen| erhalten)?:?\s*$"
)
HAVE = phrase(
    r"\b(?:du|sie|ihr) (?:hast|haben|habt)\b|\bsolltest du [^.\n]*\bhaben\b|\bdu solltest [^.\n]*\bhaben\b"
)
OUTPUT = phrase(r"\b(?:ausgabe|ergebnis|antwort)", "ausgabe", "ergebnis", "antwort")
TOLD_TO_RUN = phrase(
    r"\b(?:führe|führen|führst|starte|starten|tippe|gib|geben|rufe|verwende|nutze)\b[^.]*{code}"
)
