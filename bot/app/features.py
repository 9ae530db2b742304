"""The one list of the program's features.

A feature names what it adds by paths, `package.module:name`. A path is loaded when it is needed:
`footnote topic` loads no Discord library, and the bot loads no command-line verbs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Feature:
    """What one feature adds to the program.

    `extension` builds its Extension from a BotContext (bot.answers.extension): queries, commands,
    panel and miss entries, change listeners, background work. A test may give the function itself
    instead of its path. `messages` is its table of error messages (bot.errors.messages), `help` its
    lines on the help card by section. `verbs` are its commands of the command line by name,
    `checks` the checks of its part of the program.
    """

    name: str
    extension: str | Callable[[Any], Any] | None = None
    messages: str | None = None
    help: str | None = None
    verbs: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)


FEATURES: Final = (
    Feature(
        "library",
        extension="bot.commands.extension:build_extension",
        messages="bot.errors.library_messages:LIBRARY_MESSAGES",
        help="bot.commands.help_sections:LIBRARY_HELP",
        verbs={
            "ask": "bot.cli.ask_command:ask",
            "topic": "bot.cli.read_commands:topic",
            "topics": "bot.cli.read_commands:topics",
            "sources": "bot.cli.read_commands:sources",
            "search": "bot.cli.read_commands:search",
            "random": "bot.cli.read_commands:random",
            "fact": "bot.cli.read_commands:fact",
        },
    ),
    Feature(
        "curation",
        extension="bot.curation.extension:build_extension",
        messages="bot.curation.error_messages:CURATION_MESSAGES",
        help="bot.curation.help_sections:CURATION_HELP",
        verbs={
            "add": "bot.cli.fact_commands:add",
            "edit": "bot.cli.curation_commands:edit",
            "remove": "bot.cli.fact_commands:remove",
            "alias": "bot.cli.curation_commands:alias",
            "merge": "bot.cli.curation_commands:merge",
            "history": "bot.cli.history_commands:history",
            "undo": "bot.cli.history_commands:undo",
            "servers": "bot.cli.history_commands:servers",
            "misses": "bot.cli.misses_command:misses",
        },
    ),
    Feature(
        "operation",
        messages="bot.app.error_messages:OPERATOR_MESSAGES",
        verbs={
            "run": "bot.cli.run_command:run",
            "demo": "bot.cli.demo_command:demo",
            "import": "bot.cli.import_command:import_",
            "export": "bot.cli.export_command:export",
            "template": "bot.cli.export_command:template",
            "backup": "bot.cli.backup_commands:backup",
            "restore": "bot.cli.backup_commands:restore",
        },
    ),
    Feature(
        "daily",
        extension="bot.daily.extension:build_extension",
        messages="bot.daily.error_messages:DAILY_MESSAGES",
        help="bot.daily.help_sections:DAILY_HELP",
    ),
)


def load_path(path: str | Callable[[Any], Any]) -> Any:  # noqa: ANN401 (a path can name anything)
    """Return what a path `package.module:name` names, loading its module first."""
    if not isinstance(path, str):
        return path
    module, name = path.split(":")
    return getattr(import_module(module), name)
