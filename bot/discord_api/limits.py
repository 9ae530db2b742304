"""Limits set by Discord (https://docs.discord.com/developers/components/reference).

Lengths are counted in UTF-16 units: where Discord counts code points, those are never more.
"""

from typing import Final

TEXT_TOTAL: Final = 4_000
"""Of all text displays of a message together."""
COMPONENTS: Final = 40
"""In one message, nested ones counted."""
WHOLE_NUMBER: Final = 2**53 - 1
"""The largest of an option's whole numbers."""
CUSTOM_ID: Final = 100
BUTTONS: Final = 5
"""In one row."""
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
PLACEHOLDER: Final = 150
OPTIONS: Final = 25
"""In one menu."""
OPTION_LABEL: Final = 100
OPTION_DESCRIPTION: Final = 100
OPTION_VALUE: Final = 100
CHOICES: Final = 25
"""In one answer to a half-typed option."""
CHOICE_NAME: Final = 100
CHOICE_VALUE: Final = 100
