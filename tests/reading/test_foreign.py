"""What other tools write beside a block."""

from __future__ import annotations

import pytest
from tests.reading.guides import one_step

from milepost.reading.blocks.foreign import PromptOptions, annotated, prompt_options
from milepost.reading.read import read


def test_a_line_that_is_omitted_takes_what_is_deeper_with_it() -> None:
    code = (
        "def f(x):\n    if x:  # phmdoctest:omit\n        print(1)\n\n        print(2)\n"
        "    if not x:\n        print(3)  # phmdoctest:pass\n    print(4)"
    )
    assert annotated(code) == (
        "def f(x):\n#     if x:  # phmdoctest:omit\n#         print(1)\n# \n#         print(2)\n"
        "    if not x:\n        pass\n    print(4)"
    )


@pytest.mark.parametrize(
    ("command", "rest", "switched"),
    [
        ("ls  # byexample: +skip", "ls", {"skip"}),
        ("ls  # byexample: +norm-ws -tags +pass", "ls", {"norm-ws", "pass"}),
        ("ls  # a comment", "ls  # a comment", set()),
    ],
)
def test_options_of_byexample_are_taken_off(command: str, rest: str, switched: set[str]) -> None:
    assert prompt_options(command) == PromptOptions(rest, frozenset(switched))


def test_what_byexample_takes_out_of_the_output_is_known() -> None:
    told = prompt_options("ls # byexample: +rm=\xa0 -capture +rm=~ +rm=")
    assert told == PromptOptions("ls", removed=("\xa0", "~"))


def test_a_here_document_of_mdx_is_one_command() -> None:
    text = "```sh\n$ cat <<EOF > a \\\n> one\\\n> two \\\n> EOF\n$ cat a\none\n```\n"
    (step,) = read(one_step(text)).steps
    assert [command.text for command in step.blocks[0].commands] == [
        "cat <<EOF > a\none\ntwo\nEOF",
        "cat a",
    ]


@pytest.mark.parametrize("line", ["> one", "one\\", "> one\\\n> two\\"])
def test_what_is_no_such_here_document_is_read_as_bash_does(line: str) -> None:
    text = f"```sh\n$ cat <<EOF \\\n{line}\n```\n"
    (step,) = read(one_step(text)).steps
    assert step.blocks[0].commands[0].text.startswith("cat <<EOF")
