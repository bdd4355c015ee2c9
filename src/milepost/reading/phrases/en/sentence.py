"""Where a sentence ends, and what is set apart in it."""

from __future__ import annotations

from milepost.text import lazy_re as re

END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\be\.g.)(?<!\bi\.e.)(?<!\betc.)(?<!\bvs.)[.!?]*[)*_]*(?=\s+\S|\s*$))"
)
QUOTED = re.compile(r"“([^“”\n]{1,300})”|(?<![\w\"])\"([^\"\n]{1,300})\"(?![\w\"])")
NUMBER = re.compile(r"(?<![\w.:/-])(?<!\bstep )(?<!\bStep )(?<!ilestone )\d+(?:\.\d+)*(?![\w:/])%?")
