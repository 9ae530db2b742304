"""Errors as one line each: what was wrong, and what to do."""

from functools import singledispatch
from typing import Final

from bot.app.errors import DemoUnavailable, PortTaken, SettingInvalid, TokenMissing, TokenRefused
from facts.importers import errors as input_errors
from facts.model import errors
from facts.store import errors as store_errors

EXIT_MISSING: Final = 1
EXIT_UNUSABLE: Final = 3
"""The input or the database cannot be used; 2 is click's, for a command line that is wrong."""
EXIT_INTERRUPTED: Final = 130
"""As shells count a program ended by SIGINT."""
_MAX_LENGTH: Final = 80
"""Of a name or query that is repeated in a line."""


def exit_code(error: errors.FootnoteError) -> int:
    """Return 1 where nothing was found, 3 where input or database cannot be used."""
    return EXIT_MISSING if isinstance(error, errors.NotFoundError) else EXIT_UNUSABLE


@singledispatch
def error_message(error: errors.FootnoteError) -> str:
    """Return the one line that describes an error. Every error has its own line."""
    raise NotImplementedError(type(error).__name__) from error


@error_message.register
def _describe_library_empty(_: errors.LibraryEmpty) -> str:
    return (
        "The library is empty. Load facts with `footnote import FILE`, "
        "or the starter pack with `footnote import --starter`."
    )


@error_message.register
def _describe_topic_not_found(error: errors.TopicNotFound) -> str:
    if not error.nearest:
        return (
            f"No topic is named like “{_shorten(error.query)}”. `footnote topics` lists them all."
        )
    nearest = ", ".join(f"“{_shorten(match.name)}”" for match in error.nearest)
    return f"No topic is named “{_shorten(error.query)}”. Nearest: {nearest}."


@error_message.register
def _describe_nothing_answers(error: errors.NoAnswer) -> str:
    return f"Nothing answers “{_shorten(error.query)}”. `footnote search` looks into the facts."


@error_message.register
def _describe_nothing_bears(_: errors.NoRelatedFact) -> str:
    return "No fact bears on that text."


@error_message.register
def _describe_topic_gone(_: errors.TopicGone) -> str:
    return "That topic is not there any more. `footnote topics` lists them all."


@error_message.register
def _describe_source_not_found(_: errors.SourceNotFound) -> str:
    return "That source is not there any more. `footnote sources` lists them all."


@error_message.register
def _describe_date_unclear(error: errors.DateUnclear) -> str:
    return f"“{_shorten(error.words)}” is no date. Write 2026, Mar 2026 or 2026-03-15."


@error_message.register
def _describe_fact_not_found(error: errors.FactNotFound) -> str:
    return f"No fact has the number {error.fact}. `footnote search` finds facts by their words."


@error_message.register
def _describe_no_fact_matches(error: errors.NoFactMatches) -> str:
    kinds, sites = _join_names(error.kinds), _join_names(error.sites)
    return f"No fact fits these filters. Kinds here: {kinds}. Sites here: {sites}."


@error_message.register
def _describe_nothing_found(error: errors.NoSearchHits) -> str:
    return f"No fact's text is near “{_shorten(error.query)}”. Try fewer or other words."


@error_message.register
def _describe_input_missing(error: input_errors.InputMissing) -> str:
    return f"{error.name}: no such file. Check the path."


@error_message.register
def _describe_input_is_folder(error: input_errors.InputIsFolder) -> str:
    return (
        f"{error.name} is a folder. Name the files in it, such as {error.name.rstrip('/')}/*.txt."
    )


@error_message.register
def _describe_input_refused(error: input_errors.InputNotPermitted) -> str:
    return f"{error.name} may not be read. Check its permissions."


@error_message.register
def _describe_input_too_large(error: input_errors.InputTooLarge) -> str:
    limit = error.limit // 1_000_000
    return f"{error.name} is larger than {limit} MB. Split it, a few pages to a file."


@error_message.register
def _describe_input_not_text(error: input_errors.InputNotText) -> str:
    return f"{error.name}, line {error.line}: not UTF-8 text. Save the page's text as UTF-8."


@error_message.register
def _describe_input_without_facts(error: input_errors.InputWithoutFacts) -> str:
    reasons = "".join(f" Line {doubt.line}: {doubt.message}." for doubt in error.doubts[:1])
    return (
        f"{error.name}: no facts found.{reasons} Copy the text of a Knowledge Tree page, "
        "from its title to its last fact."
    )


@error_message.register
def _describe_store_unreachable(error: store_errors.StoreUnreachable) -> str:
    return (
        f"The database {error.path} cannot be opened or made. Check that it is a file, and that "
        "its folder exists and can be written to; or name another with --db."
    )


@error_message.register
def _describe_store_foreign(error: store_errors.StoreForeign) -> str:
    return f"{error.path} is not a Footnote database. Name another file with --db."


@error_message.register
def _describe_store_too_new(error: store_errors.StoreTooNew) -> str:
    return (
        f"The database {error.path} was written by a newer Footnote (schema {error.found}, "
        f"this program knows {error.known}). Update Footnote; the file was left as it is."
    )


@error_message.register
def _describe_store_read_only(error: store_errors.StoreReadOnly) -> str:
    return (
        f"The database {error.path} is read-only. Allow writing to the file and its folder "
        "(its journal stands beside it), or name another with --db."
    )


@error_message.register
def _describe_store_full(error: store_errors.StoreFull) -> str:
    return f"The disk of {error.path} is full. Nothing was written; make room and try again."


@error_message.register
def _describe_store_busy(error: store_errors.StoreBusy) -> str:
    return f"Another program keeps {error.path} locked. Try again when it has finished."


@error_message.register
def _describe_store_failing(error: store_errors.StoreIoError) -> str:
    return (
        f"Reading or writing {error.path} failed, and nothing was changed. "
        "Check its disk: it may be full, failing or gone."
    )


@error_message.register
def _describe_store_damaged(error: store_errors.StoreDamaged) -> str:
    return f"The database {error.path} is damaged. Restore a backup."


@error_message.register
def _describe_token_missing(_: TokenMissing) -> str:
    return (
        "There is no token. Make an application at https://discord.com/developers, and put its "
        "bot's token into FOOTNOTE_TOKEN or a file .env; or try `footnote demo`, which needs none."
    )


@error_message.register
def _describe_token_refused(_: TokenRefused) -> str:
    return (
        "Discord does not know this token. Copy it anew from https://discord.com/developers, "
        "page Bot, into FOOTNOTE_TOKEN or .env."
    )


@error_message.register
def _describe_setting_invalid(error: SettingInvalid) -> str:
    return f"{error.name} cannot be used: {error.reason.rstrip('.')}."


@error_message.register
def _describe_demo_unavailable(_: DemoUnavailable) -> str:
    return (
        "The simulated Discord is not installed. In a clone of Footnote, install it with "
        "`pip install -r requirements-demo.lock`."
    )


@error_message.register
def _describe_port_taken(error: PortTaken) -> str:
    return f"Port {error.port} is taken. Name another with --port, or none for any that is free."


def _shorten(words: str) -> str:
    return words if len(words) <= _MAX_LENGTH else words[: _MAX_LENGTH - 1] + "…"


def _join_names(names: tuple[str, ...], most: int = 8) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more or "none"
