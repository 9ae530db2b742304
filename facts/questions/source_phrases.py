"""Questions about authors, sites, dates and works, read without a library."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from facts.citations.source_keys import read_source_key
from facts.model.dates import MONTH_NUMBERS, MONTH_PATTERN, PublicationDate
from facts.questions.content_words import content_words

_FRAME: Final = re.compile(
    r"^(?:(?:please|hey|hi|hello|ok|so|(?:can|could|would|will) you)\b[ ,!]*)+"
    r"|(?:[ ,]+(?:please|thanks|thank you))*[ ?!.…？]*$",
    re.IGNORECASE,
)
_THINGS: Final = (
    r"(?:facts?|papers?|sources?|articles?|claims?|posts?|publications?|stud(?:y|ies)|research|works?"
    r"|findings?|results?|anything|everything|something|stuff|statements?|quotes?|measurements?)"
)
_LEAD: Final = (
    r"(?:(?:show|give|list|find|get|tell|send)(?: me| us)? )?"
    r"(?:(?:what|which|are|is|there|do|you|we|have|got|any|all|the|some|me) )*"
)
_HAVE: Final = r"(?: (?:are there|do (?:we|you) have|is there|have you got|you have))?"
_ABOUT: Final = r"(?: (?:on|about|regarding|concerning) (?P<{0}>.+?))?"
_BEFORE, _AFTER = _ABOUT.format("before"), _ABOUT.format("after")
_MONTH_DATE: Final = rf"(?:{MONTH_PATTERN})\.?(?: \d{{1,2}})?,? \d{{4}}"
_DAY_DATE: Final = rf"\d{{1,2}} (?:{MONTH_PATTERN})\.? \d{{4}}"
_DATE: Final = rf"(?:\d{{4}}(?:-\d{{2}}){{0,2}}|{_MONTH_DATE}|{_DAY_DATE})"
_WHEN: Final = (
    r"(?:(?:published|written|posted|added|dated) )?(?:(?:the year )?"
    rf"(?P<when>since|after|from|in|of|during|before|until|till) (?:the year )?(?P<date>{_DATE})"
    rf"(?: (?:to|until|till|through) (?P<last>{_DATE}))?"
    rf"|between (?P<first>{_DATE}) and (?P<second>{_DATE}))"
)
_SAYING: Final = (
    r"(?:find|found|say|said|says|report|reported|show|showed|shown|claim|claimed|argue|argued"
    r"|write|written|wrote|publish|published|conclude|concluded|discover|discovered|observe|observed"
    r"|propose|proposed|suggest|suggested|recommend|recommended|think|thought|learn|learned|state"
    r"|stated|measure|measured)"
)
_OTHERS: Final = r"(?:,? et\.? al\b\.?|,? and others\b)"
_NAME: Final = r"(?P<name>[^?!]+?)"
_SAYS: Final = (
    rf"(?:what|which {_THINGS}) (?:(?:did|does|do|has|have|had) )?{_NAME} (?:ever )?{_SAYING}"
    r"(?: (?:about|on|of|regarding|for|in) (?P<after>.+))?"
)
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEAD}(?P<newest>newest|latest|most recent|recent|last) {_THINGS}{_BEFORE}",
        r"(?:what(?:'|’)?s|what is|anything) (?P<newest>new)(?: here)?",
        rf"(?:{_LEAD}{_THINGS}{_HAVE}{_BEFORE} )?{_WHEN}{_AFTER}",
        rf"{_LEAD}{_THINGS}{_HAVE}{_BEFORE}(?: written| published| made)? by {_NAME}{_AFTER}",
        rf"{_LEAD}{_THINGS}{_HAVE}{_BEFORE} (?:from|out of) (?P<origin>.+?){_AFTER}",
        rf"{_LEAD}{_THINGS}{_HAVE}{_BEFORE} (?:on|at|in) (?P<origin>[\w-]+(?:\.[\w-]+)+){_AFTER}",
        _SAYS,
        rf"according to {_NAME}(?:, ?|: ?| (?=what|how|why|when|do|does|is|are))(?P<after>.+)",
        rf"(?P<before>.+?),? according to {_NAME}",
        rf"{_LEAD}(?P<name>[^?!]+?)(?:'s|’s|'|’) {_THINGS}{_AFTER}",
    )
)
"""Forms of questions, each for a whole text without its polite words."""
_ET_AL: Final = re.compile(
    r"(?P<name>(?:[A-Z][\w.'’-]* (?:(?:van|von|de|da|di|del|der|den|la|le) )*){0,3}\w[\w.'’-]*)"
    rf"{_OTHERS}"
    r"(?:,? ?\(?(?P<year>\d{4})\)?)?"
)
_NAME_YEAR: Final = re.compile(r"(?P<name>[^\d?!]+?),? \(?(?P<year>(?:19|20)\d{2})\)?")
_MONTH: Final = re.compile(
    r"\b(?P<when>since|after|from|in|of|during|before|until) "
    rf"(?P<month>{MONTH_PATTERN})\b(?!\.? ?\d)",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(
    r"[^\W\d_a-z][\w'’-]+(?: (?:(?:van|von|de|da|di|del|der|den|la|le) )*[^\W\d_a-z][\w.'’-]*){0,3}"
)
_MAX_MENTIONS: Final = 5
_WORK_WORDS: Final = frozenset("arxiv doi paper article source url link page study work".split())
"""Words beside an identifier that ask nothing of their own."""


@dataclass(frozen=True, slots=True)
class SourceQuestion:
    """What a question says about the sources of the facts that it asks for.

    `name` is an author as written, with `et_al` if others follow. `origin` is a site or an author.
    `keys` name a work. `rest` is what else is asked. `is_newest` asks for the facts that were added
    last. `is_bare` means that the text is only a name, `is_mention` that a name occurs
    anywhere in it.
    """

    name: str = ""
    et_al: bool = False
    origin: str = ""
    since: str | None = None
    until: str | None = None
    keys: tuple[str, ...] = ()
    rest: str = ""
    is_newest: bool = False
    is_bare: bool = False
    is_mention: bool = False


def parse_source_question(text: str) -> Iterator[SourceQuestion]:
    """Yield what a question may mean, the likeliest first."""
    text = _FRAME.sub("", " ".join(text.split()))
    if keyed := _read_keys(text):
        yield keyed
        return
    for pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match and (question := _read_parts(match.groupdict())):
            yield question
    if match := _ET_AL.search(text):
        question = SourceQuestion(match["name"], et_al=True, rest=_leave_out(match, text))
        yield _with_year(question, match["year"])
    if match := _NAME_YEAR.fullmatch(text):
        yield _with_year(SourceQuestion(match["name"], is_bare=True), match["year"])
    yield SourceQuestion(text, is_bare=True)
    for match in islice(_MENTION.finditer(text), _MAX_MENTIONS):
        yield SourceQuestion(match[0], rest=_leave_out(match, text), is_mention=True)


def date_months(text: str, today: datetime.date) -> str:
    """Return a question with the year of its month: “facts since March” means the last March.

    Other texts stay as they are.
    """
    dated = _MONTH.sub(lambda match: _date_month(match, today), text)
    is_read = any(each.since or each.until for each in parse_source_question(dated))
    return dated if dated != text and is_read else text


def _date_month(match: re.Match[str], today: datetime.date) -> str:
    month = MONTH_NUMBERS[match["month"].lower()]
    return f"{match['when']} {today.year - (month > today.month)}-{month:02}"


def _read_keys(text: str) -> SourceQuestion | None:
    """Return a question about a work that its DOI, number or address names."""
    if keys := read_source_key(text):
        return SourceQuestion(keys=keys)
    for word in text.split():
        if keys := read_source_key(word):
            rest = text.replace(word, " ")
            asked = [each for each in content_words(rest) if each not in _WORK_WORDS]
            return SourceQuestion(keys=keys, rest=" ".join(asked))
    return None


def _read_parts(parts: Mapping[str, str | None]) -> SourceQuestion | None:
    """Return the question of a match; None for a date that is none."""
    rest = " ".join(filter(None, (parts.get("before"), parts.get("after"))))
    name = parts.get("name") or ""
    plain = re.sub(rf"{_OTHERS}\Z", "", name, flags=re.IGNORECASE)
    question = SourceQuestion(plain, plain != name, parts.get("origin") or "", rest=rest)
    if parts.get("newest"):
        return replace(question, is_newest=True)
    if parts.get("when") or parts.get("first"):
        period = _read_period(parts)
        return replace(question, since=period[0], until=period[1]) if period else None
    if iso := _read_date(rest):  # “what did Ouyang find in 2022?”
        return replace(question, since=iso, until=iso, rest="")
    return question


def _leave_out(match: re.Match[str], text: str) -> str:
    """Return the content words of a text without a name in it."""
    return " ".join(content_words(f"{text[: match.start()]} {text[match.end() :]}"))


def _with_year(question: SourceQuestion, year: str | None) -> SourceQuestion:
    return replace(question, since=year, until=year) if year else question


def _read_period(parts: Mapping[str, str | None]) -> tuple[str | None, str | None] | None:
    """Return the first and the last date."""
    first, last = (_read_date(parts.get(name)) for name in ("first", "second"))
    if first and last:
        return first, last
    when, date = (parts.get("when") or "").lower(), _read_date(parts.get("date"))
    last = _read_date(parts.get("last"))
    if date is None:
        return None
    open_periods = {
        "since": (date, last),
        "after": (_shift(date, 1), None),
        "before": (None, _shift(date, -1)),
        "until": (None, date),
        "till": (None, date),
    }
    return open_periods.get(when, (date, last or date))


def _read_date(words: str | None) -> str | None:
    return PublicationDate.parse(words).iso if words else None


def _shift(iso: str, step: int) -> str:
    """Return the year, month or day after or before a date."""
    year, *rest = [int(part) for part in iso.split("-")]
    if not rest:
        return f"{year + step:04}"
    month, *days = rest
    if not days:
        year, month = divmod(year * 12 + month - 1 + step, 12)
        return f"{year:04}-{month + 1:02}"
    return (datetime.date(year, month, days[0]) + datetime.timedelta(step)).isoformat()
