"""What makes a sentence of a step an outcome, without any label."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.reading.phrases.en.numbers import COUNT
from milepost.reading.phrases.en.words import CODES, SAIDS

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = (
    "should", "must", "verify", "confirm", "validate", "check", "you'll", "you’ll", "you will",
    "output", "result", "response", "sure", "expected", "after th", "afterwards", "at this point", "now ", "now,",
)  # fmt: skip
"""One of these words is in every sentence that is an outcome without a label."""
PREFIX = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|lastly|and|please|step \d+),? )*(?:to )?"
    r"(?:verify|confirm|check|validate|ensure|make sure|be sure|assert)(?: once more| again)?"
    r"(?: that)? "
)
"""An imperative before what is to hold; it is left out before the rest is read."""
STRONG: tuple[Phrase, ...] = (
    phrase(r"(?:^|[,:;] |\b(?:and|then|now|please|next|to) )(?:verify|confirm|validate|check) (?:that|if|whether|the|your|it|all|[\ue000\ue001\ue002])",
           "verify", "confirm", "validate", "check"),
    phrase(r"\byou(?:(?:['’]ll| will| should)(?: now| also| then| again)*) (?:see|get|notice|observe|receive)\b",
           "you'll", "you’ll", "you will", "you should"),
    phrase(r"\byou should(?:n['’]t| not| never| no longer) see\b", "you should"),
    phrase(r"\b(?:output|result|response|console|terminal|command|server|script|program|it|this|that|test|tests|"
           r"[\ue000\ue002]) (?:command |file |folder |endpoint )?(?:should|must)(?: now| also| then)* (?:be|return|print|display|"
           r"respond|exit|exist|contain|show|output|pass|see|look|say|read|list|succeed|not|no longer)\b", "should", "must"),
    phrase(r"\bthe (?:output|result|response) (?:is|will be|looks?|contains|shows|includes|(?:does not|doesn['’]t|no longer|must never) (?:contain|show|include|mention)s?)\b", "output", "result", "response"),
    phrase(r"^(?:expected|expected (?:output|result|outcome|response)|output|result|sample output|example output)\b.{0,40}$",
           "expected", "output", "result"),
)  # fmt: skip
_NOW = r"^(?:now|at this point|after (?:this|that)|afterwards),? "
_WORDS = r"(?: (?!(?:that|if|when|because|we|you|can|will|would|may|need|needs|let|lets)\b)[\w'’/.\ue000-\ue002-]+)"
_STATE = r"(?:created|deployed|healthy|running|listed|visible|reachable|available|accessible|gone|removed|deleted|up|empty|installed|listening|open|closed|exposed|updated)"
RESULT: tuple[Phrase, ...] = (
    phrase(r"^[^,;:(]*\bshould (?:now (?:also )?(?:have|be|contain|show|print|display|list|return|respond|exist|appear|run|listen|read|say|report|include|hold|see|find)\b|no longer \w+)", "should now", "no longer"),
    phrase(rf"{_NOW}(?:the|your|our|a|an|all|both|there|it|[\ue000-\ue002]){_WORDS}{{0,8}}? (?:should|shows|has|have|(?:is|are|has been|have been) (?:[\w-]+ ){{0,2}}?{_STATE})\b", "now", "at this point", "after th", "afterwards"),
    phrase(rf"{_NOW}(?:the|your|our){_WORDS}{{0,4}}? (?:folder|directory|file|table|database)(?: [\ue000\ue001])? (?:contains|holds|lists)\b", "contain", "hold", "list"),
    phrase(r"^(?:the|your|a|an|its)? ?(?:[\w'’\ue000-\ue002-]+ ){0,7}?(?:output|logs?|status|prompt|terminal|console|browser|columns?|page|listing|response|summary|[\w-]+ tab|tools) (?:value )?should (?:also )?(?:show|print|display|read|say|list|report|include|contain)\b", "should"),
    phrase(r"^(?:an? |the )(?:http )?(?:\d{3}|[\ue000\ue001])(?: [\w-]+)? (?:status|response|code|error)(?: code)? should be (?:returned|received|sent)\b", "should be"),
    phrase(r"^(?:an? |one |two |three )?new (?:[\w-]+ ){0,2}(?:files?|folders?|directory|directories|tables?|entry|entries|rows?|lines?|branch) should (?:be (?:created|there|visible|listed)|appear|exist)\b", "should"),
)  # fmt: skip
"""What claims a result, if it is explicit: it is an outcome, be it read or not."""
BARE = phrase(
    r"^(?:expected|expected (?:output|result|outcome|response)|output|result|sample output|"
    r"example output):?$"
)
"""A label without anything after it."""
IMPERATIVE = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|lastly|and|please),? )*(?:verify|confirm|check|validate)\b"
)
WEAK = phrase(
    r"^(?:now |then )?(?:ensure|make sure|be sure)\b|\byou should (?:now )?have\b", "sure", "should"
)
"""An outcome only if it is read: mostly it states what is needed beforehand."""
_CLAIM_CUES = (
    "pass", "exist", "contain", "print", "respond", "return", "answer", "line", "valid", "appear", "there",
    "back", "created", "present", "displayed", "shown",
)  # fmt: skip
_IN_CASE = (
    r"(?:(?:if|once|when) (?:all|everything|it|this|successful)[^,]{0,40}, |regardless of [^,]{1,40}, |"
    r"(?:now|finally|afterwards|as a result|after (?:this|that|running [^,]{1,40}|you run [^,]{1,40})),? )?"
)
CLAIM = phrase(
    rf"^(?:(?:all |both )?(?:of )?(?:the )?(?:(?:{COUNT}) )?tests? (?:now |should )?pass(?:es)?"
    rf"|(?:the |a |an )?(?:new )?(?:files? |folders? |directory )?{CODES}(?: file| folder| directory)?(?: now)? (?:exists?(?: and (?:it )?(?:contains?|holds?) {SAIDS})?|no longer exists?)"
    rf"|(?:the )?(?:file )?{{code}}(?: file)?(?: now)? (?:contains|no longer contains) {SAIDS}"
    rf"|the (?:command|program|script) (?:now |should |will )*(?:prints?|returns?) {SAIDS}"
    rf"|{_IN_CASE}(?:the |a |an |two |both )*(?:new )?(?:[\w-]+,? )?(?:files? |folders? |directory )?{CODES},?(?: file| folder| directory|s)? (?:should |must |will )(?:now |also |both |all )*"
    rf"(?:exist|be (?:there|present|created))(?:(?: in (?:the|your) (?:current |working |project |same )*(?:folder|directory))?|,? and (?:it should )?(?:contain|hold|include) {SAIDS})"
    rf"|{_IN_CASE}(?:the |a |an |two |both )*(?:new )?(?:[\w -]{{1,20}}, |files? |folders? |directory )?{CODES},?(?: files?| folders?| directory| directories)? (?:is|are|was|were|has been|have been) (?:now |also )*created(?: in (?:the|your) (?:current |working |project |same )*(?:folder|directory))?"
    rf"|{_IN_CASE}there (?:should (?:now )?be|is now|are now) (?:the |a |an |two )*(?:new |empty )*(?:files?|folders?|director(?:y|ies))(?: named| called)?,? {CODES}(?: in (?:the|your) (?:current |working |project |same )*(?:folder|directory))?"
    rf"|{_IN_CASE}there (?:should (?:now )?be|is now|are now) (?:the |a |an |two )*(?:new |empty )*{CODES} (?:files?|folders?|director(?:y|ies))(?: in (?:the|your) (?:current |working |project |same )*(?:folder|directory))?"
    r"|(?:now,? )?the (?:first|second|third|last|final) line (?:of|in) (?:the |your )?(?:file )?{code}(?: file)? (?:should |must |will |now )*(?:is|be|reads?|says?) [^\ue000-\ue002]*{said}"
    r"|(?:the )?(?:file )?{code}(?: file)? (?:should be|is|must be) (?:now |still )?valid (?:json|yaml|toml)"
    rf"|{_IN_CASE}(?:the )?(?:string |text |message |line |words? )?{{said}} (?:should|will) (?:now )?(?:be printed|print|appear|be displayed|be shown)(?: out)?(?: (?:to|in|on) (?:the|your) (?:terminal|console|output|standard output))?"
    rf"|{_IN_CASE}you (?:should |will |then |now )*get (?:back (?:the [\w-]+ )?{{said}}|(?:the [\w-]+ )?{{said}} back)"
    r"|{any}(?: now)? (?:responds|returns|answers)(?: with)?(?: status)? \d{3}(?: and contains {said})?)[.!]?$",
    *_CLAIM_CUES,
)
"""A whole sentence that says no more than what now is the case."""
_MADE = r"(?:created?s?|generated?s?|produced?s?|writes?|wrote|written|saved?s?|builds?|built|downloads?|downloaded|installs?|installed)"
BENEATH = phrase(
    rf"^{_IN_CASE}(?:(?:this|that|it|these|the (?:above |previous |last |first |second )?(?:(?:{{code}}|[\w-]+) )?(?:commands?|script|program|build|tool|call|request|query)|running (?:this|it|that)(?: command| script| program| code)?) "
    rf"(?:(?:should|will|now|then|also|has|have|just|simply) )*(?:prints?|outputs?|displays?|shows?|logs?|echoes|gives?|responds?|returns?(?! an? [\ue000\ue001](?! (?:response|status|error|message)))|{_MADE})\b"
    r"|(?:you|we) (?:now |then |can |should )*(?:see|get)\b"
    r"|the (?:list|listing|output|result|response|logs?|terminal|console|report|summary)(?: of (?:the |your )?[\w-]+)? (?:(?:should|will|now|then|also) )*(?:displays?|lists?|shows?|contains?|includes?|prints?|reads?|says?)\b"
    rf"|(?:(?:all|the|your|our|an?) )+(?:[\w-]+ ){{1,3}}(?:(?:should|will|now|also|is|are|was|were|be|been|has|have) )+(?:(?:{_MADE}|placed|stored|located|available|found|under)\b|(?:in|at) )|output will be (?:in|at|under|written|saved)\b)",
    "print",
    "output",
    "display",
    "show",
    "log",
    "echo",
    "give",
    "respond",
    "return",
    "creat",
    "generat",
    "produc",
    "writ",
    "wrote",
    "save",
    "list",
    "contain",
    "includ",
    "read",
    "say",
    "buil",
    "download",
    "install",
    "see",
    "get",
    "placed",
    "stored",
    "located",
    "available",
    "found",
    " in ",
    "under",
    " at ",
)
"""The beginning of a sentence that goes on about the block right above it."""
