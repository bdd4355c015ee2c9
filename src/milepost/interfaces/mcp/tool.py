"""A tool whose mistakes are answered in few words, with what to do next."""

from __future__ import annotations

from typing import Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools.base import Tool
from pydantic import ValidationError

_LONGEST = 1200
"""Characters of an error's answer."""


class StrictTool(Tool):
    """Refuses arguments that it does not know, instead of leaving them aside in silence."""

    def model_post_init(self, context: Any, /) -> None:
        super().model_post_init(context)
        self.parameters["additionalProperties"] = False

    async def run(
        self, arguments: dict[str, Any], context: Any, convert_result: bool = False
    ) -> Any:
        """Run the tool. Raises ToolError, whose text says what to do."""
        for name in arguments:
            if name not in self.parameters["properties"]:
                raise ToolError(f"{self.name} has no argument `{name[:40]}`\nNext: {self._form}.")
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = str(first["loc"][0]) if first["loc"] else ""
            what = f"{first['msg'][:1].lower()}{first['msg'][1:]}"
            raise ToolError(f"`{where}`: {what}\nNext: {self._form}.") from error
        try:
            return await super().run(arguments, context, convert_result)
        except ToolError as error:
            words = str(error).removeprefix(f"Error executing tool {self.name}: ")
            raise ToolError(words[:_LONGEST]) from error

    @property
    def _form(self) -> str:
        """How it is called: `read(milestone, section?, step?)`."""
        required = self.parameters.get("required", ())
        names = [name if name in required else f"{name}?" for name in self.parameters["properties"]]
        return f"call {self.name}({', '.join(names)})"
