"""What users ask in benchmarks/answers.py: each command, with its pages and filters."""

import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.answer_library import (
    COMMON_AUTHOR,
    COMMON_KIND,
    COMMON_SITE,
    FIFTY_THOUSAND,
    LARGE_SOURCE,
    RARE_KIND,
    THOUSAND,
    TWENTY,
    make_twenty,
)
from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect, build_custom_id
from bot.queries.library_queries import SourceQuery, SourcesQuery, TopicQuery
from bot.queries.query import Query, UserId
from facts.model.entities import Kind, SourceId, TopicId
from facts.model.selection import Selection
from tests.support.identity import APPLICATION, Json

ASKER: Final = 77
"""The user whose cards have buttons to press."""
_COMMAND, _COMPONENT, _KEYSTROKE = 2, 3, 4
_BUTTON, _MENU = 2, 3
_TEXT_OPTION = 3
SINCE: Final = "2015"
_COMMON_WORDS: Final = (
    "the of and to in a is that for it as was with be by on not he his but".split()
)


@dataclass(frozen=True, slots=True)
class Ask:
    """An interaction of a `type` with its data, or a message with a `text` (type 0)."""

    type: int
    data: Json
    text: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class Press:
    """A control of the card that the step before gave.

    `label` finds a button or an option of a menu. A `query` replaces that of a button.
    """

    label: str = ""
    query: Query | None = None

    def find(self, controls: Sequence[Json]) -> Json:
        """Return the data of the interaction. Raises LookupError."""
        if self.query:
            button = next((each for each in controls if each["type"] == _BUTTON), None)
            if button is None:
                raise LookupError("no button")
            code = encode_query(self.query)
            button["custom_id"] = build_custom_id(Effect.REPLACE, UserId(ASKER), code)
            return {"custom_id": button["custom_id"], "component_type": _BUTTON, "id": 1}
        for each in controls:
            if re.search(self.label, each.get("label", "")):
                return {"custom_id": each["custom_id"], "component_type": _BUTTON, "id": 1}
            for option in each.get("options", []):
                if re.search(self.label, f"{option['label']} | {option.get('description', '')}"):
                    chosen = {"component_type": _MENU, "id": 1, "values": [option["value"]]}
                    return {"custom_id": each["custom_id"]} | chosen
        raise LookupError(f"no control {self.label}")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table: what is asked in turn, and what is pressed on the answers before.

    `varies` is whether the same question has different answers. With `writes`, something is
    written before each question.
    """

    name: str
    asks: tuple[Ask, ...]
    presses: tuple[Press, ...] = ()
    varies: bool = False
    writes: bool = False


class Names:
    """What a library of benchmarks/answer_library.py holds, by ids where commands need them."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:

            def find(statement: str, *values: str) -> Any:  # noqa: ANN401 (a value of any type)
                return connection.execute(statement, values).fetchone()[0]

            self.facts: int = find("SELECT count(*) FROM fact")
            self.small_topic: str = find("SELECT name FROM topic WHERE facts < 8 ORDER BY id")
            by_title = "SELECT coalesce(max(id), 0) FROM source WHERE title = ?"
            self.large_source = SourceId(find(by_title, LARGE_SOURCE))
            self.small_source = SourceId(find(by_title, _title_of_twenty()))
            topics = "SELECT name, id FROM topic WHERE library = 0 AND name IN (?, ?, ?)"
            self.topics: dict[str, TopicId] = dict(connection.execute(topics, _LARGE_TOPICS))
            facts = "SELECT id FROM fact WHERE library = 0 ORDER BY digest LIMIT 10"
            self.some_facts = [str(each) for (each,) in connection.execute(facts)]
        self.has_thousand = THOUSAND in self.topics
        self.has_fifty_thousand = FIFTY_THOUSAND in self.topics


_LARGE_TOPICS: Final = (TWENTY, THOUSAND, FIFTY_THOUSAND)


def _title_of_twenty() -> str:
    return make_twenty()[0].citations[0].source.title


def command(name: str, /, **options: str) -> Ask:
    """Return a command with its options."""
    typed = [{"name": key, "type": _TEXT_OPTION, "value": each} for key, each in options.items()]
    is_private = name in ("help", "about")
    return Ask(_COMMAND, {"id": "1", "name": name, "type": 1, "options": typed}, "", is_private)


def keystroke(name: str, option: str, typed: str) -> Ask:
    """Return a keystroke in an option of a command."""
    focused = {"name": option, "type": _TEXT_OPTION, "value": typed, "focused": True}
    return Ask(_KEYSTROKE, {"id": "1", "name": name, "type": 1, "options": [focused]})


def mention(text: str) -> Ask:
    """Return a message that asks the bot."""
    return Ask(0, {}, f"<@{APPLICATION}> {text}")


def find_facts(text: str) -> Ask:
    """Return the entry Find facts in the menu of a message."""
    message = {
        "id": "400", "channel_id": "10000", "content": text, "type": 0, "tts": False,
        "author": {"id": "5", "username": "writer", "discriminator": "0", "avatar": None},
        "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "pinned": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "components": [], "flags": 0,
    }  # fmt: skip
    resolved = {"messages": {"400": message}}
    data = {"id": "1", "name": "Find facts", "type": 3, "target_id": "400", "resolved": resolved}
    return Ask(_COMMAND, data, "", is_private=True)


def press_data(press: Press, controls: Sequence[Json]) -> Ask:
    """Return the press of a control as it is asked."""
    return Ask(_COMPONENT, press.find(controls))


def rare_words(count: int) -> list[str]:
    """Return words of some facts on `TWENTY`, so many of each."""
    texts = [each.text.rstrip(".").lower().split() for each in make_twenty()[:5]]
    return [" ".join(sorted(words, key=len)[-count:]) for words in texts]


def misspell(words: str) -> str:
    """Return the words with two letters of the longest in the wrong order."""
    longest = max(words.split(), key=len)
    return words.replace(longest, longest[:3] + longest[4] + longest[3] + longest[5:])


def list_cases(names: Names) -> list[Case]:
    """Return the cases that a library has the topics for."""
    return [
        *_topic_cases(names),
        *_list_cases(),
        *_source_cases(names),
        *_fact_cases(names),
        *_search_cases(names),
        *_message_cases(),
        *_completion_cases(),
    ]


def _topic_cases(names: Names) -> Iterator[Case]:
    yield Case("/topic of 20", (command("topic", name=TWENTY),))
    yield Case("/topic of 20, page 2", (command("topic", name=TWENTY),), (Press("›"),))
    yield Case("/topic of 20, kind", (command("topic", name=TWENTY, kind=COMMON_KIND),))
    yield Case("/topic of 20, since", (command("topic", name=TWENTY, since=SINCE),))
    yield Case("/topic of 20, site", (command("topic", name=TWENTY, site=COMMON_SITE),))
    yield Case("/topic of 20, author", (command("topic", name=TWENTY, author=COMMON_AUTHOR),))
    yield Case(
        "/topic of 20, source in the menu", (command("topic", name=TWENTY),),
        (Press(r"\| .*site\d+\.example"),),
    )  # fmt: skip
    yield Case("/topic of 20, by alias", (command("topic", name="A score"),))
    yield Case("/topic of 20, misspelt", (command("topic", name="Tweny"),))
    sizes = {"1,000": THOUSAND} if names.has_thousand else {}
    sizes |= {"50,000": FIFTY_THOUSAND} if names.has_fifty_thousand else {}
    for size, topic in sizes.items():
        ask = (command("topic", name=topic),)
        yield Case(f"/topic of {size}", ask)
        yield Case(f"/topic of {size}, page 2", ask, (Press("›"),))
        last = TopicQuery(Selection(names.topics[topic]), page=10**6)
        yield Case(f"/topic of {size}, last page", ask, (Press(query=last),))
        yield Case(f"/topic of {size}, kind", (command("topic", name=topic, kind=COMMON_KIND),))
        yield Case(f"/topic of {size}, rare kind", (command("topic", name=topic, kind=RARE_KIND),))
        yield Case(f"/topic of {size}, since", (command("topic", name=topic, since=SINCE),))
        yield Case(f"/topic of {size}, site", (command("topic", name=topic, site=COMMON_SITE),))
        yield Case(
            f"/topic of {size}, author", (command("topic", name=topic, author=COMMON_AUTHOR),)
        )
        yield Case(f"/topic of {size}, source in the menu", ask, (Press(r"\| .*site\d+\.example"),))
    yield Case(
        "/compare 20 with few", (command("compare", first=TWENTY, second=names.small_topic),)
    )
    if names.has_thousand:
        yield Case("/compare 20 with 1,000", (command("compare", first=TWENTY, second=THOUSAND),))
    if names.has_fifty_thousand:
        pair = command("compare", first=THOUSAND, second=FIFTY_THOUSAND)
        yield Case("/compare 1,000 with 50,000", (pair,))


def _list_cases() -> Iterator[Case]:
    yield Case("/topics", (command("topics"),))
    yield Case("/topics, newest", (command("topics"),), (Press("Newest facts first"),))
    yield Case("/topics, page 2", (command("topics"),), (Press("›"),))
    yield Case("/topics like a name", (command("topics", query="twenti"),))
    yield Case("/help", (command("help"),))
    yield Case("/about", (command("about"),))


def _source_cases(names: Names) -> Iterator[Case]:
    every = (command("sources"),)
    yield Case("/sources", every)
    yield Case("/sources, page 2", every, (Press("›"),))
    yield Case("/sources, topic of 20", (command("sources", topic=TWENTY),))
    yield Case("/sources, site", (command("sources", site=COMMON_SITE),))
    yield Case("/sources, author", (command("sources", author=COMMON_AUTHOR),))
    filters = {
        "kind": Selection(kind=Kind(COMMON_KIND)),
        "rare kind": Selection(kind=Kind(RARE_KIND)),
        "since": Selection(since=SINCE),
    }
    for name, selection in filters.items():
        yield Case(f"/sources, {name}", every, (Press(query=SourcesQuery(selection)),))
    if names.has_fifty_thousand:
        yield Case("/sources, topic of 50,000", (command("sources", topic=FIFTY_THOUSAND),))
    small = (command("sources", query=f"source:{names.small_source}"),)
    yield Case("source card", small)
    yield Case("source card by title", (command("sources", query=_title_of_twenty()),))
    if names.large_source:
        large = (command("sources", query=f"source:{names.large_source}"),)
        yield Case("source card of 50,000", large)
        yield Case("source card of 50,000, page 2", large, (Press("›"),))
        last = SourceQuery(names.large_source, page=10**6)
        yield Case("source card of 50,000, last page", large, (Press(query=last),))


def _fact_cases(names: Names) -> Iterator[Case]:
    yield Case("/random", (command("random"),), varies=True)
    yield Case("/random, Another", (command("random"),), (Press("Another"),), varies=True)
    filters = {"kind": COMMON_KIND, "rare kind": RARE_KIND}
    for name, kind in filters.items():
        yield Case(f"/random, {name}", (command("random", kind=kind),), varies=True)
    yield Case("/random, site", (command("random", site=COMMON_SITE),), varies=True)
    yield Case("/random, topic of 20", (command("random", topic=TWENTY),), varies=True)
    if names.has_fifty_thousand:
        ask = command("random", topic=FIFTY_THOUSAND)
        yield Case("/random, topic of 50,000", (ask,), varies=True)
        ask = command("random", topic=FIFTY_THOUSAND, kind=RARE_KIND, site=COMMON_SITE)
        yield Case("/random, all filters", (ask,), varies=True)
    yield Case("/fact", tuple(command("fact", id=each) for each in names.some_facts))


def _search_cases(names: Names) -> Iterator[Case]:
    three = rare_words(3)

    def case(name: str, /, **filters: str) -> Case:
        return Case(name, tuple(command("search", text=each, **filters) for each in three))

    yield case("/search, three words")
    yield case("/search, kind", kind=COMMON_KIND)
    yield case("/search, rare kind", kind=RARE_KIND)
    yield case("/search, site", site=COMMON_SITE)
    yield case("/search, author", author=COMMON_AUTHOR)
    yield case("/search, topic of 20", topic=TWENTY)
    if names.has_fifty_thousand:
        yield case("/search, topic of 50,000", topic=FIFTY_THOUSAND)
    yield Case("/search, misspelt", tuple(command("search", text=misspell(each)) for each in three))
    yield Case("/search, newest facts", (command("search"),))
    yield Case("/search, newest of a rare kind", (command("search", kind=RARE_KIND),))
    yield Case("/search, common words", (command("search", text="the people of which time"),))


def _message_cases() -> Iterator[Case]:
    words = rare_words(3)
    yield Case("mention, topic", (mention(f"what do we know about {TWENTY.lower()}?"),))
    yield Case("mention, facts", tuple(mention(f"is it known whether {each}?") for each in words))
    texts = [each.text for each in make_twenty()[:5]]
    yield Case("Find facts", tuple(find_facts(f"I read that {each.lower()}") for each in texts))
    yield Case("Find facts, long message", (find_facts(" ".join(texts * 4)[:2_000]),))


def _completion_cases() -> Iterator[Case]:
    word = rare_words(1)[0]
    title = _title_of_twenty()
    typed = {
        "topic": ("topic", "name", ("", "t", "twe", "twenty", "tewnty")),
        "kind": ("topic", "kind", ("", "c", "claim")),
        "site": ("topic", "site", ("", "site", "site0.")),
        "author": ("topic", "author", ("", "a", "ada", "ada marlow")),
        "source": ("sources", "query", ("", title[:3], title[:12], "large almanac")),
        "search": ("search", "text", ("", word[:3], word)),
        "fact": ("fact", "id", ("", "1", word)),
    }
    for name, (of_command, option, texts) in typed.items():
        asks = tuple(keystroke(of_command, option, text) for text in texts)
        yield Case(f"completion of {name}", asks)
    for name in ("kind", "site"):
        of_command, option, _ = typed[name]
        asks = (keystroke(of_command, option, ""),)
        yield Case(f"completion of {name} after a vote", asks, writes=True)


def list_attacks(names: Names) -> dict[str, Ask]:
    """Return what costs most: questions that one server asks while another asks little."""
    chance = random.Random(9)
    pairs = [" ".join(chance.sample(_COMMON_WORDS, 2)) for _ in range(40)]
    quoted = [f'"{pair}"' for pair in pairs]
    topic = FIFTY_THOUSAND if names.has_fifty_thousand else TWENTY
    return {
        "/search, common words": command("search", text="the of"),
        "/search, common words of a rare kind": command("search", text="the of", kind=RARE_KIND),
        "/search, quoted pairs": command("search", text=" ".join(quoted)[:190]),
        "/search, unwanted pairs": command(
            "search", text="the " + " ".join(f"-{each}" for each in quoted)[:180]
        ),
        "/search, a long quote": command("search", text=f'"{" ".join(pairs)[:180]}"'),
        "mention, 40 quoted pairs": mention(" ".join(quoted)),
        "mention, signs that grow": mention("ﷺ " * 900),
        "/sources": command("sources"),
        "/sources, filtered": command("sources", site=COMMON_SITE, author=COMMON_AUTHOR),
        "/topic of 50,000, since": command("topic", name=topic, since=SINCE),
        "/random, filtered": command("random", kind=RARE_KIND, site=COMMON_SITE),
        "/random": command("random"),
        "/compare": command("compare", first=THOUSAND, second=topic),
        "/topics like a text": command("topics", query=" ".join(pairs)[:190]),
        "Find facts, long text": find_facts(" ".join(pairs * 20)[:2_000]),
    }
