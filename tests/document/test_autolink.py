"""Extended autolinks: examples of the GFM specification's section 6.9, and what GitHub adds."""

from __future__ import annotations

import pytest

from milepost.document.autolink import bare_links
from milepost.document.parse import parse_text


def _found(text: str) -> list[tuple[str, str, str]]:
    document = parse_text(text)
    return [
        (document.source.slice(link.span), link.destination, link.kind)
        for leaf in document.leaves()
        for link in bare_links(leaf)
    ]


def _url(address: str) -> tuple[str, str, str]:
    return address, address, "url"


def _www(address: str) -> tuple[str, str, str]:
    return address, "http://" + address, "www"


def _mail(address: str) -> tuple[str, str, str]:
    return address, "mailto:" + address, "email"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("www.commonmark.org", [_www("www.commonmark.org")]),
        ("Visit www.commonmark.org/help for it.", [_www("www.commonmark.org/help")]),
        ("Visit www.commonmark.org.", [_www("www.commonmark.org")]),
        ("www.a.org/a.b.", [_www("www.a.org/a.b")]),
        ("www.g.org/search?q=M+(business)", [_www("www.g.org/search?q=M+(business)")]),
        ("www.g.org/search?q=M+(business)))", [_www("www.g.org/search?q=M+(business)")]),
        ("(www.g.org/search?q=M+(business))", [_www("www.g.org/search?q=M+(business)")]),
        ("www.g.org/search?q=(business))+ok", [_www("www.g.org/search?q=(business))+ok")]),
        ("www.g.org/search?q=x&hl=en", [_www("www.g.org/search?q=x&hl=en")]),
        ("www.g.org/search?q=commonmark&hl;", [_www("www.g.org/search?q=commonmark")]),
        ("www.a.org/he<lp", [_www("www.a.org/he")]),
        ("Look: http://a.org;", [_url("http://a.org")]),
        ("http://commonmark.org", [_url("http://commonmark.org")]),
        ("(Visit https://encrypted.google.com/search?q=M+(business))",
         [_url("https://encrypted.google.com/search?q=M+(business)")]),
        ("ftp://a.org/b", [_url("ftp://a.org/b")]),
        ("open http://localhost:3000/a_b_c, then", [_url("http://localhost:3000/a_b_c")]),
        ("\"http://a.org\"", [_url("http://a.org")]),
        ("HTTP://A.org", [_url("HTTP://A.org")]),
        ("http://a.org/*b*c", [_url("http://a.org/*b*c")]),
        ("**http://a.org/**", [_url("http://a.org/")]),
        ("http://ä.org/ü and http://b.org", [_url("http://ä.org/ü"), _url("http://b.org")]),
        ("| a |\n|---|\n| http://a.org |\n", [_url("http://a.org")]),
        ("- http://a.org\n  http://b.org\n", [_url("http://a.org"), _url("http://b.org")]),
        ("foo@bar.baz", [_mail("foo@bar.baz")]),
        ("hello+xyz@mail.example is it", [_mail("hello+xyz@mail.example")]),
        ("a.b-c_d@a.b and a.b-c_d@a.b.", [_mail("a.b-c_d@a.b"), _mail("a.b-c_d@a.b")]),
        ("mailto:foo@bar.baz", [("mailto:foo@bar.baz", "mailto:foo@bar.baz", "email")]),
        ("xmpp:foo@bar.baz/txt.", [("xmpp:foo@bar.baz/txt", "xmpp:foo@bar.baz/txt", "email")]),
    ],
)  # fmt: skip
def test_bare_address_is_a_link(text: str, links: list[tuple[str, str, str]]) -> None:
    assert _found(text) == links


@pytest.mark.parametrize(
    "text",
    [
        "www.",
        "xwww.a.org",
        "http://",
        "http://-",
        "http:// a",
        "http://a.b_c.d",
        "www.a_b.org",
        "xhttp:/",
        "a.b-c_d@a.b-",
        "a.b-c_d@a.b_",
        "hello@mail",
        "[http://a.org](b)",
        "![http://a.org](b)",
        "<http://a.org>",
        "`http://a.org`",
        "<a href='http://a.org'>",
        "```\nhttp://a.org\n```",
        "plain text",
    ],
)
def test_other_text_is_no_bare_link(text: str) -> None:
    assert _found(text) == []


def test_entity_in_an_address_is_resolved() -> None:
    assert _found("http://a.org?b&amp;c") == [("http://a.org?b&amp;c", "http://a.org?b&c", "url")]
