""" "You should see `x`", "the output contains `x`", "it prints `x`"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT
from milepost.reading.phrases.en.words import SAIDS, SUBJECTS
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "see",
    "get",
    "receiv",
    "observ",
    "find",
    "contain",
    "includ",
    "show",
    "display",
    "print",
    "say",
    "read",
    "list",
    "mention",
    "report",
    "output",
    "log",
    "start",
    "end",
    "begin",
    " be ",
    " is ",
    "respon",
    "greet",
    "appear",
    "visible",
    "look",
    "return",
    "give",
    "noti",
    "note",
    "expected",
    "result",
)
_WHAT = (
    r"(?:the |a |an |your |its |this |that |following |line |lines |message |messages |text |string |"
    r"word |words |output |value |result |prompt |containing |reading |saying |with |version |both |"
    r"response |number |greeting |banner |confirmation |success |log |entry |status |something |"
    r"printed |displayed |of |secret |token |base64 |encoded |error |errors |back |out |stating |"
    r"(?:that|which) (?:reads|says|states) |: ?)*"
)
_LIST = rf"(?P<said>{SAIDS})"
_SUBJECTS = rf"(?P<said>{SUBJECTS})"
PHRASES: tuple[Phrase, ...] = (
    phrase(r"\b(?:you|we)(?:['’]ll| will| should| would)? (?:now |also |then |again |only |can )*(?:should )?"
           r"(?P<not>not )?(?:now |also |then )*(?:see|get|receive|observe|find) (?:that (?:it|this) (?:says|reads|prints|shows) )?" + _WHAT + _LIST, "you", "we"),
    phrase(r"\byou should(?P<not>n['’]t| no longer| never) (?:see|get) " + _WHAT + _LIST, "you should"),
    phrase(r"\b(?:the |its |command(?:'s)? |terminal |console |program(?:'s)? |script(?:'s)? |standard |test |log )*"
           r"(?:output|terminal|console|result|stdout|logs?|response|it|this|program|"
           r"script|command|list(?: of (?:the |your )?[\w-]+)?|listing|summary|report|runner|server)"
           r" (?:should |will |now |then |also |must )*"
           r"(?P<not>(?:does not|doesn['’]t|do not|no longer|must not|must never|mustn['’]t|should not|should no longer|shouldn['’]t|not) )?"
           r"(?:contains?|includes?|shows?|displays?|prints?|says?|reads?|lists?|mentions?|reports?|outputs?|"
           r"logs?|be|is|responds? with|greets? you with|(?:returns?|gives?)(?: you)?(?! an? [\ue000\ue001])) " + _WHAT + _LIST,
           "contain", "includ", "show", "display", "print", "say", "read", "list", "mention", "report", "output", "log",
           " be ", " is ", "respond", "greet", "return", "give"),
    phrase(r"^(?:it )?(?:prints|outputs|displays|logs|shows|reports|print|should print) " + _WHAT + _LIST,
           "print", "output", "display", "log", "show", "report"),
    phrase(r"\b(?:the )?(?:message|text|line|string|greeting|words?|prompt) " + _SUBJECTS +
           r" (?:should |will |must |now )*(?P<not>not )?(?:be |is |gets? )*(?:appears?|printed|displayed|shown|logged|"
           r"visible|output)\b", "message", "text", "line", "string", "greeting", "word", "prompt"),
    phrase(_SUBJECTS + r" (?:should |will |must |now )*(?P<not>not )?(?:be |is |are |gets? )*(?:appears?|printed|displayed|"
           r"shown|logged|listed|prints? (?=(?:out )?to))(?: ?out)?(?: ?in| ?to| ?on| ?by)?(?: the| your)?(?: (?:build|test|command|console|terminal))? (?:terminal|console|output|screen|log|logs|"
           r"list|listing|standard output|stdout)\b", "appear", "printed", "displayed", "shown", "logged", "listed", "print"),
    phrase(_SUBJECTS + r" (?:should |will |must |now )*(?:be |is |gets? )*(?:printed|displayed|logged)\b(?! in)", "printed", "displayed", "logged"),
    phrase(r"^(?:expected|expected (?:output|result|response)|output|result):? (?:the |a |an )?" +
           r"(?P<said>{said}(?:(?:,| and|, and)(?: the| a)?(?: body| header| line| text)? {said})*)[.]?$", "expected", "output", "result"),
    phrase(rf"\byou (?:should|will) (?:now |also |then )*(?:see|find) (?:the |a |an |your |new )*(?P<said>{SAIDS})"
           r"(?P<listed> (?:(?:file|folder|resource|pod|image|service|container|index|database|table|function|branch)s? )?(?:listed|shown|displayed|printed|in the (?:output|list|listing|response|logs?|terminal|console)))\b", "listed", "shown", "displayed", "printed", "in the"),
    phrase(r"\byou (?:should|will) (?:now |also |then )*see (?:the |a |an )?(?P<said>{said} (?:field|key|property|column|header|line|value) (?:showing|set to|that says|saying|with(?: the)? value|reading) {said})(?P<listed>)", "field", "key", "property", "column", "header", "line", "value"),
    phrase(r"\b(?:output|logs?|terminal|console|response) (?:should |will )*(?:now )?(?:shows?|confirms?|indicates?) that [^.;,\ue000-\ue002]*?\b(?:labell?ed(?: as)?|tagged(?: as)?|label|tag|named|called) (?P<said>{said})(?P<listed>)", " that "),
    phrase(r"\byou (?:should|will) (?:now |also |then )*(?:see|get) (?:an? |the )(?:[\w-]+ ){0,2}(?:result|response|output) (?:showing|containing|with) (?:an? |the )?"
           r"(?P<said>{said}(?:,?(?: and| with)?(?: the| an?)?(?: (?:key|field|name|value))? {said})*)(?P<listed>)", "showing", "containing", "with"),
    phrase(r"\byou (?:should|will) (?:now |also |then )*(?:see|get) (?:an? |the |some )?(?:output|response|result) (?:with|containing|including|that (?:contains|includes)) (?:both )?(?:the |an? )*(?P<said>{said}(?:(?:,| and|, and) (?:the |an? )*{said})*)"
           r"(?P<listed> (?:components?|sections?|fields?|columns?|lines?|entries|entry|keys?))", "output", "response", "result"),
    phrase(r"\b(?:response|output|result|answer) (?:should |will |now |also )*(?:contains?|includes?|has) (?:an? |its )(?P<said>{said})(?P<listed> (?:object|field|property|key|array|list|metadata|section|entry|attribute)\b"
           r"(?: (?:showing|describing|telling|listing|that (?:shows|describes|tells|lists|says)) [^\ue000-\ue002.,;:\d]*(?=[.,;:]|$))?)", "contain", "includ", "has"),
    phrase(r"\byou (?:should|will|can) (?:now |also |then )*see that (?:the |an? )?(?:label|annotation|tag|entry|line|row|column|header|message|text) (?P<said>{said})(?P<listed> (?:has been|was|is) (?:now )?(?:added|applied|there|present|listed|shown|included|printed|displayed))\b", "see"),
    phrase(rf"\byou (?:should|will) (?:now |also |then )*see (?P<count>{COUNT}) (?!(?:[\w-]+ ){{0,2}}(?:files?|folders?|director\w+|pages?|tabs?|buttons?|tables?|commits?|icons?|links?|windows?|menus?|options?)\b)"
           rf"(?:[a-z-]+ ){{0,3}}[a-z-]+: (?P<said>{SAIDS})(?P<listed>)(?=[.!]?$)", ":"),
    phrase(r"\b(?:(?:contained|found|included|somewhere|also|in there) )*(?:in|within|among) (?:the |its |your )(?:output|response|result|listing|logs?) "
           r"(?:is|are|(?:you|there) (?:should|will) (?:now |also )*(?:see|find|be)|there is|there are) (?:the |an? |line |text |word |message |: ?)*" + _LIST + r"(?P<listed>)(?=[.!]?$)", "output", "response", "result", "listing", "log"),
    phrase(r"\b(?:look for|notice|note) " + _WHAT + _LIST + r" in the (?:output|log|logs|terminal|console)\b", "look for", "noti", "note"),
)  # fmt: skip
CONTINUED = phrase(
    r"\b(?:and|but) (?:it |the output )?(?P<not>does not|doesn['’]t|no longer|must not|should not|not) "
    r"(?:contains?|shows?|prints?|lists?|includes?|mentions?|displays?) " + _WHAT + _LIST,
    "not", "n't", "n’t", "no longer",
)  # fmt: skip
"""A negated second half of a sentence whose first half is about output."""
OTHER_THINGS = re.compile(
    r"^ ?(?:outputs?(?=[.,;:!]|$)|versions?|commands?|help|contents?|package|list of|prompt|api|endpoint|file|folder|directory|directories|folders|files|branch|button|page|tab|menu|icon|option|"
    r"database|services?|addresse?s?|container|image|pod|cluster|namespace|section|field|link|dialog|window|project|package|dependency|"
    r"module|extension|variable|server|port|function|class|method|component|type|table|tag|remote|"
    r"commit|environment|certificate|secrets?|alert|notification|policy|role|volume|network|(?:generated|created|written|saved|placed|downloaded|copied|added|installed|stored) (?:in|to|under|inside|at|into)\b|and (?:a|an|the|some) |in (?:the |your |its |a )?(?:\ue000|file|folder|"
    r"director|browser|page|package|project|repo|root|workspace|explorer|database|table)|inside|under|"
    r"within|at (?:the )?(?:root|top)|on (?:the |your )?(?:page|screen|github))",
    re.IGNORECASE,
)
"""What may follow a code span that is the name of something and not a piece of output."""
IS_SUBJECT = re.compile(
    r"(?: (?!(?:and|or|but|then|which|that|who|where|since|because|as)\b)[\w\ue000-]+){0,7}? (?:was|were|is|are|has|have|had|can|could|will|did|does|"
    r"passed|passes|failed|fails|equals|matches|succeeded|succeeds|became|becomes|works?|worked|ran|runs|exists|started|changed)\b",
    re.IGNORECASE,
)
"""Of something it is told what it is or did; that its name is printed would not say so."""
OWNS = re.compile(
    r"\b(?!(?:text|string|words?|lines?|message|value|status|number|count|total|code|result|response|prompt|body|greeting|error|warning|output|list|version|something)\b)"
    r"[\w-]+ of (?:the |a |an |your |its )*$"
    r"|\b(?:prints?|outputs?|displays?|shows?|returns?|logs?|gives?|lists?|reports?|see|get)(?: out)? (?:you )?(?:back )?the (?:[\w-]+ )?(?:value|output|version|text|lines?|result|response|logs?|messages?|entry|entries|words?) of (?:the |your )?$",
    re.IGNORECASE,
)
"""What is seen belongs to something, whose name is said: the ID of `x`."""
A_LINE = re.compile(
    r"\b(?:the|a|this|following|exact) line:? (?:reading |saying |that (?:reads|says) )?$",
    re.IGNORECASE,
)
"""What stands before a text that is a whole line."""
OF_NAMED = re.compile(
    r"\bthe (?:value|values|contents?|result|length|size|name|list|sum|type|definition|source) of (?:the |your |each |all |both |variables? |files? |and |[\ue000,])*$",
    re.IGNORECASE,
)
"""What ends before the name of something whose value or contents are seen, and not the name."""
BEFORE = re.compile(
    r"(?:file|files|folder|directory|branch|function|class|package|module|command|database|table|"
    r"repository|project|container|service|page|button|option|tag|field|link|url|called|named) ?$",
    re.IGNORECASE,
)
