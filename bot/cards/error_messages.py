"""Errors that people are told, in words: what was wrong, and what to do."""

from functools import singledispatch

from bot.daily import errors as daily_errors
from bot.discord_api.permissions import PING_PERMISSION
from bot.ui.layout import inline
from facts.model import errors

USER_ERRORS = (
    errors.NotFoundError,
    errors.DateUnclear,
    errors.TimeUnclear,
    errors.WeekdaysUnclear,
    errors.DayUnclear,
    errors.ZoneUnknown,
    errors.DayNotUpcoming,
    errors.SkipTooLong,
    errors.TooManySchedules,
    daily_errors.PermissionsMissing,
    daily_errors.PingNotAllowed,
    daily_errors.NotAnnouncementChannel,
    daily_errors.ScheduleUnclear,
    daily_errors.ChannelUnusable,
)
"""What `told` has words for."""
_QUERY = 200
_NAME = 60
"""Characters of what a person typed, and of a name, that are shown at most."""


@singledispatch
def error_message(error: errors.FootnoteError) -> str:
    """Return what was wrong and what to do, in Markdown."""
    raise NotImplementedError(type(error).__name__) from error


@error_message.register
def _describe_library_empty(_: errors.LibraryEmpty) -> str:
    return "There are no facts here yet. Who runs this bot can load some with `footnote import`."


@error_message.register
def _describe_topic_not_found(error: errors.TopicNotFound) -> str:
    query = f"No topic is named like “{inline(error.query, _QUERY)}”."
    if error.nearest:
        return f"{query} Did you mean one of these?"
    return f"{query} `/topics` lists them all, `/search` looks into the facts."


@error_message.register
def _describe_nothing_answers(error: errors.NoAnswer) -> str:
    query = f"I know of nothing that answers “{inline(error.query, _QUERY)}”."
    if error.nearest:
        return f"{query} Did you mean one of these?"
    if error.largest:
        return f"{query} These are what I know most about:"
    return f"{query} `/topics` lists what there is to ask about."


@error_message.register
def _describe_nothing_bears(_: errors.NoRelatedFact) -> str:
    return "No fact here bears on that message. `/search` finds facts by other words."


@error_message.register
def _describe_topic_gone(_: errors.TopicGone) -> str:
    return "That topic is not there any more. `/topics` lists all there are."


@error_message.register
def _describe_source_not_found(_: errors.SourceNotFound) -> str:
    return "That source is not there any more. `/sources` lists all there are."


@error_message.register
def _describe_fact_not_found(error: errors.FactNotFound) -> str:
    return f"No fact has the number {error.fact}. `/search` finds facts by their words."


@error_message.register
def _describe_no_fact_matches(error: errors.NoFactMatches) -> str:
    if not (error.kinds or error.sites):
        return "No fact fits these filters any more."
    kinds, sites = _join_names(error.kinds), _join_names(error.sites)
    return f"No fact fits these filters. Kinds here: {kinds}. Sites here: {sites}."


@error_message.register
def _describe_nothing_found(error: errors.NoSearchHits) -> str:
    return f"No fact's text is near “{inline(error.query, _QUERY)}”. Try fewer or other words."


@error_message.register
def _describe_date_unclear(error: errors.DateUnclear) -> str:
    words = inline(error.words, _QUERY)
    return f"“{words}” is no date. Write 2026, Mar 2026 or 2026-03-15 for `since`."


@error_message.register
def _describe_schedule_gone(_: errors.ScheduleGone) -> str:
    return "That fact of the day is not there any more. `/daily list` shows all there are."


@error_message.register
def _describe_post_gone(_: errors.PostGone) -> str:
    return "Nothing is known of this post any more."


@error_message.register
def _describe_time_unclear(error: errors.TimeUnclear) -> str:
    return f"“{inline(error.words, _QUERY)}” is no time of day. Write 9:00, 9am or 21:30."


@error_message.register
def _describe_weekdays_unclear(error: errors.WeekdaysUnclear) -> str:
    words = inline(error.words, _QUERY)
    return f"“{words}” are no weekdays. Write `weekdays`, `Mon-Fri` or `Mon, Wed`."


@error_message.register
def _describe_day_unclear(error: errors.DayUnclear) -> str:
    words = inline(error.words, _QUERY)
    return f"“{words}” is no day. Write 2026-12-24, 24 Dec, or 24 Dec to 2 Jan."


@error_message.register
def _describe_zone_unknown(error: errors.ZoneUnknown) -> str:
    near = f" Did you mean {_join_names(error.nearest)}?" if error.nearest else ""
    words = inline(error.name, _QUERY)
    return f"No time zone is called “{words}”.{near} A large city nearby will do: Berlin, Lima."


@error_message.register
def _describe_day_not_ahead(error: errors.DayNotUpcoming) -> str:
    day = error.day.isoformat()
    return f"Nothing is due on {day} any more, or at all. `/daily preview` shows what is."


@error_message.register
def _describe_skip_too_long(error: errors.SkipTooLong) -> str:
    first, last = error.first.isoformat(), error.last.isoformat()
    return (
        f"Nothing was left out: {first} to {last} is more than {error.limit} days. Leave out less "
        "at once, or use `/daily pause` until you resume it."
    )


@error_message.register
def _describe_too_many_schedules(error: errors.TooManySchedules) -> str:
    return f"A server has {error.limit} facts of the day at most. `/daily remove` ends one."


@error_message.register
def _describe_permissions_missing(error: daily_errors.PermissionsMissing) -> str:
    names = ", ".join(f"**{inline(name, _NAME)}**" for name in error.names)
    return (
        f"Nothing was changed: in <#{error.channel}> I lack {names}. Allow it in the channel's "
        "settings under Permissions, then say it again."
    )


@error_message.register
def _describe_ping_not_allowed(error: daily_errors.PingNotAllowed) -> str:
    return (
        f"Nothing was done: it would ping <@&{error.role}> in <#{error.channel}>, and you lack "
        f"**{inline(PING_PERMISSION, _NAME)}** there. Choose a role that everybody may mention, or "
        "have somebody do it who has that permission."
    )


@error_message.register
def _describe_not_announcement_channel(error: daily_errors.NotAnnouncementChannel) -> str:
    return f"<#{error.channel}> is no announcement channel: nobody follows it. Leave out `publish`."


@error_message.register
def _describe_schedule_unclear(error: daily_errors.ScheduleUnclear) -> str:
    if not error.count:
        return "There is no fact of the day yet. `/daily add` sets one up."
    return "Which one? Choose it for `schedule`; `/daily list` shows them all."


@error_message.register
def _describe_channel_unusable(_: daily_errors.ChannelUnusable) -> str:
    return "Choose a text channel or an announcement channel of this server for `channel`."


def _join_names(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(inline(name, _NAME) for name in names[:most]) + more or "none"
