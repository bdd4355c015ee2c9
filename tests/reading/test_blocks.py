"""Code blocks: what each is read as, by what, and what was noted."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reading.guides import cases_of, milestone, one_step

from milepost.reading.base import BlockReading, Kind
from milepost.reading.blocks.context import ReadSettings
from milepost.reading.read import read

CASES = cases_of("blocks", "blocks.toml")


def summary(reading: BlockReading) -> str:
    """A block's reading in one line."""
    options = reading.options
    of = f" of {reading.output_of}" if reading.output_of is not None else ""
    parts = [f"{reading.kind}{of}{' ' + reading.path if reading.path else ''}: {reading.why}"]
    parts += [options.match] if reading.kind is Kind.OUTPUT else []
    parts += ["append"] if options.append else []
    parts += ["prepend"] if options.prepend else []
    parts += [f"{options.change.how}({options.change.anchor})"] if options.change else []
    parts += [f"skipped({reading.skipped})"] if reading.skipped else []
    parts += [f"service({options.ready})"] if options.background else []
    parts += [f"cwd({options.cwd})"] if options.cwd else []
    parts += [f"terminal({options.terminal})"] if options.terminal else []
    parts += [f"timeout({options.timeout})"] if options.timeout else []
    parts += [f"status({options.status})"] if options.status != 0 else []
    parts += [f"retry({options.retry})"] if options.retry else []
    parts += ["offline"] if not options.network else []
    parts += [f"note({note})" for note in reading.notes]
    parts += [f"packages({' '.join(reading.packages)})"] if reading.packages else []
    parts += [f"unset({' '.join(reading.unset)})"] if reading.unset else []
    return " ".join(parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_block_is_read_as(case: dict[str, Any]) -> None:
    (step,) = read(one_step(case["guide"], case["language"])).steps
    assert [summary(block) for block in step.blocks] == case["blocks"]


def commands(
    text: str, settings: ReadSettings | None = None
) -> list[tuple[str, str | None, int | None]]:
    (step,) = read(one_step(text), settings).steps
    return [(c.text, c.expected, c.status) for b in step.blocks for c in b.commands]


def test_transcript_keeps_output_and_status_under_each_prompt() -> None:
    text = "```console\n$ echo a\na\n\n$ false\n[1]\n# now the next\n$ true\n```\n"
    assert commands(text) == [("echo a", "a", 0), ("false", None, 1), ("true", None, 0)]


def test_transcript_continues_a_command_only_while_it_is_incomplete() -> None:
    text = (
        "```console\n$ for i in 1 2; do\n> echo $i\n> done\n1\n2\n$ npm start\n> app@1 start\n```\n"
    )
    assert commands(text) == [
        ("for i in 1 2; do\necho $i\ndone", "1\n2", 0),
        ("npm start", "> app@1 start", 0),
    ]


def test_transcript_keeps_a_here_document_whole() -> None:
    text = "```console\n$ cat <<EOF > a.txt\n> one\n> two\n> EOF\n$ ls\na.txt\n```\n"
    assert commands(text)[0] == ("cat <<EOF > a.txt\none\ntwo\nEOF", None, 0)


def test_transcript_that_is_indented_as_a_whole_is_read_without() -> None:
    text = "```console\n  $ printf 'a\\n  b\\n'\n  a\n    b\n  $ true\n```\n"
    assert commands(text) == [("printf 'a\\n  b\\n'", "a\n  b", 0), ("true", None, 0)]


def test_command_that_never_becomes_complete_does_not_swallow_its_output() -> None:
    text = "```console\n$ echo it's\nits\n```\n"
    assert commands(text) == [("echo it's", "its", 0)]


def test_lines_of_commands_are_lines_of_the_guide() -> None:
    guide = milestone(
        "# 1: T\n\n## Implementation Steps\n\n### Step 1: A\n\n```console\n$ a\n$ b\n```\n"
    )
    (step,) = read(guide).steps
    assert [command.line for command in step.blocks[0].commands] == [8, 9]


def test_line_that_is_left_out_keeps_the_numbers_of_the_others() -> None:
    text = "```bash\nsudo apt-get install -y \\\n  curl\necho hi\n```\n"
    assert commands(text) == [("\n\necho hi", None, 0)]


def test_value_that_is_set_takes_the_placeholders_place() -> None:
    settings = ReadSettings(values={"your-name": "ada", "YOUR_API_KEY": "k1"})
    text = "```bash\necho <your-name> YOUR_API_KEY\n```\n"
    assert commands(text, settings) == [("echo ada k1", None, 0)]


def test_test_file_in_testing_needs_no_path() -> None:
    guide = milestone(
        "# 1: T\n\n## Testing\n\n```javascript\ntest('a', () => {});\n```\n\n"
        "```js\nconst config = 1;\n```\n\n```bash\nnpm test\n```\n"
    )
    testing = read(guide).testing
    assert testing is not None
    assert [(b.kind, b.path) for b in testing.blocks] == [
        (Kind.TEST, None),
        (Kind.SHOWN, None),
        (Kind.COMMAND, None),
    ]
    assert testing.blocks[2].options.tests


@pytest.mark.parametrize(
    "command",
    ["npm test", "npx vitest run", "node --test", "python3 -m pytest -q", "go test ./...",
     "cargo test", "python -m unittest", "make test"],
)  # fmt: skip
def test_command_that_runs_tests_is_known(command: str) -> None:
    (step,) = read(one_step(f"```bash\n{command}\n```\n")).steps
    assert step.blocks[0].options.tests


def test_command_that_only_names_tests_runs_none() -> None:
    (step,) = read(one_step("```bash\nmkdir tests && ls test*\n```\n")).steps
    assert not step.blocks[0].options.tests


def test_prompts_of_root_and_of_others_may_stand_in_one_transcript() -> None:
    text = (
        "```console\nroot@web:/srv# echo a\na\n(env) ada@web:~$ echo b\nb\n[root@web ~]# echo c\n"
        "c # not a prompt\n```\n"
    )
    assert commands(text) == [
        ("echo a", "a", 0),
        ("echo b", "b", 0),
        ("echo c", "c # not a prompt", 0),
    ]


@pytest.mark.parametrize(("before", "writes"), [("[Fruits](01-fruits.md)", None), ("git", "a.txt")])
def test_file_that_another_milestone_may_have_made_is_not_written(
    before: str, writes: str | None
) -> None:
    guide = milestone(
        f"# 2: T\n\n## Prerequisites\n\n- {before}\n\n## Implementation Steps\n\n"
        "### Step 1: A\n\n```console\n$ cat a.txt\na\n```\n"
    )
    (step,) = read(guide).steps
    assert step.blocks[0].commands[0].writes == writes
