"""A sentence before the block says that it is what the reader will see."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

SIMILAR = phrase(
    r"\b(?:similar|something like|looks? (?:roughly |something |a bit |a lot )?like|resembl\w+|"
    r"along (?:the|these) lines|(?:may|might|will|could) (?:vary|differ|be (?:slightly )?different)|"
    r"roughly|approximately|(?:as follows|like (?:this|these|the following|so|below))\b|"
    r"(?:sample|example) (?:outputs?|responses?|results?|reply|answers?)|(?:output|response|result) (?:example|sample)|for example|version numbers?|"
    r"output di esempio|simil[ei]|salida de ejemplo|exemple de sortie|similaires?|beispielausgabe|ähnlich\w*|saída de exemplo|semelhante)\b|\blike:$"
)
EXACT = phrase(
    r"\b(?:exactly|expected (?:output|result|response)|the output (?:is|should be|will be)(?! similar)|"
    r"(?:which|it|this|that|command) (?:prints|outputs|should print|should output|will print|returns|"
    r"should return|will return|produces|should produce|will produce|will output)|output:?$|"
    r"(?:prints|outputs|produces|returns):?$)\b"
    r"|\b(?:see|prints?|shows?|outputs?|contains?|displays?|get|is|be|lists?|returns?) (?:only|just|solely|nothing (?:but|except))\b[^\ue000-\ue002,;]*:?$"
    r"|\bonly (?:see|prints?|shows?|outputs?|contains?|displays?|get|lists?|returns?|be)\b[^\ue000-\ue002,;]*:?$|\band nothing (?:else|more)\b"
)
SEE = phrase(
    r"^(?:(?!will |would |should |can |may |to )[\w’'-]+ ){0,3}(?:output|results?|response)s?\b"
    r"|\b(?:you|we)(?:(?:'|’)?ll| will| should| would| can| now| also| then| again| be able to)* (?:now |also |then |again )*"
    r"(?:see|receive|observe|notice)\b"
    r"|\byou(?: should| will)? (?:now )?have:?$"
    r"|\b(?:you|we)(?:(?:'|’)?ll| will| should| would| now| then| again)* get\b"
    r"|\b(?:should|will) (?:now |then |also |just |again )*(?:print|output|display|show|produce|report|list|yield)\b"
    r"|\b(?:it|this|that|which|output|outputs|results?|responses?|terminal|console|command|script|program|tool|call|query|server|table|logs?|listing|running [^,.;]{1,40}) (?:should|will|would|must) (?:now |then |also |just |again )*(?:look|respond|read|return|contain|say|be)\b"
    r"|\bshould return\b"
    r"|\b(?:output|results?|response|console|terminal|logs)\b[^.\n]{0,40}?\b(?:is|be|looks?|like|contains?|"
    r"includes?|shows?|confirms?|displays?|indicates?|reads?|says?|follows?|similar|following)\b|\bresembles (?:the )?output\b"
    r"|\b(?:prints|outputs)\b|^and (?:prints|returns|shows)\b"
    rf"|^(?:(?:now|then|and),? )*(?:the|its) (?:first|last|final) (?:(?:{COUNT}) )?lines?(?: (?:of|in) (?:the |its |that |your )?(?:output|listing|log|logs|response|result))? (?:(?:should|will|must|now|also) )*(?:be|is|are|reads?|looks?|says?)\b"
    r"|\b(?:it|this|output|command|script|program|listing) (?:(?:should|will|must|then|now) )*(?:starts?|begins?|ends?) with\b"
    r"|(?:^|[,;:] |\b(?:this|that|it|which|and|then|call|command|program|script|tool|request|query|invocation|test|build|server|run|running [^,.;]{1,40}) (?:now |then |also |just |simply |only )*)"
    r"(?:displays|returns|shows|produces|reports|responds|yields|gives|lists|results? in)\b",
    "output", "result", "respon", "see", "receive", "observe", "notice", "have", "get", "print",
    "display", "show", "produce", "report", "list", "yield", "should", "will", "would", "must",
    "terminal", "console", "log", "return", "gives", "resembl", "line", "start", "begin", "end",
)  # fmt: skip
"""What says that it is seen or printed: a label, the output, the reader or a command is its subject."""
TURNS = phrase(
    r"(?:[,;:] |[–—-] )(?:but|while|whereas|however|although|though|yet)\b",
    "but",
    "while",
    "whereas",
    "however",
    "though",
    "yet",
)
"""Begins the part of a sentence that says something else than the part before."""
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
    phrase(r"\b(?:outputs?|produces?|generates?|writes?|creates?|yields?) (?:(?:a|an|the|this|following|new) )+(?:[\w.-]+ ){0,2}(?:file|script|folder|directory)\b", "file", "script", "folder", "directory"),
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
    phrase(r"\bresults? in (?:(?:the|a|an|this|following|new) )+(?:[\w-]+ )?(?:reference|definition|file|manifest|layout|tree)s?\b", "result"),
    phrase(r"\bfrom (?:then|now) on\b|\bwill have (?:this|these|the following)\b", "from then", "from now", "will have"),
    phrase(r"\b(?:his|her) (?:output|screen|terminal|result)\b", "his ", "her "),
    phrase(r"\b(?:output|logs|messages|lines) from (?:[\w-]+ ){0,3}(?:sources|services|containers|functions|programs|processes|components|pods)\b", "from "),
    phrase(r"\bwhat will be\b|\b(?:below|following|above) (?:code|program|snippet|function)\b",
           "what will", "code", "program", "snippet", "function"),
    phrase(r"\bif (?:we|you) (?:run|ran|forget|omit|skip|try|do not|don['’]t)\b", "if we", "if you"),
    phrase(r"\b(?:run|execute|type|enter|issue|use|using|invoke|by (?:run|execut|typ|enter|issu|invok)(?:n)?ing)(?: (?:the|this|these|following|below|next|command|commands|prompt))*\s*:?$|\bfrom the command line\s*:?$",
           "run", "execut", "typ", "enter", "issu", "use", "using", "invok", "from the"),
    phrase(r"\b(?:show|tell|see|give|produce|display|return)s? (?:(?:you|us|me|to|the|exactly) )*(?:how|what|why|where|whether|an overview|content)\b(?! (?:happen|it (?:prints|shows))s?)",
           "how", "what", "why", "where", "whether", "overview", "content"),
    phrase(r"\b(?:see|get|receive|have|shows?|displays?|opens?) (?:(?:the|a|an|this|that|following|new|another|your|our|same) )*(?:code|definition|formula|equation|diagram|figure|picture|screenshot|image|screen|dialog|prompt|page|e-?mail|menu|button|diff|options|window)\b",
           "code", "definition", "formula", "equation", "diagram", "figure", "picture", "screen", "image", "dialog", "prompt", "page",
           "mail", "menu", "button", "diff", "option", "window"),
    phrase(r"\bresults? (?:of|is) (?:this|the|our|your|a|an) (?!(?:last |previous |above |following |same )*(?:commands?|query|above|previous|script|call|tests?|request|execution|scan|check|run|following|same|output)\b)|\b(?:final|end) result\b",
           "result"),
    phrase(r"^(?:the )?(?:old|previous|original|earlier|former|wrong|bad|incorrect|broken|alternative|desired|raw|debug|verbose|another|python ?2) (?:output|result|response)\b",
           "output", "result", "response"),
    phrase(r"\b(?:with this line|(?:in|of|from) (?:the|this|our|your) (?:code|source|source code|function|snippet|program))\b|\bwhen you (?:log|sign|open|visit|click|connect|go|press|type)\b",
           "with this line", "code", "source", "function", "snippet", "program", "when you"),
    phrase(r"\b(?:produces?|gives?|yields?|creates?|generates?|draws?|shows?|displays?|see|get) (?:[\w-]+ ){0,3}(?:image|figure|plot|chart|diagram|picture|screenshot|animation|video)\b",
           "image", "figure", "plot", "chart", "diagram", "picture", "screenshot", "animation", "video"),
    phrase(r"^(?:understanding|reading|interpreting|decoding|explaining|about) (?:the |this |your )?(?:[\w-]+ ){0,2}(?:output|response|result)", "output", "response", "result"),
    phrase(r"\b(?:structure|layout|shape|meaning|anatomy|explanation) of (?:the|this|its|your) (?:output|response|result)\b|\blines? (?:of|in|from) (?:the|this|your|our) (?:script|code|program|source|file|function)\b"
           r"|\b(?:output|response|result)s?, explained\b|\bline by line\b|\b(?:complete|full|final|finished|entire|whole) (?:listing|version|file|code|script|program|source)\b",
           "of the", "of this", "of its", "of your", "line", "explained", "listing", "version", "file", "code", "script", "program", "source"),
    phrase(r"\b(?:with|following|this|the same) (?:structure|format|form|schema|shape|syntax|content|contents)\b",
           "structure", "form", "schema", "shape", "syntax", "content"),
    phrase(r"\b(?:you|we) can [^.]*\b(?:using|with|via|by [\w-]+ing)\b[^.]*:?$", "can"),
)  # fmt: skip
"""What is shown is typed, copied, seen elsewhere, or what is not, or not always, to be seen."""
NAMES_COMMAND = phrase(
    r"\b(?:output|result|response|what (?:you|we) (?:get|see)) (?:from|of|for|with|by|when) (?:running |calling |using |typing )?(?:the )?(?P<mark>{code})"
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
