"""The root command. Its subcommands are imported when they are called, not before."""

from __future__ import annotations

from importlib import import_module
from typing import cast

import click

import milepost as package

COMMANDS = {
    "init": "Lay out a roadmap in a folder.",
    "new": "Write the next guide from the template.",
    "adopt": "Bring a guide of any shape into the template's form.",
    "check": "Find what is wrong in guides.",
    "explain": "Show how every block and sentence is read.",
    "run": "Carry guides out in a clean room.",
    "shell": "Open a shell in the room as it stands after a step.",
    "prove": "Leave out each step in turn, and show what does not notice.",
    "next": "Say what to work on now.",
    "verify": "Verify a milestone in your own workspace.",
    "hint": "Help with what fails, in grades.",
    "sign": "Sign a checklist item off.",
    "override": "Let a milestone count without its checks.",
    "status": "Show how every milestone stands.",
    "map": "Draw the roadmap with its states.",
    "export": "Write all evidence as lines of JSON.",
    "import": "Merge exported evidence.",
    "mcp": "Serve the roadmap to coding agents.",
    "cache": "Show or clear what is kept of earlier runs.",
    "rule": "Explain a rule of check, or list them.",
    "doctor": "Find out whether this machine can run guides.",
}
"""Name to what `milepost --help` says of it, in its order; each is `commands/<name>.py`."""


class LazyGroup(click.Group):
    """A group that knows its commands' names and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"milepost.interfaces.cli.commands.{cmd_name}")
        return cast("click.Command", module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: milepost init, milepost check, milepost run.",
)
@click.version_option(package.__version__, prog_name="milepost", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks of errors.")
def milepost() -> None:
    """Milestone guides that prove themselves.

    Milepost checks guides written as plain Markdown and carries them out as a reader would.
    """
