"""What can be told of a block at a glance: whole paragraphs as bytes, and what may be in one."""

from __future__ import annotations

from milepost.text import lazy_re as re

NAMES_FILE = re.compile(
    rb"(?:Now |Next, |Then |First, )?(?:[Cc]reate|[Ww]rite|[Ss]ave)"
    rb"(?: a| an| the| new| file| named| called)* `([^`\n]+)`"
    rb"(?:,? with (?:the following |this )?(?:contents?|code))?:"
)
"""A paragraph that is only this sentence names the file that the block after it is."""
ANNOUNCES = re.compile(
    rb"\*\*Expected (?:Outcome|Output|Result)(?::\*\*|\*\*:?)"
    rb"|\*\*Expected (?:Outcome|Output|Result)(?::\*\*|\*\*:)[ \n]The output "
    rb"(?:looks like|is|is similar to|should be|should look like|will be):"
)
"""A paragraph that is only this announces the output of the block before it."""
SEEN = re.compile(rb"(?:see|get|output|print).*:\Z", re.DOTALL)
"""In the paragraph before a shell block: it may be an output."""
