"""Outcomes over two sentences: "Run `x`. It should print `y`."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.reading.phrase import phrase

RUNS = phrase(
    r"^(?:(?:now|then|next|first|finally|also|again|lastly|and|please|step \d+)(?:,|:)? )*(?:you can |just |simply )*"
    r"(?:re-?run|run|execute|type|enter|invoke|call|try) (?:the )?(?:command )?{code}(?: command)?(?: (?:again|once more|now|in (?:the|your) (?:terminal|shell|console)))*"
    r"(?:,? (?:to|and) (?:check|verify|confirm|see|make sure|test|look|prove|find out)(?:(?!\b(?:if (?:you|the)|unless|only|on|when|should|must|will|prints?|shows?|is|are)\b)[^\ue000-\ue002.,;:])*)?[.!:]?$",
    "run", "execut", "type", "enter", "invoke", "call", "try",
)  # fmt: skip
IT = phrase(
    r"^(?:(?:then|now|and|afterwards|again),? )*(?:it|this|that|(?:the|this|that) command)(?= )"
)
OUTPUT = phrase(r"^(?:(?:then|now|and),? )*(?:the|its) (?:output|result)(?= )", "output", "result")
SEEN = phrase(
    r"^(?:(?:then|now|and),? )*(?:you|we)(?:['’]ll| will| should)? (?:(?:now|then|also) )*(?:see|get)\b",
    "see", "get",
)  # fmt: skip
FAILS = phrase(
    r"\b(?:fail\w*|errors? (?:out|with)|exits?|status|refuse\w*|abort\w*|crash\w*|reject\w*|not|n['’]t|never|no longer)\b",
    "fail", "error", "exit", "status", "refuse", "abort", "crash", "reject", "not", "n't", "n’t", "never", "no longer",
)  # fmt: skip
RUNNING = "running {}, "
OUTPUT_OF = "the output of {}"
