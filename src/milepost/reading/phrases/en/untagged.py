"""A fence without a language whose lines are plainly commands, after a sentence that says to run them."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

TOLD = phrase(
    r"\b(?:run|running|execute|executing|enter|type|issue|invoke|use|using|with|try) (?:the |this |these |that |following |below |next |same |simple |single |given )*commands?\b[^.\n]*[:.]?$"
    r"|\b(?:run|execute|enter|type)(?: (?:it|them|this|these|the following|as follows|again|now|locally))?(?: (?:with|by|using|on|in|from|as)\b[^.\n]{0,60})?:$"
    r"|^(?:now,? |then,? |next,? |first,? |finally,? |and |to \w[^.,\n]{0,50}, )*(?:run|execute|install|start|launch|build|deploy|clone|download|compile|initiali[sz]e|activate|upgrade|update)\b[^.\n]{0,80}:$"
    r"|^(?:now,? |then,? |next,? |first,? |finally,? |lastly,? |also,? |and |to \w[^.,\n]{0,50}, )*"
    r"(?:(?P<checks>check|verify|confirm|validate)|list|get|apply|delete|remove|stop|restart|push|pull|describe|inspect|create|enable|disable)\b"
    r"(?![^:]*\b(?:files?|scripts?|makefile|jobs?|steps?|stages?|tasks?|workflow|pipeline|hooks?|sections?|snippets?|code|config\w*|alias(?:es)?|functions?|units?|lines?|entry|entries|contents?|syntax)\b)"
    r"[^.\n]{0,80}(?(checks)[.:]?|[.:])$"
    r"|\b(?:use|using|with) {code}:$",
    "check", "verify", "confirm", "validate", "list", "get", "apply", "delete", "remove", "stop", "restart", "push", "pull", "describe", "inspect",
    "create", "enable", "disable", "run", "execut", "enter", "type", "issue", "invoke", "command", "install", "start", "launch", "build", "deploy",
    "clone", "download", "compile", "initiali", "activate", "upgrade", "update", "use", "using", "with",
)  # fmt: skip
"""The sentence that tells to run what stands below it."""
COMMAND = phrase(r"\bcommands?\b", "command")
HOLDS = phrase(
    r"\b(?:holds?|contains?|has|have|is|are|reads?|includes?|shows?|displays?|prints?|outputs?|returns?|looks?|becomes?)(?: (?:this|these|the following|like this))*:?$"
)
"""What stands below it is in a file, or is seen."""
SHOWS = phrase(
    r"\b(?:see|output|prints?|shows?|displays?|returns?|looks?|similar|result|response|respond|prompt|browser|chat|editor|query|instead of|don['’]t|never|not run|option \d|example)\b"
)
"""In a sentence about what will be seen, or about another place than a terminal."""
