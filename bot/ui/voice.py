"""How error messages are spoken on cards."""

from bot.errors.messages import Voice
from bot.ui.layout import inline

_QUERY_LENGTH = 200
_NAME_LENGTH = 60


class DiscordVoice:
    """Escapes Markdown, and names slash commands."""

    def quote(self, words: str) -> str:
        return f"“{inline(words, _QUERY_LENGTH)}”"

    def name(self, words: str) -> str:
        return inline(words, _NAME_LENGTH)

    def command(self, name: str) -> str:
        return f"`/{name}`"


DISCORD_VOICE: Voice = DiscordVoice()
