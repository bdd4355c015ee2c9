"""What a reader answers to programs that ask: where that is known, and where it is not."""

from __future__ import annotations

import pytest
from tests.reading.guides import one_step

from milepost.reading.questions import asks, questions
from milepost.reading.read import read

SOURCES = [
    ('x = input("Name: ")', "Name: Ada", 1),
    ("x = input(f'{name}, how old? ')", "Ada, how old? 3", 1),
    ('read -r -p "Sure? " a', "Sure? y", 1),
    ("read -rp 'Sure? ' a", "Sure? y", 1),
    ('echo -n "Who? "\nread who', "Who? me", 1),
    ("rl.question('Age > ', done)", "Age > 3", 1),
    ('n = click.prompt("Count")', "Count: 3", 1),
    ('print "Guess: "\nx = gets', "Guess: 3", 1),
    ('printf("Number: "); scanf("%d", &n);', "Number: 3", 1),
    ('print!("Your guess: ");\nstdin().read_line(&mut x)', "Your guess: 3", 1),
    ('x = input("One\\nTwo: ")', "Two: 3", 1),
    ("x = input()", None, 1),
    ('print("Name: ")', None, 0),
    ("raw_input_of(x)", None, 0),
    ("my.input('x')", None, 0),
]


@pytest.mark.parametrize(("source", "line", "count"), SOURCES)
def test_a_source_tells_what_it_asks(source: str, line: str | None, count: int) -> None:
    found = [one for one in questions(source) if line is not None and one.match(line)]
    assert len(found) == (line is not None)
    assert asks(source) == count


ASK = 'Create `ask.py`:\n\n```python\nname = input("Name: ")\nprint("Hi " + name)\n```\n\n'
RUN = "```bash\npython ask.py\n```\n"


def answers(text: str, language: str = "en") -> list[list[str]]:
    (step,) = read(one_step(text, language)).steps
    return [
        [answer.text for command in block.commands for answer in command.answers]
        for block in step.blocks
    ][-1 if not text.startswith("Create") else 1 :]


CASES = [
    (ASK + "```console\n$ python ask.py\nName: Ada\nHi Ada\n```\n", [["Ada"]]),
    (ASK + "```console\n$ python ask.py\nName:\nHi\n```\n", [[""]]),
    (ASK + "```console\n$ python other.py\nName: Ada\nHi Ada\n```\n", [[]]),
    (ASK + "```console\n$ python ask.py | tail -1\nName: Ada\n```\n", [[]]),
    (ASK + RUN + "\nType `Ada`.\n", [["Ada"]]),
    (ASK + RUN + "\nEnter `Ada` as your name and press Enter.\n", [["Ada"]]),
    (ASK + RUN + '\nWhen it asks for a name, type "Ada".\n', [["Ada"]]),
    (ASK + RUN + "\nEnter `Ada`. Then enter `Bob`.\n", [[]]),
    (ASK + RUN + "\nDo not enter `Ada`.\n", [[]]),
    (ASK + RUN, [[]]),
    ("```bash\n./tool init\n```\n\nWhen you are asked for a port, enter `80`.\n", [["80"]]),
    ("Run it, and answer `y`:\n\n```bash\n./tool init\n```\n", [["y"]]),
    ("```bash\n./tool init\n```\n\nType `yes` when prompted.\n", [["yes"]]),
    ("```bash\n./tool init\n```\n\nType `yes`.\n", [[]]),
    ("```bash\n./tool init\n```\n\nThe answer is `yes`.\n", [[]]),
    ("```bash\n./tool init\n```\n\nThe server will respond with `OK`.\n", [[]]),
    ("```bash\n./tool init\n```\n\nWait.\n\nWhen prompted, type `yes`.\n", [[]]),
    ("```bash\n./tool init\n```\n\nOpen the page, and choose `All` when asked.\n", [[]]),
    ("```console\n$ ./tool rm\nReally? [y/N] y\ngone\n```\n", [["y"]]),
    ("```console\n$ ./tool rm\nReally (yes/no)? no\n```\n", [["no"]]),
    ("```console\n$ ./tool rm\nUse [y/N] to answer\n```\n", [[]]),
    ("```console\n$ read -p 'Really? [y/N] ' x\nReally? [y/N] y\n```\n", [[]]),
    ("```pycon\n>>> x = input('Name: ')\nName: Ada\n```\n", [["Ada"]]),
    ("```pycon\n>>> x = input()\nAda\n```\n", [["Ada"]]),
    ("```pycon\n>>> x = input(text)\nAda\n```\n", [[]]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_answers_are_typed_where_they_are_known(text: str, expected: list[list[str]]) -> None:
    assert answers(text) == expected


TWO = 'Create `ask.py`:\n\n```python\na = input("One? ")\nb = input("Two? ")\n```\n\n'
BOTH = [
    "Type `x` and `y`.",
    "Answer `x` and then `y`.",
    "Enter `x`, then `y`, and press Enter.",
    "Type `x`, press `Enter`, and type `y`.",
    "Type `x` and `Enter`, then `y`.",
    "Type `x` for the pot and `y` for the lid.",
    "Type `x` at the first prompt and `y` at the second.",
    "When it asks, type `x` followed by `y`.",
    "When it asks `One?`, type `x`; when it asks `Two?`, type `y`.",
    "Type `x`. Then type `y`.",
]
GERMAN_BOTH = [
    "Gib `x` und dann `y` ein.",
    "Antworte mit `x` und dann `y`.",
    "Tippe `x` und `y`.",
    "Wenn es nach `One?` fragt, gib `x` ein; wenn es nach `Two?` fragt, gib `y` ein.",
]


@pytest.mark.parametrize("sentence", BOTH)
def test_all_answers_of_a_sentence_are_typed(sentence: str) -> None:
    assert answers(f"{TWO}{RUN}\n{sentence}\n") == [["x", "y"]]


@pytest.mark.parametrize("sentence", GERMAN_BOTH)
def test_all_answers_of_a_german_sentence_are_typed(sentence: str) -> None:
    assert answers(f"{TWO.replace('Create', 'Erstelle')}{RUN}\n{sentence}\n", "de")[-1] == [
        "x",
        "y",
    ]


def test_answers_stand_also_before_the_command_and_what_is_run_then_is_none() -> None:
    lead = "Start it, and when asked, type `4` and then `London`:"
    assert answers(f"{TWO}{lead}\n\n{RUN}") == [["4", "London"]]
    assert answers(f"{TWO}When asked, type `4`, and `ls` shows it:\n\n{RUN}") == [[]]


GERMAN = [
    ("```bash\n./tool init\n```\n\nWenn du nach dem Port gefragt wirst, gib `80` ein.\n", [["80"]]),
    ("```bash\n./tool init\n```\n\nAntworte mit `ja`.\n", [["ja"]]),
    ("```bash\n./tool init\n```\n\nGib `ja` ein.\n", [[]]),
]


@pytest.mark.parametrize(("text", "expected"), GERMAN)
def test_answers_in_german(text: str, expected: list[list[str]]) -> None:
    assert answers(text, "de") == expected


def test_an_answer_is_no_instruction_that_is_left_out() -> None:
    (step,) = read(one_step(ASK + RUN + "\nEnter `python x.py`.\n")).steps
    assert step.blocks[1].commands[0].answers[0].text == "python x.py"
    assert step.instructions == ()
