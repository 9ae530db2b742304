"""Messages for the errors of schedules and of `/daily`."""

from typing import Final

from bot.daily import errors as daily_errors
from bot.discord_api.permissions import PING_PERMISSION
from bot.errors.messages import MessageTable, Voice, list_names
from facts.clock import errors as clock_errors
from facts.daily import errors


def _schedule_gone(_: errors.ScheduleGone, __: Voice) -> str:
    return "That fact of the day no longer exists. `/daily list` shows all of them."


def _post_gone(_: errors.PostGone, __: Voice) -> str:
    return "This post is no longer known."


def _time_unclear(error: clock_errors.TimeUnclear, voice: Voice) -> str:
    return f"{voice.quote(error.words)} is not a time of day. Write 9:00, 9am or 21:30."


def _weekdays_unclear(error: clock_errors.WeekdaysUnclear, voice: Voice) -> str:
    return (
        f"{voice.quote(error.words)} does not name weekdays. Write `weekdays`, `Mon-Fri` or "
        "`Mon, Wed`."
    )


def _day_unclear(error: clock_errors.DayUnclear, voice: Voice) -> str:
    return f"{voice.quote(error.words)} is not a day. Write 2026-12-24, 24 Dec, or 24 Dec to 2 Jan."


def _zone_unknown(error: clock_errors.ZoneUnknown, voice: Voice) -> str:
    nearest = f" Did you mean {list_names(error.nearest, voice)}?" if error.nearest else ""
    return (
        f"No time zone is called {voice.quote(error.name)}.{nearest} Try a large city nearby, such "
        "as Berlin or Lima."
    )


def _day_not_upcoming(error: errors.DayNotUpcoming, _: Voice) -> str:
    return f"No post is due on {error.day.isoformat()}. `/daily preview` shows what is due."


def _skip_too_long(error: errors.SkipTooLong, _: Voice) -> str:
    first, last = error.first.isoformat(), error.last.isoformat()
    return (
        f"Nothing was skipped: {first} to {last} is more than {error.limit} days. Skip fewer days "
        "at once, or use `/daily pause` until you resume it."
    )


def _too_many_schedules(error: errors.TooManySchedules, _: Voice) -> str:
    return f"A server can have at most {error.limit} facts of the day. `/daily remove` ends one."


def _permissions_missing(error: daily_errors.PermissionsMissing, voice: Voice) -> str:
    return (
        f"Nothing was changed. In <#{error.channel}> I am missing {_bold(error.names, voice)}. "
        "Allow it in the channel's settings under Permissions, then use the command again."
    )


def _user_permissions_missing(error: daily_errors.UserPermissionsMissing, voice: Voice) -> str:
    return (
        f"Nothing was done. In <#{error.channel}> you are missing {_bold(error.names, voice)}. I "
        "post there only for users who could do so themselves."
    )


def _bold(names: tuple[str, ...], voice: Voice) -> str:
    return ", ".join(f"**{voice.name(name)}**" for name in names)


def _ping_not_allowed(error: daily_errors.PingNotAllowed, voice: Voice) -> str:
    return (
        f"Nothing was done. It would ping <@&{error.role}> in <#{error.channel}>, and you are "
        f"missing **{voice.name(PING_PERMISSION)}** there. Choose a role that everyone may "
        "mention, or ask someone who has that permission."
    )


def _not_announcement_channel(error: daily_errors.NotAnnouncementChannel, _: Voice) -> str:
    return f"<#{error.channel}> is not an announcement channel. Leave out `publish`."


def _schedule_unclear(error: daily_errors.ScheduleUnclear, _: Voice) -> str:
    if not error.count:
        return "There is no fact of the day yet. `/daily add` sets one up."
    return "Which one? Choose it in the option `schedule`. `/daily list` shows all of them."


def _channel_unusable(_: daily_errors.ChannelUnusable, __: Voice) -> str:
    return "Choose a text channel or an announcement channel of this server for `channel`."


DAILY_MESSAGES: Final[MessageTable] = {
    errors.ScheduleGone: _schedule_gone,
    errors.PostGone: _post_gone,
    clock_errors.TimeUnclear: _time_unclear,
    clock_errors.WeekdaysUnclear: _weekdays_unclear,
    clock_errors.DayUnclear: _day_unclear,
    clock_errors.ZoneUnknown: _zone_unknown,
    errors.DayNotUpcoming: _day_not_upcoming,
    errors.SkipTooLong: _skip_too_long,
    errors.TooManySchedules: _too_many_schedules,
    daily_errors.PermissionsMissing: _permissions_missing,
    daily_errors.UserPermissionsMissing: _user_permissions_missing,
    daily_errors.PingNotAllowed: _ping_not_allowed,
    daily_errors.NotAnnouncementChannel: _not_announcement_channel,
    daily_errors.ScheduleUnclear: _schedule_unclear,
    daily_errors.ChannelUnusable: _channel_unusable,
}
