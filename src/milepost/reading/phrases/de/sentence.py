"""Where a sentence ends, and what is set apart in it."""
# ruff: noqa: E501 - a phrase reads best on a line of its own

from __future__ import annotations

from milepost.text import lazy_re as re

END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<!\bz.)(?<!\bz\.B.)(?<!\bz\. B.)(?<!\bd.)(?<!\bd\.h.)(?<!\bd\. h.)(?<!\bu.)"
    r"(?<!\bu\.a.)(?<!\bu\. a.)(?<!\busw.)(?<!\bbzw.)(?<!\bca.)(?<!\bggf.)(?<!\bevtl.)(?<!\bbspw.)"
    r"(?<!\bNr.)(?<!\bvgl.)(?<!\betc.)[.!?]*[)*_]*(?=\s+\S|\s*$))"
)
QUOTED = re.compile(
    r"„([^„“”\n]{1,300})[“”]|»([^»«\n]{1,300})«|“([^“”\n]{1,300})”"
    r"|(?<![\w\"])\"([^\"\n]{1,300})\"(?![\w\"])"
)
NUMBER = re.compile(
    r"(?<![\w.:/-])(?<!\bschritt )(?<!\bSchritt )(?<!eilenstein )\d+(?:\.\d+)*(?![\w:/])%?"
)
