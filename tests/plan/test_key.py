"""What changes a key misses, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.milestone.build import build
from milepost.plan.build import plan_milestone
from milepost.plan.key import Ingredients, checklist_key, part_key, start_key
from milepost.plan.model import Perform
from milepost.reading.base import Answer, BlockReading, Command, Interactive, Kind, Options
from milepost.reading.blocks.elision import ELISION_NOTE
from milepost.reading.change import Change
from milepost.reading.read import read
from milepost.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from milepost.plan.model import MilestonePlan

START = Ingredients(
    version="1.0",
    room={"variable PATH": "/usr/bin", "network": "on"},
    values={"name": "Ada"},
    timeout=None,
    tools=[("git", "2.40")],
    workspace="",
)

INGREDIENTS = [
    ("Milepost's version", {"version": "1.1"}),
    ("a variable of the room", {"room": {"variable PATH": "/bin", "network": "on"}}),
    ("a setting of the room", {"room": {"variable PATH": "/usr/bin", "network": "off"}}),
    ("a passed variable", {"room": {**START.room, "variable TOKEN": "x"}}),
    ("a value", {"values": {"name": "Bob"}}),
    ("one more value", {"values": {"name": "Ada", "other": "1"}}),
    ("the time limit", {"timeout": 5.0}),
    ("a tool's version", {"tools": [("git", "2.41")]}),
    ("one more tool", {"tools": [("git", "2.40"), ("node", "20.1")]}),
    ("the workspace", {"workspace": "d1"}),
]


@pytest.mark.parametrize("change", [c for _, c in INGREDIENTS], ids=[n for n, _ in INGREDIENTS])
def test_another_ingredient_is_another_key(change: dict[str, object]) -> None:
    assert start_key(msgspec.structs.replace(START, **change)) != start_key(START)


def test_the_order_of_variables_and_values_says_nothing() -> None:
    turned = msgspec.structs.replace(START, room=dict(reversed(list(START.room.items()))))
    assert start_key(turned) == start_key(START)


GUIDE = """\
# 1: Guide

## Implementation Steps

### Step 1: First

Prose.

```bash
echo one
```

```output
one
```

**Expected Outcome**: The output contains `one`.

### Step 2: Second

Create `app.py`:

```python
print(1)
```

```console
$ echo two
two
```

**Expected Outcome**: The file `app.py` exists.

## Testing

```bash
test -f app.py
```

## Common Issues and Solutions

| Issue | Solution |
|---|---|
| `x` | y |

## Validation Checklist

- [ ] `app.py` exists
"""


def plan_of(text: str) -> MilestonePlan:
    document = parse(Source.of_text(text, "guide.md"))
    template = parse(Source.of_text(text, "template.md"))
    milestone = build(derive(template), document)
    return plan_milestone(milestone, read(milestone))


def keys_of(text: str) -> list[str]:
    """The keys of both steps, of Testing and of the checklist."""
    plan = plan_of(text)
    keys = [start_key(START)]
    for step in plan.steps:
        keys.append(part_key(keys[-1], "step", step))
    assert plan.testing is not None
    keys.append(part_key(keys[-1], "testing", plan.testing))
    keys.append(checklist_key(keys[-1], plan))
    return keys[1:]


HARMLESS = [
    ("prose above, which moves all lines", "Prose.", "Prose.\n\nMore prose.\n"),
    ("a step's name", "Step 1: First", "Step 1: Begin"),
    ("an outcome", "The output contains `one`", "The output contains `on`"),
    ("expected output", "```output\none\n```", "```output\non\n```"),
    ("a transcript's output", "$ echo two\ntwo", "$ echo two\nthree"),
    ("a known issue", "| `x` | y |", "| `z` | y |"),
    ("a block that is only shown", "Prose.", "Prose.\n\n```text\nshown\n```\n"),
]


@pytest.mark.parametrize(("old", "new"), [c[1:] for c in HARMLESS], ids=[c[0] for c in HARMLESS])
def test_what_is_not_carried_out_changes_no_key(old: str, new: str) -> None:
    assert old in GUIDE
    assert keys_of(GUIDE.replace(old, new))[-2] == keys_of(GUIDE)[-2]


MISSES = [
    ("a command", "echo one\n", "echo  one\n", 0),
    ("a block more", "Prose.", "Prose.\n\n```bash\ntrue\n```\n", 0),
    ("a directive", "```bash\necho one", "<!-- milepost: timeout=3s -->\n```bash\necho one", 0),
    ("a wanted status", "```bash\necho one", "<!-- milepost: exit=1 -->\n```bash\necho one", 0),
    ("a file's content", "print(1)", "print(2)", 1),
    ("a file's path", "Create `app.py`", "Create `app2.py`", 1),
    ("a transcript's command", "$ echo two", "$ echo  two", 1),
    ("the test", "test -f app.py", "test -s app.py", 2),
    ("the checklist", "- [ ] `app.py` exists", "- [ ] `b.py` exists", 3),
]


@pytest.mark.parametrize(
    ("old", "new", "part"), [c[1:] for c in MISSES], ids=[c[0] for c in MISSES]
)
def test_a_change_misses_from_its_own_part_on(old: str, new: str, part: int) -> None:
    assert old in GUIDE
    before, after = keys_of(GUIDE), keys_of(GUIDE.replace(old, new))
    same = [one == other for one, other in zip(before, after, strict=True)]
    assert same == [number < part for number in range(4)]


def test_whether_a_command_goes_on_after_a_failure_is_part_of_the_key() -> None:
    """Shown output makes it go on, though what is typed stays the same."""
    shown = GUIDE.replace("$ echo two", "$ echo two; echo $?")
    assert shown != GUIDE
    without = shown.replace("echo $?\ntwo\n", "echo $?\n")
    assert keys_of(shown)[1] != keys_of(without)[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("In `app.py`, put `b` after `a`:", "In `app.py`, put `b` before `a`:"),
        ("$ cat app.txt\nplum", "$ cat app.txt\npear"),
        ("$ ./pick\nplum", "$ ./pick\npick: no plum"),
    ],
)
def test_what_prose_and_output_tell_of_what_is_done_is_part_of_the_key(old: str, new: str) -> None:
    """A place in a file, a file that only its listing shows, a failure that is shown."""
    body = old if old.startswith("$") else f"{old}\n\n```python\nb = 1"
    fence = f"```console\n{body}\n```\n" if old.startswith("$") else f"{body}\n```\n"
    guide = f"# 1: T\n\n## Implementation Steps\n\n### Step 1: A\n\n{fence}"
    before, after = plan_of(guide), plan_of(guide.replace(old, new))
    assert part_key("", "step", before.steps[0]) != part_key("", "step", after.steps[0])


def test_a_step_is_no_test() -> None:
    step = plan_of(GUIDE).steps[0]
    assert part_key("k", "step", step) != part_key("k", "testing", step)


def test_a_step_with_another_number_is_the_same() -> None:
    step = plan_of(GUIDE).steps[0]
    assert part_key("k", "step", replace(step, number=7)) == part_key("k", "step", step)


def test_every_ingredient_has_its_test() -> None:
    changed = {name for _, change in INGREDIENTS if isinstance(change, dict) for name in change}
    assert changed == set(Ingredients.__struct_fields__)


OPTIONS: dict[str, tuple[object, bool]] = {
    "background": (True, True),
    "ready": ("8000", True),
    "timeout": (3.0, True),
    "status": (1, True),
    "terminal": ("2", True),
    "cwd": ("app", True),
    "retry": (3, True),
    "match": ("contains", False),
    "masks": (("number",), False),
    "share": (0.5, False),
    "append": (True, True),
    "prepend": (True, True),
    "change": (Change("x = 1", "after"), True),
    "network": (False, True),
    "tests": (True, True),
}
"""For each option another value than the usual one, and whether a part with it is another one: how
output is compared is judged again."""

BLOCK: dict[str, tuple[object, bool]] = {
    "block": (None, False),
    "kind": (Kind.TEST, True),
    "why": ("another rule", False),
    "language": ("sh", False),
    "code": ("echo other", True),
    "commands": ((Command("echo other", 9),), True),
    "path": ("other.txt", True),
    "options": (Options(tests=True), True),
    "notes": ((ELISION_NOTE,), True),
    "output_of": (0, False),
    "skipped": ("why", True),
    "unset": (("your-name",), True),
    "packages": (("jq",), True),
    "fault": ("an unknown key", True),
}

COMMAND: dict[str, tuple[object, bool]] = {
    "text": ("echo other", True),
    "line": (99, False),
    "expected": ("other", False),
    "status": (1, True),
    "typed_into": (Interactive("python", "python3"), True),
    "opens": ("python", True),
    "to_end": (True, True),
    "match": ("contains", False),
    "masks": (("hash",), False),
    "share": (0.5, False),
    "may_fail": (True, True),
    "answers": ((Answer("yes", "Go on?"),), True),
    "writes": ("other.txt", True),
}


def key_with(change: Callable[[BlockReading], BlockReading]) -> str:
    """The key of the first step, with a change of its first block."""
    step = plan_of(GUIDE).steps[0]
    first, *others = step.actions
    assert isinstance(first, Perform)
    return part_key(
        "k", "step", replace(step, actions=(replace(first, block=change(first.block)), *others))
    )


def changes(table: dict[str, tuple[object, bool]]) -> list[object]:
    return [pytest.param(name, *row, id=name) for name, row in table.items()]


@pytest.mark.parametrize(("name", "value", "matters"), changes(OPTIONS))
def test_every_option_is_in_the_key_or_judged_again(
    name: str, value: object, matters: bool
) -> None:
    def change(block: BlockReading) -> BlockReading:
        assert getattr(block.options, name) != value
        return replace(block, options=replace(block.options, **{name: value}))

    assert (key_with(change) != key_with(lambda block: block)) is matters


@pytest.mark.parametrize(("name", "value", "matters"), changes(BLOCK))
def test_every_part_of_a_block_is_in_the_key_or_says_nothing(
    name: str, value: object, matters: bool
) -> None:
    def change(block: BlockReading) -> BlockReading:
        assert getattr(block, name) != value
        return replace(block, **{name: value})

    assert (key_with(change) != key_with(lambda block: block)) is matters


@pytest.mark.parametrize(("name", "value", "matters"), changes(COMMAND))
def test_every_part_of_a_command_is_in_the_key_or_says_nothing(
    name: str, value: object, matters: bool
) -> None:
    def change(block: BlockReading) -> BlockReading:
        first, *others = block.commands
        return replace(block, commands=(replace(first, **{name: value}), *others))

    assert (key_with(change) != key_with(lambda block: block)) is matters


@pytest.mark.parametrize(
    ("table", "kind"), [(OPTIONS, Options), (BLOCK, BlockReading), (COMMAND, Command)]
)
def test_whoever_adds_a_field_says_whether_it_is_in_the_key(
    table: dict[str, object], kind: type[msgspec.Struct]
) -> None:
    assert list(table) == list(kind.__struct_fields__)


def test_the_answer_that_a_request_shows_is_in_its_key_and_other_output_is_not() -> None:
    def key(kind: Kind, text: str) -> str:
        step = plan_of(GUIDE).steps[0]
        first, *others = step.actions
        assert isinstance(first, Perform)
        assert first.expected is not None
        shown = replace(first.expected, text=text)
        block = replace(first.block, kind=kind)
        action = replace(first, block=block, expected=shown)
        return part_key("k", "step", replace(step, actions=(action, *others)))

    assert key(Kind.REQUEST, "one") != key(Kind.REQUEST, "two")
    assert key(Kind.COMMAND, "one") == key(Kind.COMMAND, "two")
