"""Texts to parse: any characters, and lines put together from what Markdown is made of."""

from __future__ import annotations

from hypothesis import strategies as st

_MARKS = [
    "# ", "## ", "- ", "* ", "1. ", "10) ", "> ", ">", "```", "````", "~~~", "```sh", "    ", "\t",
    "  ", "|", "|---|", ":-:", "---", "===", "***", "*", "**", "_", "`", "``", "~~", "~", "[", "]",
    "(", ")", "](u)", "[]", "[^1]", "[^1]: ", "[a]: /u", "[a][]", "![", "<", ">", "<!--", "-->",
    "<!-- milepost: skip -->", "<!-- milepost: a=\"b\" c", "<b>", "</b>", "<div>", "<br>", "\\",
    "\\*", "&amp;", "&#0;", "&", "{1}", "[ ] ", "[x] ", "> [!NOTE]", "http://a.b/c_d", "www.a.b",
    "a@b.cd", "ä", "語", "🚀", "e\u0301", "\u2028", "\x0b", "\x0c", "\xa0", "\ufeff", "a", "b c",
    " ", "  ", "title=\"x\"", "=", "\"", "'", ";", ":", ".", ",",
]  # fmt: skip

endings = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", ""])
lines = st.lists(st.sampled_from(_MARKS), max_size=8).map("".join)
built = st.lists(st.tuples(lines, endings), max_size=14).map(
    lambda pairs: "".join(line + ending for line, ending in pairs)
)
plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
markdown = built | plain
"""Any text that a UTF-8 file can hold, NUL included."""
