"""Errors about schedules and posts; `facts.model.errors` shows all errors."""

import datetime

from facts.model.errors import FootnoteError, NotFoundError


class ScheduleGone(NotFoundError):
    """The schedule no longer exists, or never belonged to this server."""


class PostGone(NotFoundError):
    """The post no longer exists, or never belonged to this server."""


class DayNotUpcoming(FootnoteError):
    """The schedule has no future post on this day."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(day)
        self.day = day


class SkipTooLong(FootnoteError):
    """The days from `first` to `last` are more than `limit`.

    `limit` is the highest number of days in one skip.
    """

    def __init__(self, first: datetime.date, last: datetime.date, limit: int) -> None:
        super().__init__(first, last, limit)
        self.first = first
        self.last = last
        self.limit = limit


class TooManySchedules(FootnoteError):
    """The server already has `limit` schedules, the most that it can have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit
