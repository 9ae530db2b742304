"""What curation adds to the bot."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

import discord

from bot.answers.extension import (
    Action,
    ActionContext,
    BotContext,
    Card,
    Entry,
    Extension,
    Form,
    Viewer,
)
from bot.curation import command_handlers, duplicate_handlers, form_handlers, form_openers, history
from bot.curation.cards import welcome_card
from bot.curation.cleanup import Cleaner
from bot.curation.commands import library
from bot.curation.context import COMMAND, CurationContext, is_curator
from bot.curation.files.export_handlers import send_export
from bot.curation.files.import_handlers import (
    DEFAULT_IMPORT_LIMITS,
    ImportHandlers,
    ImportLimits,
)
from bot.curation.files.queries import (
    ApplyImport,
    CancelImport,
    ImportForm,
    PreviewImport,
    decode_legacy_apply,
)
from bot.curation.learning import handlers as learning
from bot.curation.learning.misses import MissRecorder
from bot.curation.learning.queries import FactChoiceForm, RateAnswer
from bot.curation.learning.ratings import RATING_ENTRIES, rate_answer
from bot.curation.message_menu import save_as_fact
from bot.curation.queries import (
    AddSourceTo,
    CitationForm,
    DropForm,
    FactForm,
    HistoryQuery,
    NewFactForm,
    OpenCitation,
    OpenFact,
    OpenNewFact,
    OpenPhrasings,
    OpenRemoval,
    OpenSavedForm,
    OpenSource,
    OpenTopic,
    PhrasingsForm,
    RemovalForm,
    ReplaceFact,
    SaveAnyway,
    SourceForm,
    TopicForm,
    UndoChange,
)
from bot.curation.requests import (
    AddFact,
    ChangeAlias,
    ChangeSettings,
    EditThing,
    ExportLibrary,
    MergeThings,
    OpenImport,
    RemoveThings,
    SaveMessage,
    TypedHistory,
)
from bot.queries.custom_id import Effect
from bot.ui.controls import NextStep
from facts.model.entities import SHARED_LIBRARY, Fact, Source, Topic

Handler = Callable[[Any, CurationContext], Awaitable[Card]]
Submit = Callable[[Any, Mapping[str, str], CurationContext], Awaitable[Card]]

_FORMS: Final = (
    NewFactForm,
    FactForm,
    TopicForm,
    SourceForm,
    CitationForm,
    RemovalForm,
    PhrasingsForm,
)
_OPENERS: Final[dict[type[Any], Handler]] = {
    OpenNewFact: form_openers.open_new_fact,
    OpenSavedForm: form_openers.open_saved_form,
    OpenFact: form_openers.open_fact,
    OpenTopic: form_openers.open_topic,
    OpenSource: form_openers.open_source,
    OpenCitation: form_openers.open_citation,
    OpenRemoval: form_openers.open_removal,
    OpenPhrasings: form_openers.open_phrasings,
}
"""Run under the effect FORM."""
_READERS: Final[dict[type[Any], Handler]] = {HistoryQuery: history.show_history}
"""Only read, and only for curators."""
_OPEN: Final = frozenset({Effect.OPEN})
_WRITERS: Final[dict[type[Any], Handler]] = {
    AddFact: form_openers.open_typed_fact,
    SaveMessage: form_openers.open_message,
    EditThing: form_openers.open_thing,
    ChangeAlias: command_handlers.change_alias,
    MergeThings: command_handlers.merge_things,
    RemoveThings: command_handlers.remove_things,
    UndoChange: command_handlers.undo,
    TypedHistory: command_handlers.list_history,
    ChangeSettings: command_handlers.change_settings,
    ExportLibrary: send_export,
    SaveAnyway: duplicate_handlers.save_anyway,
    ReplaceFact: duplicate_handlers.replace_fact,
    AddSourceTo: duplicate_handlers.add_source_to,
    DropForm: duplicate_handlers.drop_form,
}
"""Run by a command, or under the effect ACT."""


def build_extension(
    bot: BotContext, import_limits: ImportLimits = DEFAULT_IMPORT_LIMITS
) -> Extension:
    """Return `/library` with its forms, and the entries of panels and misses."""
    imports = ImportHandlers(import_limits)
    importers: dict[type[Any], Handler] = {
        OpenImport: imports.open_form,
        PreviewImport: imports.preview,
        ApplyImport: imports.apply,
        CancelImport: imports.cancel,
    }

    def actions(handlers: Mapping[type[Any], Handler], *effects: Effect) -> list[Action[Any]]:
        return [
            Action(kind, partial(_run, handle, bot), COMMAND, frozenset(effects))
            for kind, handle in handlers.items()
        ]

    return Extension(
        actions=(
            *actions(_OPENERS | learning.OPENERS, Effect.FORM),
            *actions(_READERS | learning.READERS, Effect.REPLACE, Effect.OPEN),
            *actions(_WRITERS | learning.WRITERS | importers, Effect.ACT),
            Action(RateAnswer, partial(rate_answer, clock=bot.clock), None, _OPEN),
        ),
        forms=(
            Form(FactChoiceForm, partial(_submit, learning.choose_fact, bot)),
            *(Form(each, partial(_submit, form_handlers.submit, bot)) for each in _FORMS),
            Form(ImportForm, partial(_submit, imports.submit, bot)),
        ),
        legacy={ApplyImport.letter: decode_legacy_apply},
        commands=(library, save_as_fact),
        panel=_PANEL,
        curator_check=is_curator,
        joins=(_welcome,),
        background=(
            Cleaner("old uploads", bot.store.delete_old_uploads, bot.clock),
            Cleaner("old questions", bot.store.questions.delete_old, bot.clock),
        ),
        ratings=RATING_ENTRIES,
        unanswered=(MissRecorder(bot.store.questions, bot.clock).record,),
    )


async def _run(handle: Handler, bot: BotContext, request: Any, action: ActionContext) -> Card:  # noqa: ANN401 (any request of the tables above)
    return await handle(request, CurationContext(action, bot.clock()))


async def _submit(
    submit: Submit,
    bot: BotContext,
    form: Any,  # noqa: ANN401 (any form of this feature)
    values: Mapping[str, str],
    action: ActionContext,
) -> Card:
    return await submit(form, values, CurationContext(action, bot.clock()))


async def _welcome(server: discord.Guild) -> None:
    """Greet a new server in its system channel, if the bot may write there."""
    channel = server.system_channel
    if channel and channel.permissions_for(server.me).send_messages:
        await channel.send(view=welcome_card())


def _may_edit(viewer: Viewer, thing: Fact | Topic | Source) -> bool:
    return viewer.is_curator and thing.library == viewer.library


def _may_hide(viewer: Viewer, fact: Fact) -> bool:
    return viewer.is_curator and fact.library == SHARED_LIBRARY


def _may_see_history(viewer: Viewer, _: Fact | Topic) -> bool:
    return viewer.is_curator


_PANEL: Final = (
    Entry(
        Fact,
        lambda fact: (
            NextStep("Edit", OpenFact(fact.id), Effect.FORM),
            NextStep("Add a source", OpenCitation(fact.id), Effect.FORM),
            NextStep("Remove", OpenRemoval(fact.id), Effect.FORM),
        ),
        _may_edit,
    ),
    Entry(
        Fact, lambda fact: (NextStep("Hide here", OpenRemoval(fact.id), Effect.FORM),), _may_hide
    ),
    Entry(
        Fact,
        lambda fact: (
            NextStep("Also asked as", OpenPhrasings(fact.id), Effect.FORM),
            NextStep("History", HistoryQuery(fact=fact.id), Effect.OPEN),
        ),
        _may_see_history,
    ),
    Entry(
        Topic,
        lambda topic: (NextStep("Edit the topic", OpenTopic(topic.id), Effect.FORM),),
        _may_edit,
    ),
    Entry(
        Topic,
        lambda topic: (
            NextStep("Add a fact", OpenNewFact(topic.id), Effect.FORM),
            NextStep("History", HistoryQuery(topic=topic.id), Effect.OPEN),
        ),
        _may_see_history,
    ),
    Entry(
        Source,
        lambda source: (NextStep("Edit the source", OpenSource(source.id), Effect.FORM),),
        _may_edit,
    ),
)
