"""Options that several commands have, and the form of their help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from milepost.report.registry import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

F = TypeVar("F", bound="Callable[..., Any]")


_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}


class Duration(click.ParamType[float]):
    """A time such as `30`, `30s`, `1.5m` or `500ms`, in seconds."""

    name = "duration"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if isinstance(value, float):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?", str(value).strip())
        if match is not None and float(match[1]) == 0:
            self.fail("a time must be longer than 0; write one such as 30s or 5m.", param, ctx)
        if match is None:
            self.fail(f"{value!r} is not a time; write one such as 30s or 5m.", param, ctx)
        return float(match[1]) * _UNITS[match[2] or "s"]


def examples(*lines: str) -> str:
    """An epilog that shows example calls as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def format_option(formats: Iterable[str] = tuple(FORMATS)) -> Callable[[F], F]:
    """`--format`, of the given formats; the first is the default."""
    names = list(formats)
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print the results.",
    )


def min_coverage_option(function: F) -> F:
    """`--min-coverage`, in per cent."""
    return click.option(
        "--min-coverage",
        metavar="PERCENT",
        type=click.FloatRange(0, 100),
        help="Least share of outcomes that must hold a check.  [default: the configuration's]",
    )(function)


def badge_option(function: F) -> F:
    """`--badge FILE`."""
    return click.option(
        "--badge",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the share of outcomes that hold a check as an SVG badge.",
    )(function)


def paths_argument(function: F) -> F:
    """Guides and folders; they are looked for where they are used, so that messages can be good."""
    return click.argument(
        "paths",
        nargs=-1,
        type=click.Path(path_type=str, allow_dash=True),
        callback=_named,
    )(function)


def set_option(function: F) -> F:
    """`--set NAME=VALUE`, as a mapping."""
    return click.option(
        "--set",
        "values",
        metavar="NAME=VALUE",
        multiple=True,
        callback=_pairs,
        help="A value for a name that the guide leaves open; may be repeated.",
    )(function)


def tools_option(function: F) -> F:
    """`--tools FOLDER`, as absolute paths."""
    return click.option(
        "--tools",
        metavar="FOLDER",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=str),
        help="Show the guide a folder of programs, such as a virtual environment, and put it "
        "first on its PATH; may be repeated.",
    )(function)


def pass_env_option(function: F) -> F:
    """`--pass-env NAME`."""
    return click.option(
        "--pass-env",
        metavar="NAME",
        multiple=True,
        help="Hand a variable of this environment to the guide; may be repeated.",
    )(function)


def room_options(function: F) -> F:
    """What decides in which place guides are carried out, and what is handed in."""
    options = (
        click.option(
            "--no-sandbox", is_flag=True, help="Run on this machine itself, without a room."
        ),
        click.option(
            "--network",
            type=click.Choice(["on", "off", "lan"]),
            default="on",
            show_default=True,
            help="What the room reaches: the internet, nothing, or private networks as well.",
        ),
        set_option,
        pass_env_option,
        tools_option,
        click.option(
            "--timeout",
            metavar="TIME",
            type=Duration(),
            help="Longest time for one command, such as 90s.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def _named(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Paths as they are. An empty one comes from a variable that is not set: it names nothing."""
    if "" in values:
        raise click.BadParameter("a path is empty; name a guide or a folder.", ctx, param)
    return values


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`NAME=value` options as a mapping."""
    pairs = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{value!r} is not NAME=value.", ctx, param)
        pairs[name] = text
    return pairs
