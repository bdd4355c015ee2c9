"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

SIMILAR = phrase(
    r"\b(?:similar|something like|looks? (?:roughly |something |a bit |a lot )?like|resembl\w+|"
    r"along (?:the|these) lines|(?:may|might|will|could) (?:vary|differ|be (?:slightly )?different)|"
    r"roughly|approximately|(?:as follows|like (?:this|these|the following|so|below))\b|"
    r"sample output|example output|for example|version numbers?|"
    r"output di esempio|simil[ei]|salida de ejemplo|exemple de sortie|similaires?|beispielausgabe|ähnlich\w*|saída de exemplo|semelhante)\b"
)
EXACT = phrase(
    r"\b(?:exactly|expected (?:output|result|response)|the output (?:is|should be|will be)(?! similar)|"
    r"(?:which|it|this|that|command) (?:prints|outputs|should print|should output|will print|returns|"
    r"should return|will return|produces|should produce|will produce|will output)|output:?$|"
    r"(?:prints|outputs|produces|returns):?$)\b"
)
SEE = phrase(
    r"(?:\b(?:you(?:'|’)?ll|you will|you should|should|you can|will) (?:now |also |then |see |be )*"
    r"(?:see|get|receive|observe|find|have)\b|\byou (?:now )?(?:see|get)\b|\b(?:should|will|to) "
    r"(?:see|look|print|output|display|return|show|produce|respond|read|report|contain)\b|"
    r"\b(?:output|result|response|console|terminal)\b[^.\n]{0,40}(?:is|be|looks?|like|contains?|"
    r"shows?|reads?|follows?|similar|following)|\b(?:prints|outputs|displays|returns|shows|produces|"
    r"reports|responds|yields)\b|^(?:sample |example |expected |actual |the )?(?:output|result|response)"
    r"s?\b)",
    "see", "get", "receive", "observe", "find", "have", "look", "print", "output", "display",
    "return", "show", "produce", "respon", "read", "report", "contain", "result", "console",
    "terminal", "yield",
)  # fmt: skip
SEE_STRICTLY = phrase(
    r"\byou(?:['’]ll| will| should)(?: now| then| also)? (?:see|get)\b|\b(?:expected|sample|example) output\b|"
    r"\boutput (?:is|should|will|looks?)\b|\b(?:prints|outputs|displays|prints out)(?: the following)?:$"
)
"""For a shell fence, which would else be commands."""
COMMANDED = phrase(
    r"\b(?:run|execute|type|enter|use|using|try|with the (?:following )?command|issue|invoke|create|"
    r"add|write|save|install|start)\b[^.\n]*:?$"
)
NOT_SEEN = phrase(
    r"\b(?:not see|n't see|if (?:you|it|the)(?![^.]*\bsuccess)|in case|instead of|otherwise|unlike|error occurs|"
    r"don(?:'|’)t worry|in the browser|in your browser|config\w*|"
    r"(?:file|code|component|function|class|directory|folder|project|structure|tree|page) "
    r"(?:should|will|now|structure|layout|looks?))\b"
)
NOT_OUTPUT: tuple[Phrase, ...] = (
    phrase(r"\byou (?:copied|saved|noted)\b", "copied", "saved", "noted"),
    phrase(r"\b(?:policy|string|token|cr|manifest|query|object|definition|schema|screen|dialog|page|site|window|panel) (?:[\w ]{1,20} )?(?:should |will |would |now )*looks?\b"
           r"|\blooks? (?:for|up|in|at|into)\b", "look"),
    phrase(r"\b(?:without (?:the|this|that|these)|for comparison|compared|initially|at first|previously|formerly|used to|unless|instead|unlike|needs? to|have to|has to|asked to|prompt(?:s|ed)|refresh)\b",
           "without", "comparison", "compared", "initially", "at first", "previously", "formerly", "used to", "unless", "instead", "unlike",
           "need", "have to", "has to", "asked to", "prompt", "refresh"),
    phrase(r"\bdocker desktop\b|\bour route\b|\b(?:dashboard|portal|browser|web ui)\b",
           "desktop", "route", "dashboard", "portal", "browser", "web ui"),
    phrase(r"\b(?:when|whenever|if) (?:this|that|a|an|someone|something) (?:[\w ]{1,40} )?(?:happens|occurs|fails|(?:is|are) (?:then |later )?(?:made|sent|called))\b",
           "happens", "occurs", "fails", "made", "sent", "called"),
    phrase(r"\b(?:when|whenever|if) there (?:is|are)\b", "there "),
    phrase(r"\boutput (?:from|of) (?!running\b|executing\b)\w+ing\b", "output from", "output of"),
    phrase(r"^(?:(?:now|then|next|first|finally|also|and),? )*(?:edit|change|modify|update|create|replace|copy|paste|put|write|add|append|insert|define|adjust|extend)\b",
           "edit", "change", "modify", "update", "create", "replace", "copy", "paste", "put", "write", "add", "append", "insert", "define",
           "adjust", "extend"),
    phrase(r"\bfrom (?:then|now) on\b|\bwill have (?:this|these|the following)\b", "from then", "from now", "will have"),
    phrase(r"\b(?:his|her) (?:output|screen|terminal|result)\b", "his ", "her "),
    phrase(r"\b(?:output|logs|messages|lines) from (?:[\w-]+ ){0,3}(?:sources|services|containers|functions|programs|processes|components|pods)\b", "from "),
    phrase(r"\bwhat will be\b|\b(?:below|following|above) (?:code|program|snippet|function)\b",
           "what will", "code", "program", "snippet", "function"),
    phrase(r"\bif (?:we|you) (?:run|ran|forget|omit|skip|try|do not|don['’]t)\b", "if we", "if you"),
    phrase(r"\b(?:run|execute|type|enter|issue|use|using)(?: (?:the|this|these|following|below|next|command|commands|prompt))*\s*:?$|\bfrom the command line\s*:?$",
           "run", "execute", "type", "enter", "issue", "use", "using", "from the"),
)  # fmt: skip
"""What is shown is typed, copied, seen elsewhere, or what is not, or not always, to be seen."""
NAMES_COMMAND = phrase(
    r"\b(?:output|result|response) (?:from|of|for) (?:running )?(?:the )?(?P<mark>{code})"
)
RUN_AGAIN = re.compile(
    r"\b[Rr](?:e-?)?un(?:ning)? (?P<command>(?P<first>[a-z][\w.-]*) [a-z][\w -]*?) again\b"
)
OUTPUT_OF_CODE = phrase(
    r"^(?:the |expected |sample |example |actual |this |command )*(?:output|results?|response)\b"
)
PART = phrase(r"\b(?:contain|includ|among|partial|snippet|similar)")
FILE_LOOKS = phrase(
    r"(?:{code}|\b(?:file|folder|directory|project|code)\b)(?:(?!output|response|result|terminal|console|logs?\b)[^.\n]){0,30}\blooks?\b"
    r"|^(?:now,? |then,? )?(?:in|inside) (?:the |your )?{code}(?: file)?,"
    r"|\bopen (?:it|{code}|the file|that file)(?!\w)"
)
VARIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bversion", ("version",)),
    (r"\b(?:dates?|timestamps?)\b", ("date", "time")),
    (r"\btimes?\b|\bdurations?\b", ("time", "duration")),
    (r"\b(?:hash|hashes|commit ids?|sha)\b", ("hash",)),
    (r"\b(?:ids?|identifiers?|uuids?)\b", ("id", "hash")),
    (r"\bports?\b", ("port",)),
    (r"\bpaths?\b|\bdirector", ("path",)),
    (r"\b(?:user ?names?|names?)\b", ("user",)),
    (r"\bnumbers?\b|\bvalues?\b|\bcounts?\b", ("number",)),
    (r"\bpids?\b|process id", ("pid",)),
    (r"\bsizes?\b", ("size",)),
    (r"\bip\b|address", ("address",)),
)
"""What a sentence that names what varies narrows the masks to."""
SAYS_VARIES = phrase(
    r"\b(?P<what>[\w ]{2,60}?) (?:may|might|will|can|could) (?:also )?(?:vary|differ|be (?:slightly )?different)"
)
NOT_VARIES = phrase(r"output", "output")
