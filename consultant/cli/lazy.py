"""Groups of commands whose files are loaded when they are asked for, so that no command pays for another's libraries."""

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group with commands that stand elsewhere, by name; ``where`` names the module that holds each.

    ``module:name`` where the command bears another name there.
    """

    def __init__(self, *args: object, where: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._where = where

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the group's own commands and then the others, in the order of ``where``."""
        return [*super().list_commands(ctx), *self._where]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command's file when it is asked for."""
        if cmd_name not in self._where:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._where[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name or cmd_name.replace("-", "_"))
        return command
