"""Code that is shown first and made a file later: "create `app.js` and copy the code above"."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from milepost.reading.phrase import phrase

if TYPE_CHECKING:
    from milepost.reading.phrase import Phrase

CUES: tuple[str, ...] = ("above",)
_CODE = r"(?:code|snippet|example|listing|program|script|contents?)"
_ABOVE = rf"(?:\b{_CODE}\b[^.;\ue000]{{0,25}}? above\b|\babove {_CODE}\b)"
COPIED: tuple[Phrase, ...] = (
    phrase(rf"\b(?:copy|paste|save|put|place|add|write)\b[^.;\ue000]{{0,30}}?{_ABOVE}[^.;\ue000]{{0,30}}?\b(?:to|in|into|as|inside)\b[^.;\ue000]{{0,30}}?(?P<path>{{code}})", "above"),
    phrase(rf"\b(?:create|make|open|add)\b[^.;\ue000]{{0,40}}?(?P<path>{{code}})(?: file)?,? (?:and |then |and then )(?:copy|paste|put|add|enter|type)\b[^.;\ue000]{{0,30}}?{_ABOVE}", "above"),
    phrase(rf"\b(?:create|make|write)\b[^.;\ue000]{{0,40}}?(?P<path>{{code}})(?: file)? (?:with|from|out of|containing)\b[^.;\ue000]{{0,15}}?{_ABOVE}", "above"),
)  # fmt: skip
"""A sentence that makes the code above the file `path`."""
CONDITION = phrase(
    r"\b(?:if|you can|you may|you could|we could|optional|optionally|instead|would|might|not)\b|n['’]t\b"
)
"""What is not always, or need not be, done."""
