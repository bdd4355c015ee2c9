"""What a solution advises in the place of a command."""

from __future__ import annotations

import pytest

from milepost.reading.instead import calls_the_same, says_more

CASES = [
    ("npm install --force", "npm install", True, True),
    ("sudo npm install -g x", "npm install -g x", True, True),
    ("python3 app.py", "python app.py", True, True),
    ("PORT=1 npm start", "npm start", True, True),
    ("bash hello.sh Grace", "bash hello.sh Ada", False, True),
    ("bash 'hello.sh' \"Grace\"", "bash hello.sh Ada", False, True),
    ("bash other.sh Ada", "bash hello.sh Ada", False, False),
    ("npm install", "npm install", False, False),
    ("npm install", "npm test", False, False),
    ("pip install --upgrade pip", "pip install requests", False, False),
    ("pip install pip -U", "pip install requests -q", False, False),
    ("echo npm install", "npm install", False, False),
    ("npm install || true", "npm install", False, False),
    ("install --force npm", "npm install", False, False),
    ("it's", "it's so", False, False),
    ("anything", "", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("advised", "command", "more", "same"), CASES)
def test_a_command_stands_in_the_place_of_another_only_where_it_is_the_same_call(
    advised: str, command: str, more: bool, same: bool
) -> None:
    assert (says_more(advised, command), calls_the_same(advised, command)) == (more, same)
