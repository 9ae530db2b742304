"""Errors that people are told, in words: what was wrong, and what to do."""

from functools import singledispatch

from bot.app import errors as bot_errors
from bot.discord_api.permissions import PINGING
from bot.ui.layout import shown
from facts.model import errors

TOLD = (
    errors.Missing,
    errors.DateUnclear,
    errors.TimeUnclear,
    errors.WeekdaysUnclear,
    errors.DayUnclear,
    errors.ZoneUnknown,
    errors.DayNotAhead,
    errors.SkipTooLong,
    errors.TooManySchedules,
    bot_errors.PermissionsLacking,
    bot_errors.PingNotYours,
    bot_errors.NothingToPublish,
    bot_errors.ScheduleUnclear,
    bot_errors.ChannelUnfit,
)
"""What `told` has words for."""
_QUERY = 200
_NAME = 60
"""Characters of what a person typed, and of a name, that are shown at most."""


@singledispatch
def told(error: errors.FootnoteError) -> str:
    """Return what was wrong and what to do, in Markdown."""
    raise NotImplementedError(type(error).__name__) from error


@told.register
def _(_: errors.LibraryEmpty) -> str:
    return "There are no facts here yet. Who runs this bot can load some with `footnote import`."


@told.register
def _(error: errors.TopicNotFound) -> str:
    query = f"No topic is named like “{shown(error.query, _QUERY)}”."
    if error.nearest:
        return f"{query} Did you mean one of these?"
    return f"{query} `/topics` lists them all, `/search` looks into the facts."


@told.register
def _(error: errors.NothingAnswers) -> str:
    query = f"I know of nothing that answers “{shown(error.query, _QUERY)}”."
    if error.nearest:
        return f"{query} Did you mean one of these?"
    if error.largest:
        return f"{query} These are what I know most about:"
    return f"{query} `/topics` lists what there is to ask about."


@told.register
def _(_: errors.NothingBears) -> str:
    return "No fact here bears on that message. `/search` finds facts by other words."


@told.register
def _(_: errors.TopicGone) -> str:
    return "That topic is not there any more. `/topics` lists all there are."


@told.register
def _(_: errors.SourceNotFound) -> str:
    return "That source is not there any more. `/sources` lists all there are."


@told.register
def _(error: errors.FactNotFound) -> str:
    return f"No fact has the number {error.fact}. `/search` finds facts by their words."


@told.register
def _(error: errors.NoFactMatches) -> str:
    if not (error.kinds or error.sites):
        return "No fact fits these filters any more."
    kinds, sites = _listed(error.kinds), _listed(error.sites)
    return f"No fact fits these filters. Kinds here: {kinds}. Sites here: {sites}."


@told.register
def _(error: errors.NothingFound) -> str:
    return f"No fact's text is near “{shown(error.query, _QUERY)}”. Try fewer or other words."


@told.register
def _(error: errors.DateUnclear) -> str:
    words = shown(error.words, _QUERY)
    return f"“{words}” is no date. Write 2026, Mar 2026 or 2026-03-15 for `since`."


@told.register
def _(_: errors.ScheduleGone) -> str:
    return "That fact of the day is not there any more. `/daily list` shows all there are."


@told.register
def _(_: errors.PostGone) -> str:
    return "Nothing is known of this post any more."


@told.register
def _(error: errors.TimeUnclear) -> str:
    return f"“{shown(error.words, _QUERY)}” is no time of day. Write 9:00, 9am or 21:30."


@told.register
def _(error: errors.WeekdaysUnclear) -> str:
    words = shown(error.words, _QUERY)
    return f"“{words}” are no weekdays. Write `weekdays`, `Mon-Fri` or `Mon, Wed`."


@told.register
def _(error: errors.DayUnclear) -> str:
    words = shown(error.words, _QUERY)
    return f"“{words}” is no day. Write 2026-12-24, 24 Dec, or 24 Dec to 2 Jan."


@told.register
def _(error: errors.ZoneUnknown) -> str:
    near = f" Did you mean {_listed(error.nearest)}?" if error.nearest else ""
    words = shown(error.name, _QUERY)
    return f"No time zone is called “{words}”.{near} A large city nearby will do: Berlin, Lima."


@told.register
def _(error: errors.DayNotAhead) -> str:
    day = error.day.isoformat()
    return f"Nothing is due on {day} any more, or at all. `/daily preview` shows what is."


@told.register
def _(error: errors.SkipTooLong) -> str:
    first, last = error.first.isoformat(), error.last.isoformat()
    return (
        f"Nothing was left out: {first} to {last} is more than {error.limit} days. Leave out less "
        "at once, or use `/daily pause` until you resume it."
    )


@told.register
def _(error: errors.TooManySchedules) -> str:
    return f"A server has {error.limit} facts of the day at most. `/daily remove` ends one."


@told.register
def _(error: bot_errors.PermissionsLacking) -> str:
    names = ", ".join(f"**{shown(name, _NAME)}**" for name in error.names)
    return (
        f"Nothing was changed: in <#{error.channel}> I lack {names}. Allow it in the channel's "
        "settings under Permissions, then say it again."
    )


@told.register
def _(error: bot_errors.PingNotYours) -> str:
    return (
        f"Nothing was done: it would ping <@&{error.role}> in <#{error.channel}>, and you lack "
        f"**{shown(PINGING, _NAME)}** there. Choose a role that everybody may mention, or have "
        "somebody do it who has that permission."
    )


@told.register
def _(error: bot_errors.NothingToPublish) -> str:
    return f"<#{error.channel}> is no announcement channel: nobody follows it. Leave out `publish`."


@told.register
def _(error: bot_errors.ScheduleUnclear) -> str:
    if not error.count:
        return "There is no fact of the day yet. `/daily add` sets one up."
    return "Which one? Choose it for `schedule`; `/daily list` shows them all."


@told.register
def _(_: bot_errors.ChannelUnfit) -> str:
    return "Choose a text channel or an announcement channel of this server for `channel`."


def _listed(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(shown(name, _NAME) for name in names[:most]) + more or "none"
