from __future__ import annotations

import base64
import json
import shlex
from urllib.parse import quote, quote_plus

import pytest

from milepost.text.secret import LEAST, beginning, forms, held, hidden

VALUE = "pa/ss wo+rd%\"é~$'"
DATA = VALUE.encode()


def masked(text: str) -> str:
    """As whoever shows a text does it."""
    return hidden(text, (VALUE,), "***")


ENCODED = {
    "as it is": VALUE,
    "base64": base64.b64encode(DATA).decode(),
    "base64 for URLs": base64.urlsafe_b64encode(DATA).decode(),
    "base64 without padding": base64.b64encode(DATA).decode().rstrip("="),
    "in a URL": quote(VALUE, safe=""),
    "in the path of a URL": quote(VALUE),
    "by encodeURIComponent": quote(VALUE, safe="!'()*~"),
    "in lower case": quote(VALUE, safe="").replace("%2F", "%2f").replace("%2B", "%2b")
    .replace("%C3%A9", "%c3%a9"),
    "in a form": quote_plus(VALUE),
    "in JSON": json.dumps(VALUE)[1:-1],
    "in JSON of other letters": json.dumps(VALUE, ensure_ascii=False)[1:-1],
    "in a shell's double quotes": VALUE.replace('"', '\\"').replace("$", "\\$"),
    "in a shell's single quotes": shlex.quote(VALUE)[1:-1].replace("'\"'\"'", "'\\''"),
    "in hexadecimal": DATA.hex(),
    "in hexadecimal of upper case": DATA.hex().upper(),
    "in JSON with slashes escaped": json.dumps(VALUE)[1:-1].replace("/", "\\/"),
}  # fmt: skip


@pytest.mark.parametrize("form", ENCODED.values(), ids=ENCODED)
def test_a_value_is_known_in_every_form(form: str) -> None:
    assert masked(f"<{form}>") == "<***>"
    assert held([f"<{form}>".encode()], (VALUE,))


@pytest.mark.parametrize("before", [b"", b"a", b"ab", b"abc", b"user:"])
@pytest.mark.parametrize("after", [b"", b"\n", b"yz", b"xyz"])
def test_a_value_amid_other_bytes_in_base64_is_known(before: bytes, after: bytes) -> None:
    text = base64.b64encode(before + DATA + after).decode()
    shown = masked(text)
    assert "***" in shown
    # What is left decodes to no more than its neighbours and a few bits.
    assert len(shown) - 3 <= -(-(len(before) + len(after)) // 3) * 4 + 4
    assert held([text.encode()], (VALUE,))


LONG = "".join(chr(33 + number * 7 % 94) for number in range(300))


def broken(text: str, columns: int, between: str) -> str:
    return between.join(text[at : at + columns] for at in range(0, len(text), columns))


@pytest.mark.parametrize("before", ["", "name:", "a name that is long: "])
@pytest.mark.parametrize(("columns", "between"), [(76, "\n"), (64, "\r\n"), (60, "\n    ")])
def test_base64_over_several_lines_is_known(before: str, columns: int, between: str) -> None:
    encoded = base64.b64encode(f"{before}{LONG} and more".encode()).decode()
    text = f"-----BEGIN-----\n{broken(encoded, columns, between)}\n-----END-----\n"
    shown = hidden(text, (LONG,), "***")
    assert len(shown) < 130
    assert shown.startswith("-----BEGIN-----\n")
    assert shown.endswith("\n-----END-----\n")
    data = text.encode()
    assert held([data], (LONG,))
    assert held([data[:100], data[100:]], (LONG,))


@pytest.mark.parametrize("upper", [False, True])
def test_hexadecimal_over_several_lines_is_known(*, upper: bool) -> None:
    encoded = broken(f"name:{LONG}\n".encode().hex(), 60, "\n")
    shown = hidden(encoded.upper() if upper else encoded, (LONG,), "***")
    assert shown in ("6e616d653a***0a", "6E616D653A***0A")
    assert held([encoded[:100].encode(), encoded[100:].encode()], (LONG,))


def test_words_on_lines_of_their_own_are_no_base64() -> None:
    text = "one\ntwo\nthree\n" * 100
    assert hidden(text, (VALUE,), "***") == text
    assert not held([text.encode()], (VALUE,))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("what begins: pa/ss", "pa/ss"),
        ("what begins: " + ENCODED["base64"][:5] + "\n", ENCODED["base64"][:5] + "\n"),
        ("no\n", ""),
        ("", ""),
    ],
)
def test_an_end_with_which_a_form_may_begin_is_known(text: str, end: str) -> None:
    assert beginning(text, (VALUE,)) == len(end)
    assert beginning(text, ()) == 0


def test_the_longest_form_comes_first() -> None:
    found = forms(("abc", "abcdefgh", ""))
    assert list(found) == sorted(found, key=len, reverse=True)
    assert found[-1] == "abc"


def test_short_values_are_looked_for_as_they_are_and_in_no_file() -> None:
    short = "x" * (LEAST - 1)
    assert forms((short,)) == (short,)
    assert not held([short.encode()], (short,))
    assert not held([b"anything"], ())


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_value_is_found_across_two_pieces(at: int) -> None:
    data = b"x" * 20 + base64.b64encode(DATA) + b"x" * 20
    assert held([data[:at], data[at:]], (VALUE,))
    assert not held([data[:20], data[-20:]], (VALUE,))
