"""What the user of the permission matrix tries, and what it needs: the rows.

A new command, control or form needs its row here, or a test fails.
"""

import datetime
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any, Final

from discord import AppCommandType
from simcord import interactions
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.results import InteractionResult

from bot.curation import queries as curation
from bot.curation.files import queries as files
from bot.curation.learning import queries as learning
from bot.daily import queries as daily
from bot.queries import library_queries as library
from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect, build_custom_id
from bot.queries.query import Query, UserId
from facts.curation.file_import import CorrectionRule
from facts.curation.forms import FormId
from facts.curation.uploads import UploadId
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.library.comparison import TopicPair
from facts.model.changes import ChangeId
from facts.model.entities import ChannelId, FactId, SourceId, TopicId
from facts.model.kept_questions import QuestionId
from facts.model.selection import Selection
from facts.questions.related_facts import Relation
from tests.support.forged_controls import press_query
from tests.support.rights_scene import Right, Scene, run_command

ONE = ScheduleId(1)
NEW_YEAR = datetime.date(2026, 1, 1)
OWN_FACT, OWN_TOPIC, OWN_SOURCE = FactId(10), TopicId(3), SourceId(5)
"""Those of the first server. The numbers below are shared ones."""
FACT, TOPICS, SOURCE = FactId(1), (TopicId(1), TopicId(2)), SourceId(1)
QUESTION = QuestionId(1)
OUTDATED: Final = "This control belongs to another version"


class Untestable(Exception):
    """The simulated Discord does not have this."""


class Done(Enum):
    """Where the result of an allowed attempt appears."""

    PUBLIC = auto()
    PRIVATE = auto()
    ANSWER = auto()  # in public for users who may write, else privately
    CARD = auto()  # on the card: for its asker, if the card may change in public
    ANY_CARD = auto()  # on the card, for everyone
    NOTHING = auto()


Refusals = dict[Right, str | None]
"""The reason that the user reads, as a pattern; None if Discord offers nothing."""
Act = Callable[[Scene], Awaitable[InteractionResult | None]]
COMMAND_REFUSALS: Final[Refusals] = {
    Right.COMMANDS: None,
    Right.DAILY: None,
    Right.CHANNEL: None,
    Right.LIBRARY: None,
    Right.SERVER: None,
    Right.SEE: "no fact of the day yet",
    Right.POST: "you are missing",
    Right.PING: "It would ping",
    Right.CURATE: "Only curators change this library",
    Right.MANAGE: "Only members with the permission Manage Server",
    Right.OWN: "No fact has the number|no longer exists|No topic has|No change of this library",
}
CONTROL_REFUSALS: Final[Refusals] = COMMAND_REFUSALS | {
    Right.PRIVATE: OUTDATED,
    Right.ASKER: "belongs to another user",
    Right.DAILY: "You may not use `/daily`",
    Right.LIBRARY: "You may not use `/library`",
    Right.SERVER: "Only a server has a library|This post is no longer known",
    Right.SEE: "no longer exists|no longer known",
    Right.WRITE: "was not shared",
}
FORM_REFUSALS: Final[Refusals] = CONTROL_REFUSALS | {
    Right.LIBRARY: "Only curators change this library",
}


@dataclass(frozen=True)
class Row:
    """An attempt: what it needs, in the order that is checked, and its result.

    A text in `done` is a reason: nobody may do it. `writes` is whether it may change the database.
    """

    name: str
    act: Act
    needs: tuple[Right, ...] = ()
    done: Done | str = Done.PRIVATE
    writes: bool = False
    refusals: Refusals = field(default_factory=lambda: COMMAND_REFUSALS)


@dataclass(frozen=True)
class Use:
    """A command or control: its needs and its result.

    `options` are those of a command, `refusals` what differs from the usual reasons.
    """

    needs: tuple[Right, ...] = ()
    done: Done | str = Done.PRIVATE
    writes: bool = False
    options: Callable[[Scene], Mapping[str, Any]] = lambda _: {}
    refusals: Refusals = field(default_factory=dict)

    def given(self, **options: object) -> "Use":
        return replace(self, options=lambda _: options)


_SCHEDULE: Final = (Right.DAILY, Right.SEE)
_POST: Final = (*_SCHEDULE, Right.POST, Right.PING)
_CURATE: Final = (Right.LIBRARY, Right.SERVER, Right.CURATE)
_ANSWER: Final = Use(done=Done.ANSWER)
_CHANNEL: Final = Use((Right.SERVER, Right.CHANNEL), writes=True)
_EDIT: Final = Use(_CURATE, writes=True)
_EDIT_OWN: Final = Use((*_CURATE, Right.OWN), writes=True)


def _plan(scene: Scene) -> Mapping[str, Any]:
    role = scene.world.server.roles["board"]
    return {
        "time": "22:00", "zone": "UTC", "channel": scene.target, "thread": True, "pin": True,
        "role": role,
    }  # fmt: skip


COMMANDS: Final[Mapping[str, Use]] = {
    "topic": _ANSWER.given(name="pn"),
    "topics": _ANSWER,
    "sources": _ANSWER,
    "search": _ANSWER.given(text="naps"),
    "random": _ANSWER,
    "fact": _ANSWER.given(id="1"),
    "compare": _ANSWER.given(first="pn", second="night shifts"),
    "help": Use(),
    "about": Use(),
    "channel show": replace(_CHANNEL, writes=False),
    "channel focus": _CHANNEL.given(topic="pn"),
    "channel quiet": _CHANNEL,
    "channel answer-posts": _CHANNEL,
    "channel clear": _CHANNEL,
    "daily add": Use(
        (Right.SERVER, *_POST), writes=True, options=_plan, refusals={Right.SEE: None}
    ),
    "daily edit": Use((Right.SERVER, *_POST), writes=True).given(title="Other"),
    "daily list": Use((Right.SERVER, Right.DAILY)),
    "daily preview": Use((Right.SERVER, *_SCHEDULE)),
    "daily skip": Use((Right.SERVER, *_SCHEDULE), writes=True),
    "daily fix": Use((Right.SERVER, *_POST), writes=True).given(fact="1", day="2 Jan"),
    "daily pause": Use((Right.SERVER, *_SCHEDULE), writes=True),
    "daily resume": Use((Right.SERVER, *_POST), writes=True),
    "daily post": Use((Right.SERVER, *_POST), Done.PUBLIC, writes=True),
    "daily remove": Use((Right.SERVER, *_SCHEDULE)),
    "library add": _EDIT,
    "library edit": _EDIT_OWN.given(fact="10"),
    "library alias": _EDIT_OWN.given(topic="owls", add="night birds"),
    "library merge": _EDIT_OWN.given(merge="topic:3", into="topic:1"),
    "library remove": _EDIT_OWN.given(fact="10"),
    "library history": Use(_CURATE),
    "library misses": Use(_CURATE),
    "library undo": _EDIT_OWN.given(change="2"),
    "library settings": Use((Right.LIBRARY, Right.SERVER)),
    "library import": Use(_CURATE),
    "library export": Use(_CURATE).given(format="csv"),
}
"""By the name of a slash command or subcommand."""
MENUS: Final[Mapping[str, Use]] = {
    "Find facts": Use(),
    "Save as fact": Use(_CURATE),
}
"""By the name of a message's menu."""


def _look(*needs: Right, cites: bool = True) -> Mapping[Effect, Use]:
    """Return how a look-up can be used."""
    uses = {
        Effect.REPLACE: Use(needs, Done.CARD),
        Effect.OPEN: Use(needs),
        Effect.SHARE: Use((Right.PRIVATE, Right.WRITE, *needs), Done.PUBLIC),
    }
    return uses | {Effect.EXPORT: Use(needs)} if cites else uses


def _act(*needs: Right, writes: bool = True) -> Mapping[Effect, Use]:
    return {Effect.ACT: Use((Right.ASKER, *needs), Done.CARD, writes)}


def _form(*needs: Right) -> Mapping[Effect, Use]:
    return {Effect.FORM: Use((*_CURATE, *needs))}


_GONE: Final = "This form is gone"
_SAVED: Final = {Effect.ACT: Use((Right.ASKER, Right.LIBRARY, Right.SERVER), _GONE)}
"""A saved form of another user."""
_UPLOADED: Final = {
    Effect.ACT: Use((Right.ASKER, *_CURATE), "These files are gone"),
}
"""Uploaded files of another user."""

CONTROLS: Final[Mapping[Query, Mapping[Effect, Use]]] = {
    library.TopicQuery(Selection(TOPICS[0])): _look(),
    library.TopicQuery(Selection(OWN_TOPIC)): _look(Right.OWN),
    library.TopicsQuery(): _look(cites=False),
    library.SimilarTopicsQuery("naps"): _look(cites=False),
    library.SimilarSourcesQuery("nap"): _look(cites=False),
    library.ChoiceQuery(TOPICS): _look(cites=False),
    library.SourcesQuery(): _look(),
    library.SourceQuery(SOURCE): _look(),
    library.SourceQuery(OWN_SOURCE): _look(Right.OWN),
    library.SearchQuery("naps", Selection(TOPICS[0])): _look(),
    library.RandomQuery(1): _look(cites=False),
    library.CompareQuery(TopicPair(*TOPICS)): _look(),
    library.RelatedFactsQuery(1, (library.FactRelation(Relation.SAME, FACT),)): _look(),
    library.FactQuery(FACT): _look(),
    library.FactQuery(OWN_FACT): _look(Right.OWN),
    library.CitationQuery(FACT): _look(cites=False),
    library.UnreadableMessageQuery(library.UnreadableReason.EMPTY): _look(cites=False),
    library.ChannelQuery((ChannelId(1),)): _look(cites=False),
    library.HelpQuery(): _look(cites=False),
    library.AboutQuery(1): _look(cites=False),
    library.PanelQuery(facts=(FACT,)): {
        Effect.REPLACE: Use(done=Done.CARD),
        Effect.OPEN: Use(),
    },
    daily.ListDaily(): {Effect.REPLACE: Use((Right.DAILY,), Done.CARD)},
    daily.PreviewQuery(ONE): _act(*_SCHEDULE, writes=False),
    daily.SkipDay(ONE, NEW_YEAR): _act(*_SCHEDULE),
    daily.ClearDays(ONE, (NEW_YEAR, NEW_YEAR)): _act(*_POST),
    daily.SwapDay(ONE, NEW_YEAR): _act(*_POST),
    daily.RemoveSchedule(ONE): _act(*_SCHEDULE),
    daily.ExplainPost(PostId(1), "s-1"): {Effect.OPEN: Use((Right.SERVER, Right.SEE))},
    daily.Vote(FACT, liked=True): {Effect.VOTE: Use((Right.SERVER,), Done.ANY_CARD, writes=True)},
    curation.OpenNewFact(): _form(),
    curation.OpenSavedForm(FormId(1)): {
        Effect.FORM: Use((Right.LIBRARY, Right.SERVER), _GONE),
    },
    curation.OpenFact(OWN_FACT): _form(Right.OWN),
    curation.OpenTopic(OWN_TOPIC): _form(Right.OWN),
    curation.OpenSource(OWN_SOURCE): _form(Right.OWN),
    curation.OpenCitation(OWN_FACT): _form(Right.OWN),
    curation.OpenRemoval(OWN_FACT): _form(Right.OWN),
    curation.OpenPhrasings(OWN_FACT): _form(Right.OWN),
    curation.SaveAnyway(FormId(1)): _SAVED,
    curation.ReplaceFact(FormId(1), FACT): _SAVED,
    curation.AddSourceTo(FormId(1), FACT): _SAVED,
    curation.DropForm(FormId(1)): _act(Right.LIBRARY, Right.SERVER),
    curation.UndoChange(ChangeId(2)): _act(*_CURATE, Right.OWN),
    files.PreviewImport(UploadId(1), skip_bad=False): _UPLOADED,
    files.ApplyImport(UploadId(1), skip_bad=False, rule=CorrectionRule.SKIP): _UPLOADED,
    files.CancelImport(UploadId(1)): _act(Right.LIBRARY, Right.SERVER, writes=False),
    curation.HistoryQuery(): {
        Effect.REPLACE: Use(_CURATE, Done.CARD),
        Effect.OPEN: Use(_CURATE),
    },
    learning.RateAnswer(is_helpful=True): {Effect.OPEN: Use(writes=True)},
    learning.MissesQuery(): {
        Effect.REPLACE: Use(_CURATE, Done.CARD),
        Effect.OPEN: Use(_CURATE),
    },
    learning.AnswerQuestions(FACT, (QUESTION,)): _act(*_CURATE),
    learning.DismissQuestions((QUESTION,)): _act(*_CURATE),
    learning.OpenFactChoice((QUESTION,)): _form(),
    learning.WriteFact((QUESTION,)): _form(),
}
"""By an example of each type of query: the effects that a control with it may have."""

_SUBMIT: Final = (Right.SERVER, Right.CURATE, Right.LIBRARY)
FORMS: Final[Mapping[Query, Use]] = {
    curation.NewFactForm(): Use(_SUBMIT, writes=True),
    curation.FactForm(OWN_FACT): Use((*_SUBMIT, Right.OWN), writes=True),
    curation.TopicForm(OWN_TOPIC): Use((*_SUBMIT, Right.OWN), writes=True),
    curation.SourceForm(OWN_SOURCE): Use((*_SUBMIT, Right.OWN), writes=True),
    curation.CitationForm(OWN_FACT): Use((*_SUBMIT, Right.OWN), writes=True),
    curation.RemovalForm(OWN_FACT): Use((*_SUBMIT, Right.OWN), writes=True),
    learning.FactChoiceForm((QUESTION,)): Use(_SUBMIT),
    curation.PhrasingsForm(OWN_FACT): Use((*_SUBMIT, Right.OWN), writes=True),
    files.ImportForm(): Use(_SUBMIT),
}
"""By an example of each type of query that takes the values of a modal."""
_VALUES: Final = {
    "fact": "Penguins sleep in many short naps.", "topics": "penguins",
    "source": "Penguin Post", "authors": "2026", "name": "night owls", "aliases": "",
    "definition": "", "title": "Owl Weekly", "address": "", "date": "2026", "reason": "wrong",
    "phrasings": "Do penguins nap?",
}  # fmt: skip


def command_rows() -> Iterator[Row]:
    """Yield a row for each command and each menu."""
    for name, use in COMMANDS.items():
        yield _row(name, _run(name, use), use, COMMAND_REFUSALS, Right.COMMANDS)
    for name, use in MENUS.items():
        yield _row(name, _choose_menu(name), use, COMMAND_REFUSALS, Right.COMMANDS)


def control_rows() -> Iterator[Row]:
    """Yield a row for each effect that fits a type of query, and for each form."""
    for query, uses in CONTROLS.items():
        for effect, use in uses.items():
            yield _row(_name(query, effect), _press(query, effect), use, CONTROL_REFUSALS)
    for query, use in FORMS.items():
        yield _row(_name(query, Effect.SUBMIT), _submit(query), use, FORM_REFUSALS)


def _row(name: str, act: Act, use: Use, refusals: Refusals, *first: Right) -> Row:
    return Row(name, act, (*first, *use.needs), use.done, use.writes, refusals | use.refusals)


def _name(query: Query, effect: Effect) -> str:
    return f"{type(query).__name__} {effect.name}"


def misfit_rows() -> Iterator[Row]:
    """Yield a row for each effect that does not fit a type of query."""
    for query in (*CONTROLS, *FORMS):
        for effect in set(Effect) - CONTROLS.get(query, {}).keys():
            yield Row(_name(query, effect), _press(query, effect), done=OUTDATED)


def _run(name: str, use: Use) -> Act:
    async def act(scene: Scene) -> InteractionResult | None:
        if scene.is_user_install and not _is_for_users(name, scene):
            return None
        try:
            return await run_command(scene.user, scene.place, name, use.options(scene))
        except SetupError:  # Discord does not offer it
            return None

    return act


def _is_for_users(name: str, scene: Scene) -> bool:
    """Return whether Discord offers a command to users who installed the bot for themselves."""
    bot: Any = scene.world.env.bot
    menu = bot.tree.get_command(name, type=AppCommandType.message)
    installs = (menu or bot.tree.get_command(name.split(maxsplit=1)[0])).allowed_installs
    return installs is None or bool(installs.user)


def _choose_menu(name: str) -> Act:
    async def act(scene: Scene) -> InteractionResult | None:
        if not isinstance(scene.user, MemberActor):
            raise Untestable
        if scene.is_user_install and not _is_for_users(name, scene):
            return None
        try:
            return await scene.user.context_menu(scene.place, name, scene.message)
        except SetupError:
            return None

    return act


def _press(query: Query, effect: Effect) -> Act:
    async def act(scene: Scene) -> InteractionResult:
        link = effect, query
        return await press_query(scene.world, scene.user, scene.card, link, scene.asker)

    return act


def _submit(query: Query) -> Act:
    async def act(scene: Scene) -> InteractionResult:
        backend, user = scene.world.env.backend, UserId(scene.user.id)
        fields = [
            {"type": 18, "component": {"type": 4, "custom_id": name, "value": value}}
            for name, value in _VALUES.items()
        ]
        kind = {"type": 3, "custom_id": "kind", "values": ["claim"]}
        data = {
            "custom_id": build_custom_id(Effect.SUBMIT, user, encode_query(query)),
            "components": [*fields, {"type": 18, "component": kind}],
        }
        record, payload = interactions.base_payload(
            backend,
            type=5,
            channel_id=scene.place.id,
            guild_id=backend.get_channel(scene.place.id).guild_id,
            user_id=scene.user.id,
            data=data,
        )
        backend.emit("INTERACTION_CREATE", payload)
        await scene.world.env.settle()
        return InteractionResult(scene.world.env, record)

    return act
