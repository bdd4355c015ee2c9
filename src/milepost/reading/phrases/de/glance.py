"""What can be told of a block at a glance: whole paragraphs as bytes, and what may be in one."""

from __future__ import annotations

from milepost.text import lazy_re as re

NAMES_FILE = re.compile(
    rb"(?:(?:Jetzt|Nun|Dann|Danach|Zuerst) )?(?:[Ee]rstelle|[Ll]ege|[Ss]chreibe|[Ss]peichere)"
    rb"(?: die| eine| neue| Datei| namens)* `([^`\n]+)`(?: an)?"
    rb"(?:,? mit (?:folgendem|dem folgenden|diesem) (?:Inhalt|Code|Text)(?: an)?)?:"
)
"""A paragraph that is only this sentence names the file that the block after it is."""
ANNOUNCES = re.compile(
    rb"\*\*(?:Erwartetes Ergebnis|Erwartete Ausgabe)(?::\*\*|\*\*:?)"
    rb"|\*\*(?:Erwartetes Ergebnis|Erwartete Ausgabe)(?::\*\*|\*\*:)[ \n]Die Ausgabe "
    rb"(?:lautet|ist|sieht so aus|sollte so aussehen):"
)
"""A paragraph that is only this announces the output of the block before it."""
SEEN = re.compile(rb"(?:[Ss]ieh|[Ss]eh|[Zz]eig|gib|[Aa]usgabe|[Ee]rgebnis).*:\Z", re.DOTALL)
"""In the paragraph before a shell block: it may be an output."""
