"""A transcript of an interactive program: what is typed after its prompts, and its answers.

The program is the one that the guide started, in the same fence (`$ python3`) or before it. It
stays open until the guide leaves it or goes on in the shell.
"""

from __future__ import annotations

from milepost.reading.phrase import phrase

IN_CLIENT = phrase(
    r"\b(?:in|into|inside|within|with|using|use|from|at|to|open|start|launch|run|via|through) "
    r"(?:the |your |a )?(?P<code>{code})"
)
