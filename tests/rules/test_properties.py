"""What holds for every text: rules never raise, places exist, fixes converge."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.harness import look

from milepost.app.mend import mend
from milepost.text.source import Source

LINES = st.sampled_from(
    [
        "# 1: A", "# 3 - A", "# [Milestone Number]: [Milestone Name]", "## Overview",
        "## Troubleshooting", "## What's Next", "## Implementation Steps", "### Step 1: a",
        "### Step 7: [Step Name]", "## Step 2: b", "#### Expected Outcome", "## Testing",
        "## Common Issues and Solutions", "| Issue | Solution |", "|---|---|", "| a | |", "| a |",
        "## Validation Checklist", "- [x] a", "  - [X] `b`", "- [ ] [Validation item 1]",
        "## Prerequisites", "- [a](gone.md)", "- Milestone 3", "[b](#c)", "[r]: x.md", "[r]",
        "**Expected Outcome**:", "**Expected Result**: ok", "__Expected__",
        "```", "```js", "// ...",
        "~~~~", "> ```", "<!-- milepost: ignore -->", "<!-- milepost: ignore MP203 -->",
        "<!-- milepost: skip -->", "<!-- milepost: a=\"", "Größe 🎉 [your name]", "    code", "",
        "", "", "===", "---", "1. a", "   b", "\t", "text  ", "é", "\\[x\\]", "[^1]", "[^1]: n",
    ]
)  # fmt: skip
TEXTS = st.builds(
    lambda lines, ending: ending.join(lines),
    st.lists(LINES, max_size=25),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_findings_have_places_and_fixes_converge(text: str) -> None:
    source = Source.of_text(text)
    files = {"guide.md": text}
    result = look(source, files)

    for diagnostic in result.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.data)
        assert diagnostic.start <= diagnostic.end
        assert diagnostic.message
        assert diagnostic.remedy
        source.slice(diagnostic.span)
    for unsafe in (False, True):
        once = mend(source, result, lambda s: look(s, files), unsafe=unsafe)
        again = mend(once.source, once.result, lambda s: look(s, files), unsafe=unsafe)
        assert again.count == 0
        assert again.source.text == once.source.text
