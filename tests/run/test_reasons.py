"""A failure says what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.run.guides import carry_out, carry_out_roadmap, steps, write

from milepost.report.pretty_run import run as pretty
from milepost.report.style import Style

if TYPE_CHECKING:
    from pathlib import Path

TEST_FILE = "```python\n# test_a.py\nx = 1\n```\n\n"
FAILING_TEST = (
    "```python\n# test_a.py\nimport unittest\n\n\nclass One(unittest.TestCase):\n"
    "    def test_one(self):\n        self.assertEqual(1, 2)\n```\n\n"
)


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        (steps('```bash\nread -p "Name? " name\n```\n'), "pipe the answer in"),
        (steps("```bash\npython3 -c 'input()'\n```\n"), "pipe the answer in"),
        (
            steps("<!-- milepost: timeout=1s -->\n\n```bash\nwhile :; do :; done\n```\n"),
            "`<!-- milepost: background -->` above it if it serves",
        ),
        (
            steps(
                "```bash\ntrue\n```\n",
                after="\n## Testing\n\n"
                + TEST_FILE
                + "```bash\npython3 -m unittest || [ $? = 5 ]\n```\n",
            ),
            ": failed in Testing\n    unittest executed no test\n    Try: show a test",
        ),
        (
            steps(
                "```bash\ntrue\n```\n",
                after="\n## Testing\n\n"
                + FAILING_TEST
                + "```bash\npython3 -m unittest 2>&1 | tee log.txt\n```\n",
            ),
            "unittest says that 1 failed, though the commands ended well",
        ),
        (
            steps("<!-- milepost: exit=1 -->\n\n```console\n$ echo a; false\nb\n```\n"),
            "01-test.md:10: failed\n",
        ),
        (
            steps("```bash\nstir() { :; }\nstir --fast\n3 pots stirred\n```\n"),
            "line 10 looks like output. Put `$ ` before each command",
        ),
        (
            steps("```bash\nstir --fast\n3 pots (stirred\n```\n"),
            "line 9 looks like output. Put `$ ` before each command",
        ),
    ],
    ids=[
        "a prompt",
        "a program's prompt",
        "a hang",
        "no test",
        "a status that is lost",
        "an expected exit status",
        "output that is run",
        "output that is no command by its syntax",
    ],
)
def test_a_failure_says_what_to_do(tmp_path: Path, guide: str, said: str) -> None:
    write(tmp_path, {"milestones/01-test.md": guide})
    assert said in "\n".join(pretty(carry_out_roadmap(tmp_path), Style()))


def test_step_names_the_line_of_the_command_that_failed(tmp_path: Path) -> None:
    result = carry_out(tmp_path, steps("```bash\ntrue\nfalse\n```\n"))
    assert (result.steps[0].reason or "").startswith("block at line 9: ")
