"""Discord's limits (https://docs.discord.com/developers/components/reference).

Lengths are in UTF-16 units. Where Discord counts code points instead, there are never more.
"""

from typing import Final

TEXT_TOTAL: Final = 4_000
"""Of all text displays in a message together."""
COMPONENTS: Final = 40
"""In one message, including nested ones."""
WHOLE_NUMBER: Final = 2**53 - 1
"""The largest integer in a command option."""
CUSTOM_ID: Final = 100
BUTTONS: Final = 5
"""In one row."""
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
PLACEHOLDER: Final = 150
OPTIONS: Final = 25
"""In one menu."""
LABEL_DESCRIPTION: Final = 100
OPTION_LABEL: Final = 100
OPTION_DESCRIPTION: Final = 100
OPTION_VALUE: Final = 100
CHOICES: Final = 25
"""In one autocomplete response."""
CHOICE_NAME: Final = 100
CHOICE_VALUE: Final = 100
