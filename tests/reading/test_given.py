"""Values for what a guide leaves open, in its commands and wherever it repeats them."""

from __future__ import annotations

from tests.reading.guides import milestone

from milepost.milestone.check import CommandPrints, FileContains, OutputContains, PathExists
from milepost.reading.blocks.context import ReadSettings
from milepost.reading.read import read

GUIDE = """\
# 1: Values

## Implementation Steps

### Step 1: Greet

```bash
echo "hello <your-name>" > <your-name>.txt
echo "key YOUR_API_KEY"
```

**Expected Outcome**: You should see `key YOUR_API_KEY`. The file `<your-name>.txt` exists.
*`<your-name>.txt` contains `hello <your-name>`.*

### Step 2: Show

```console
$ echo YOUR_API_KEY; echo "<other>"
YOUR_API_KEY
<other>
$ true
```

```bash
echo YOUR_API_KEY
```

```output
YOUR_API_KEY
```

## Validation Checklist

- [ ] `cat a.txt` prints `hello <your-name>`
"""
VALUES = {"your-name": "Ann", "YOUR_API_KEY": "k1"}


def test_outcomes_look_for_the_values_that_commands_were_given() -> None:
    reading = read(milestone(GUIDE), ReadSettings(values=VALUES))
    checks = [check for outcome in reading.steps[0].outcomes for check in outcome.checks]
    assert checks == [
        OutputContains("key k1"),
        PathExists("Ann.txt", "file"),
        FileContains("Ann.txt", "hello Ann"),
    ]


def test_expected_output_holds_the_values_that_commands_were_given() -> None:
    reading = read(milestone(GUIDE), ReadSettings(values=VALUES))
    transcript, command, output = reading.steps[1].blocks
    assert [one.expected for one in transcript.commands] == ["k1\n<other>", None]
    assert command.code == "echo k1"
    assert output.code == "k1"


def test_checklist_items_look_for_them_too() -> None:
    (item,) = read(milestone(GUIDE), ReadSettings(values=VALUES)).checklist
    (check,) = item.checks
    assert isinstance(check, CommandPrints)
    assert check.text == "hello Ann"


def test_without_values_a_placeholder_is_none_of_the_text() -> None:
    reading = read(milestone(GUIDE))
    assert reading.steps[0].outcomes[0].manual
    assert reading.steps[0].blocks[0].unset == ("your-name", "YOUR_API_KEY")
