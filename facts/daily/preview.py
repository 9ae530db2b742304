"""Preview of a schedule, and explanation of a post, from one snapshot."""

import datetime
from collections.abc import Callable

from facts.clock.due_dates import DueDate
from facts.daily.errors import ScheduleGone
from facts.daily.forecast import forecast_turns, future_overrides
from facts.daily.post import Post
from facts.daily.results import Forecast, PostExplanation, SchedulePreview
from facts.daily.schedule import Schedule, ScheduleId
from facts.daily.store import DailySnapshot
from facts.daily.turn import Turn
from facts.store.library_store import Snapshot

ChooseSchedule = Callable[[tuple[Schedule, ...]], ScheduleId]
"""Picks one of a server's schedules; what it raises passes."""


def build_preview(
    snapshot: DailySnapshot, choose: ChooseSchedule, now: datetime.datetime, count: int
) -> SchedulePreview:
    """Return the preview of the schedule that `choose` picks. Raises ScheduleGone."""
    state = snapshot.schedules.load_state(choose(snapshot.schedules.list()), now)
    if state is None:
        raise ScheduleGone
    turns = forecast_turns(state, now, count)
    forecasts = tuple(build_forecast(snapshot, due, turn) for due, turn in turns)
    return SchedulePreview(state.schedule, forecasts, future_overrides(state, now))


def build_forecast(snapshot: Snapshot, due: DueDate, turn: Turn | None) -> Forecast:
    """Return a day with its fact."""
    return Forecast(due, snapshot.facts.get(turn.fact) if turn else None, turn)


def build_explanation(snapshot: Snapshot, post: Post) -> PostExplanation:
    """Return a post with its fact and the topic that decided."""
    fact = snapshot.facts.get(post.fact) if post.fact else None
    reason = post.turn and post.turn.reason
    topic = snapshot.topics.get(reason.topic) if reason and reason.topic else None
    return PostExplanation(post, fact, topic.name if topic else None)
