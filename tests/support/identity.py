"""The identity of the bot in the stand-in for Discord."""

from typing import Any

Json = dict[str, Any]

_PARTS = ("MTExMTExMTExMTExMTExMTEx", "GaBcDe", "this-is-no-token-that-discord-gave")
TOKEN = ".".join(_PARTS)
"""A token by its shape only. It is built from parts, or secret scanners report a leak."""
APPLICATION = 111_111_111_111_111_111
USER: Json = {
    "id": str(APPLICATION),
    "username": "Footnote",
    "discriminator": "0",
    "global_name": None,
    "avatar": None,
    "bot": True,
}
ABOUT: Json = {
    "id": str(APPLICATION),
    "name": "Footnote",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "owner": USER | {"id": "222222222222222222", "username": "owner", "bot": False},
    "verify_key": "0" * 64,
    "flags": 0,
    "team": None,
}
INVITE = (
    f"https://discord.com/oauth2/authorize?client_id={APPLICATION}"
    "&scope=bot+applications.commands&permissions=274877975616"
)
NOWHERE = 9
"""The discard port (https://www.rfc-editor.org/rfc/rfc863): nothing listens there."""
PATIENCE = 60
"""Seconds until a test gives up. A passing test waits much less."""
