"""English names of months and weekdays, in the spellings that dates use.

They are part of the model, because `PublicationDate` reads months and the model imports nothing
of ours.
"""

from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
"""In ISO order: Monday is day 1."""
MONTH_ABBREVIATIONS: Final = tuple(month[:3] for month in MONTHS)
WEEKDAY_ABBREVIATIONS: Final = tuple(weekday[:3] for weekday in WEEKDAYS)

MONTH_NUMBERS: Final = {
    spelling.lower(): number
    for names in (MONTHS, MONTH_ABBREVIATIONS)
    for number, spelling in enumerate(names, start=1)
} | {"sept": 9}
"""The number of a month, from 1 to 12, by each of its lower-case spellings."""
MONTH_PATTERN: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
"""Any lower-case spelling of a month, for a regular expression: the longest first."""
