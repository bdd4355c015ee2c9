"""Numbers as words."""

from __future__ import annotations

NUMBERS: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a": 1, "both": 2, "zero": 0,
}  # fmt: skip

COUNT = r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
"""Expression of a number in digits or words."""
