"""Guides of every shape: headings as people word them, over blocks of every kind."""

# ruff: noqa: E501 - a block reads best on a line of its own

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from milepost.app.project import default_template
from milepost.contract.derive import derive
from milepost.document.parse import parse
from milepost.text.source import Source

if TYPE_CHECKING:
    from milepost.contract.model import Contract

TEMPLATES = {
    "default": default_template().decode(),
    "nested": """\
# [Number]. [Name]

## About

[What it is for.]

### Audience

[Who it is for.]

<!-- milepost: optional -->
### Cost

[What it costs.]

## Steps

### Step 1: [Name]

[What to do.]

**Result**: [What is seen.]

**Expected Outcome**: [What is seen.]

#### Hints

[What helps.]

## Troubleshooting

| Problem | Fix |
|---|---|
| [A problem] | [Its fix] |

<!-- milepost: aliases="Wrap up, The end" -->
## Summary of [Topic]

[What was learned.]
""",
    "steps at the top": """\
# [Milestone Name]

## Step 1: [Name]

[What to do.]

## Checklist

- [ ] [Item]
""",
    "no steps": "# [Number]: [Name]\n\n## Overview\n\n[Text.]\n\n## Resources\n\n- [Link]\n",
    "nothing": "Some text without headings.\n",
}


def contract(name: str = "default") -> Contract:
    """The contract of one of the templates."""
    return derive(parse(Source.of_text(TEMPLATES[name])))


_HEADINGS = [
    "Overview", "Introduction", "Summary", "Prerequisites", "Learning Objectives", "Key Concepts",
    "Implementation Steps", "Instructions", "Step 1: Install", "Step 2 - Run `it`", "3. Check it",
    "4) **Bold**", "Task 5", "Install the tool", "Create a file", "Background story", "Testing",
    "Verification", "Troubleshooting", "Troubleshooting the net", "FAQ", "Validation Checklist",
    "Final Checklist", "Next Steps", "What's Next", "Resources", "Clean up", "**Part 1: All**",
    "Part 1: First", "Part 2: Second", "Expected Result", "Conclusion", "Audience", "Hints", "",
    "Issue: it [fails] | hard", "1: Title", "Lab 3 - Serve", "The end", "Summary of bees", "x #", "<a name=\"n\"></a>Step 6: x", "<a id=\"i\"></a> Goals",
]  # fmt: skip
_BLOCKS = [
    "Some text.", "Two lines\nof text.", "You should see `ok`.", "Run it. You should see `ok`.",
    "Verify that `a.txt` exists:", "Expected output:", "**Expected Result**: `ok`", "a  \nb  ",
    "**Expected Outcome**: [Describe it]", "**Step 1: Bold step**", "**Step 2: Bold step**",
    "See [above](#overview) and [it](#step-1-install).", "[ref]: http://example.com",
    "- one\n- two", "* [x] done\n* [ ] open", "1. Do `a`.\n2. Do b. Then c.\n3. Look:\n\n   ```sh\n   x\n   ```",
    "1. **Bold**: text\n2. You should see `x`.", "- **Port in use**: stop `x | y`\n- **Slow**: wait",
    "- A symptom\n\n  Its solution.", "- - nested", "-\n- x", "> quoted\n> text", "> [!NOTE]\n> text",
    "```bash\nnpm start\n```", "```\n$ ls\n$ cd x\n```", "```console\n$ ls\na.txt\n```",
    "```console\n$ make \\\n>   all\n\n$ ls\n```", "```js filename=\"a.js\"\nx\n```", "~~~sh\nls\n~~~",
    "```js:src/a.js\nx\n```", "````markdown\n# Not a heading\n```\n````", "    indented code\n    # more",
    "| Problem | Fix |\n|---|---|\n| a | b |", "| A | B | C |\n|---|---|---|\n| a | b | c |",
    "<!-- milepost: timeout=5s -->\n```bash\nls\n```", "<!-- milepost: skip=\"x\" -->", "<!-- note -->",
    "<details>\n<summary>More</summary>\n\ntext\n\n</details>", "<a name=\"here\"></a>", "---", "***",
    "Text\n===", "Text\n---", "Two\nlines\n---", "[^1]: a note", "![](x.png)", "text[^1]", "\\# no heading",
    "\ttabbed", "1. a\n\n\tb\n2. c", "- a\n# in between\n- b", "text\n```sh\nls\n```\ntext", "[Objective 1]",
    "Next: [the next](02-b.md)",
]  # fmt: skip
_LAST = [
    "```sh\nopen",
    "<!-- open",
    "<pre>\nopen",
    "~~~\nopen\n\n",
    "- x\n\n  ```\n  open",
    "> ```\n> open",
]
_FIRST = [
    '---\ntitle: "Lab 4: Front"\n---',
    "---\ntitle: Plain\n---",
    "<p>logo</p>",
    "Loose text.",
    "",
]

_headings = st.tuples(st.integers(1, 5), st.sampled_from(_HEADINGS)).map(
    lambda pair: f"{'#' * pair[0]} {pair[1]}".rstrip()
)
_body = st.lists(
    st.one_of(_headings, st.sampled_from(_BLOCKS), st.sampled_from(_BLOCKS)), max_size=14
)
_gaps = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"])


@st.composite
def guides(draw: st.DrawFn) -> str:
    """A guide's text, of any line ending."""
    chunks = [draw(st.sampled_from(_FIRST)), *draw(_body)]
    if draw(st.booleans()):
        chunks.append(draw(st.sampled_from(_LAST)))
    text = "".join(chunk + draw(_gaps) for chunk in chunks if chunk)
    ending = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    return (text.rstrip("\n") if draw(st.booleans()) else text).replace("\n", ending)
