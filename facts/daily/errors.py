"""What can be wrong with a request about schedules; `facts.model.errors` shows the tree."""

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
    """The range from `first` to `last` has more than `limit` days, the most for one skip."""

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
