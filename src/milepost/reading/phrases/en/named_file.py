"""A sentence before the block names the file: "Create a file named `server.js`:"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase
from milepost.text import lazy_re as re

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

_WRITE = r"(?:create|creating|make|add|write|save|put|place|start|generate|set up|define|copy|paste|type|enter|insert|include)"
_END = (
    r"(?:(?:at|to|onto) the (?:very )?(?:end|bottom|top|beginning|start)|after the (?:last|final) line)"
    r" (?:of|in) (?:the |your |this |existing |new )*(?:file )?"
)
_ENDS = ("the end", "the very", "the bottom", "the top", "the beginning", "the start", "after the")
"""The cues of it."""
_GAP = r"[^\n\ue000;]{0,70}?"
CREATE: tuple[Phrase, ...] = (
    phrase(rf"\b{_WRITE}\b{_GAP}\b(?:file|script|module|component|page|stylesheet|template|test|"
           rf"config(?:uration)?|document|makefile|dockerfile)\b"
           rf"(?:,? (?:named|called|as|at|in|like|with the name)| )[^\n;]{{0,20}}?(?P<path>{{code}})",
           "file", "script", "module", "component", "page", "stylesheet", "template", "test", "config", "document"),
    phrase(r"\b(?:create|make|add)\b (?:a |the |another )?(?:new )?file (?:in|inside|under) (?:the |your )?(?P<folder>{code}) "
           r"(?:directory|folder) (?:named|called) (?P<path>{code})",
           "named", "called"),
    phrase(r"\b(?:create|make|write|add|generate|save|define|set up)\b (?:a |an |the |your |this |"
           r"it |new |another |simple |basic |following |code |content |to |as |in |into |inside |"
           r"file |first |second |also |minimal |small |our |empty )*(?P<path>{code})",
           "create", "make", "write", "add", "generate", "save", "define", "set up"),
    phrase(r"\b(?:save|store|put|paste|place|copy|write|type|enter|insert|add|include)\b"
           r"(?: the)? ?(?:this|following|it|code|content|contents|text|lines?|snippet|below|these)"
           r"[^\n;]{0,50}?\b(?:as|in|into|to|inside)\b[^\n;]{0,30}?(?P<path>{code})",
           "save", "store", "put", "paste", "place", "copy", "write", "type", "enter", "insert", "add", "include"),
    phrase(r"^(?:now,? |then,? |next,? |first,? |finally,? )?(?:in|inside|open)\b (?:the |your |a |new |file )*"
           r"(?P<path>{code})(?: file)?(?: (?:and|,))?,? (?:and )?(?:add|write|put|paste|type|enter|place|"
           r"insert|include|create|define|replace|use|set)\b",
           "add", "write", "put", "paste", "type", "enter", "place", "insert", "include", "create", "define", "use", "set"),
    phrase(r"^(?:in |file:? |filename:? )?(?:the )?(?P<path>{code})(?: file)?(?: \([^)]*\))?:?$"),
    phrase(r"\bwith (?:the )?(?:following|this|these) (?:content|contents|code|text|lines?)\b.{0,40}?"
           r"\b(?:in|named|called|as)\b (?P<path>{code})",
           "with "),
    phrase(rf"\b{_WRITE[:-1]}|append|prepend)\b[^\n;]{{0,90}}?\b{_END}(?P<path>{{code}})",
           *_ENDS),
    phrase(rf"\b{_END}(?P<path>{{code}})(?: file)?,? (?:and )?{_WRITE[:-1]}|append)\b",
           *_ENDS),
    phrase(r"\b(?:append|prepend)\b[^\n\ue000;]{0,60}?\bto\b (?:the |your )?(?:file )?(?P<path>{code})",
           "append", "prepend"),
    phrase(r"^(?:now,? |then,? |next,? |finally,? )?(?:in|inside|open)\b (?:the |your |file )*(?P<path>{code})(?: file)?,?"
           r"(?: and)?,? (?:at|to) the (?:very )?(?:end|bottom|top|beginning|start)\b",
           *_ENDS),
    phrase(r"\b(?:add|append)\b (?:a|an|another|one more|two|three|some|these|the)\b[\w -]{1,40}? "
           r"(?:at the (?:end|top|bottom|beginning) of|to|in|into) (?:the |your )?(?:end of |file )?(?P<path>{code})",
           "add", "append"),
)  # fmt: skip
"""The block is a file's whole content."""
REPLACE: tuple[Phrase, ...] = (
    phrase(r"\b(?:replace|overwrite|change|update|edit|modify|rewrite)\b[^\n;]{0,60}?(?P<path>{code})"
           r"[^\n;]{0,40}?\b(?:with|to|as follows|so that|so it|to look)\b"),
    phrase(r"\b(?:update|edit|modify|change|open|rewrite)\b (?:the |your |a |our |file |contents? of )*"
           r"(?P<path>{code})(?: file)?"),
)  # fmt: skip
"""The block takes the place of what the file holds."""
_OF_FILE = (
    r"(?! (?:of|in) (?!(?:the |your |this |existing |new )*(?:file\b|{code}(?! (?:function|method|class|list|array|"
    r"object|section|block|dict\w*|element|tag|body)\b)|it\b)))"
)
"""The end or the top of the file, and not of something in it."""
APPEND = phrase(
    rf"\b(?:append|(?:at|to) the (?:very )?(?:end|bottom){_OF_FILE}|"
    r"after the (?:last|final|existing) (?:line|code)|below the existing)\b",
    "append", "the end", "the bottom", "the very", "after the", "below the",
)  # fmt: skip
PREPEND = phrase(
    rf"\b(?:prepend|(?:at|to) the (?:very )?(?:top|beginning|start){_OF_FILE})\b",
    "prepend", "the top", "the beginning", "the start", "the very",
)  # fmt: skip
ADDS = phrase(
    r"\b(?:add|append|include|insert)\b[^\n]{0,70}?\b(?:to|in|into)\b[^\n]{0,20}?{code}"
    r"|^(?:now,? |then,? |next,? )?(?:in|inside|open)\b (?:the |your )?(?:file )?{code}(?: file)?"
    r"(?: and)?,? (?:add|append|include|insert)\b"
    r"|\b(?:edit|update|modify|change|open|extend)\b (?:the |your |our |file )*{code}(?: file)?,? "
    r"(?:to|and|so that it)(?: also)? (?:add|append|includes?|insert)\b",
    "add", "append", "include", "insert",
)  # fmt: skip
"""What is added to a file that is there is appended; one that is not there is made."""
WITHIN = phrase(
    r"\b(?:at|to|near) the (?:very )?(?:end|bottom|top|beginning|start) of (?!(?:the |your |this |existing |new )*(?:file\b|"
    r"{code}(?! (?:function|method|class|list|array|object|section|block|dict\w*|element|tag|body)\b)))"
    r"|\b(?:replace|change|update|modify|edit|rewrite)\b (?:the |your |this |that |our )?(?:(?!(?:with|and|to|by|so|using) )[\w'’-]+ |{code} ){0,5}?"
    r"(?:function|method|class|lines?|section|block|handler|route|array|object|entry|value|imports?|tag|element|view|"
    r"loop|statement|call|query|variable|constant|property|field|key)\b[^\n;]* (?:in|of|inside|from) ",
    *_ENDS[:-1], "replace", "change", "update", "modify", "edit", "rewrite",
)  # fmt: skip
"""A place or a part of the file that words alone tell."""
_SET = r"(?:set|change|increase|decrease|raise|lower|bump|switch|turn|flip|rename|adjust|reset)"
PIECE = phrase(
    r"{code}[^\n\ue000]{0,12}\((?:[^)\n]* )?(?:excerpts?|extracts?|snippets?|fragments?|partial|abridged|shortened|abbreviated|in part(?! \w)|part(?! of the)|parts|(?:only )?(?:the )?relevant [\w ]+|lines? \d[^)\n]*)\b[^)\n]*\)"
    r"|{code}(?:,|:| [–—-])? ?(?:\(?an? )?(?:excerpt|extract|snippet|abridged|partial)\)?:?$|\b(?:excerpt|extract|snippet|fragment|part) (?:of|from) (?:the |your )?(?:file )?{code}"
    rf"|^(?:\w+,? )?(?:in|inside|open)\b[^\n\ue000]{{0,20}}{{code}}[^\n]{{0,60}}?\b{_SET}\b[^\n]{{0,40}}?{{said}}[^\n]{{0,40}}?\bto\b"
    rf"|\b{_SET}\b (?:the )?(?:[\w-]+ ){{0,3}}{{said}} (?:from [^\n]{{1,30}} )?to\b[^\n]{{0,60}} in (?:the |your )?(?:file )?{{code}}"
    r"|{code}(?: file)?,?(?: and)? (?:replace|change|find|locate|swap|exchange|turn|look for)(?: (?:this|the following|these|that)(?: (?:lines?|code|part|text|block))?)?:?$",
)  # fmt: skip
"""Not the whole file: an excerpt, a value that is set, or a text that something else replaces."""
PART_NAMED = re.compile(
    r"\b(?:to|in|into|under|inside|within) (?:the |your )?[`\"']?(?P<name>(?!following|this|same|new)[\w-]+)[`\"']? "
    r"(?:section|field|property|key|object|block|entry|array|list)\b"
)
NOT_A_FILE = phrase(
    r"\b(?:run|execute|running|prints?|outputs?|shows?|displays?|returns?|should (?:now )?look|"
    r"looks like|will look|look similar|contains?|output of|example|e\.g\.|instead of|you(?:'ll)? "
    r"(?:should )?see|would|might|install|we have|you have|rename|delete|remove|move|test with)\b",
    "run", "execut", "print", "output", "show", "display", "return", "look", "contain", "example",
    "e.g", "instead", "see", "would", "might", "install", "we have", "you have", "rename",
    "delete", "move", "test with",
)  # fmt: skip
WILL_HOLD = phrase(r"^(?:this|it)(?: file)? will (?:contain|hold) (?:the|our|your|a|an|all)\b")
NAMED = re.compile(r"\b(?:file|script)(?: named| called)? $", re.IGNORECASE)
BARE = re.compile(
    r"\b(?:create|make|write|save|add|open|edit|update|file named|file called|named|called|in|to|as)"
    r"\b (?:a |an |the |new |file |this |it |as |in |to )*(?P<path>[\w./-]+\.\w{1,10}|Makefile|Dockerfile)"
    r"(?=[\s:,]|$)",
    re.IGNORECASE,
)
FILE = "file"
