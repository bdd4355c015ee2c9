from __future__ import annotations

from tests.report.samples import findings

from milepost.report.pretty_rules import rule_list, rule_page
from milepost.report.style import Style

RULES = findings().rules


def test_rules_are_listed_one_a_line() -> None:
    assert list(rule_list(RULES, Style())) == [
        "MP203  unfilled-placeholder      error    Text of the template was left in the guide.",
        "MP301  number-against-file-name  warning  The title's number is not the file name's.",
    ]


def test_a_rule_tells_what_it_finds_why_and_how_to_put_it_right() -> None:
    assert list(rule_page(RULES[0], Style())) == [
        "MP203 unfilled-placeholder (error)",
        "",
        "Text of the template was left in the guide.",
        "",
        "Whoever follows the guide does not learn what was meant.",
        "",
        "Wrong:",
        "    - [Objective 1]",
        "",
        "Right:",
        "    - Start a server",
        "",
        "`<!-- milepost: ignore MP203 -->` above an element accepts it there.",
    ]


def test_a_rule_with_a_fix_names_the_option_that_makes_it() -> None:
    lines = list(rule_page(RULES[1], Style()))
    assert lines[0] == "MP301 number-against-file-name (warning, safe fix)"
    assert "`milepost check --fix` puts it right." in lines
