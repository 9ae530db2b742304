"""Errors about times, days and zones; `facts.model.errors` shows all errors."""

from facts.model.errors import FootnoteError


class TimeUnclear(FootnoteError):
    """These words are not a time of day."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class WeekdaysUnclear(FootnoteError):
    """These words are not days of the week."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class DayUnclear(FootnoteError):
    """These words are not a date or a range of dates."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class ZoneUnknown(FootnoteError):
    """No time zone, or more than one, has this name.

    `nearest` are ids of similar zones, best first.
    """

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(name, nearest)
        self.name = name
        self.nearest = nearest
