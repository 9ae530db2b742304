"""A made-up feature, weather, that uses each table of a feature once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

import discord
from discord import app_commands, ui

from bot.answers.client_protocol import Interaction
from bot.answers.extension import (
    Action,
    ActionContext,
    BotContext,
    Entry,
    Extension,
    Form,
    Lookup,
    Reading,
    Resolution,
    Resolver,
)
from bot.errors.messages import MessageTable, Voice
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import NextStep, button, modal
from bot.ui.layout import Response, card, row, text
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import Fact, FactId, LibraryId, Source, Topic
from facts.model.errors import FootnoteError, TopicNotFound


class NoWeather(FootnoteError):
    """There is no weather in a place."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class WeatherQuery:
    """The weather that a fact is about."""

    letter: ClassVar[str] = "0"
    fact: FactId


@dataclass(frozen=True, slots=True)
class ChangeWeather:
    """A change of the weather that a fact is about."""

    letter: ClassVar[str] = "1"
    fact: FactId


@dataclass(frozen=True, slots=True)
class WishForWeather:
    """A form for a wish about the weather of a fact."""

    letter: ClassVar[str] = "2"
    fact: FactId


@dataclass(frozen=True, slots=True)
class WeatherRequest:
    """The weather in a place, as a user typed it."""

    place: str


def _read(query: WeatherQuery, library: Library) -> Reading:
    return Reading(query, partial(_render, library.fact(query.fact), query))


def _render(fact: Fact, query: WeatherQuery, context: RenderContext) -> ui.LayoutView:
    change = button("Change", (Effect.ACT, ChangeWeather(query.fact)), context)
    return card(text(f"The weather of “{fact.text}” is fine."), *row(change))


_WEATHER_THERE: Final = NextStep("Weather there", WeatherQuery(FactId(1)), Effect.OPEN)


def _resolve(request: WeatherRequest, _: Library) -> Resolution:
    if request.place == "moon":
        raise NoWeather(request.place)
    return Resolution(WeatherQuery(FactId(int(request.place))), "As of now.")


def build_form(fact: FactId, context: RenderContext) -> ui.Modal:
    field: ui.Label[ui.Modal] = ui.Label(text="Your wish", component=ui.TextInput(custom_id="wish"))
    return modal("Weather", ChangeWeather(fact), context, [field])


class Weather:
    """The state of the feature: what it saw."""

    def __init__(self) -> None:
        self.changes: list[tuple[LibraryId, ChangeNote]] = []
        self.is_running = False

    def start(self) -> None:
        self.is_running = True

    async def stop(self) -> None:
        self.is_running = False

    async def note_change(self, library: LibraryId, note: ChangeNote) -> None:
        self.changes.append((library, note))

    async def change(self, query: ChangeWeather, _: ActionContext) -> Response:
        return Response(card(text(f"The weather of fact {query.fact} changes.")))

    async def open_form(self, query: WishForWeather, context: ActionContext) -> ui.Modal:
        return build_form(query.fact, context.render_context)

    async def submit(
        self, query: ChangeWeather, values: Mapping[str, str], context: ActionContext
    ) -> ui.LayoutView:
        return card(
            text(f"{context.render_context.asker} wants {values['wish']} for fact {query.fact}.")
        )


@app_commands.command()
async def weather(interaction: Interaction, place: str) -> None:
    """Show the weather."""
    await interaction.client.dispatcher.answer(interaction, WeatherRequest(place), private=True)


@app_commands.command()
async def wish(interaction: Interaction, number: int) -> None:
    """Wish for other weather."""
    context = RenderContext(interaction.user.id, private=True)  # type: ignore[arg-type]
    await interaction.response.send_modal(build_form(FactId(number), context))


@app_commands.context_menu(name="Weather of this")
async def weather_menu(interaction: Interaction, message: discord.Message) -> None:
    request = WeatherRequest(message.content)
    await interaction.client.dispatcher.answer(interaction, request, private=True)


def build_extension(_: BotContext) -> Extension:
    state = Weather()
    return Extension(
        lookups=(Lookup(WeatherQuery, _read),),
        actions=(
            Action(ChangeWeather, state.change),
            Action(WishForWeather, state.open_form, effects=frozenset({Effect.FORM})),
        ),
        forms=(Form(ChangeWeather, state.submit),),
        resolvers=(Resolver(WeatherRequest, _resolve),),
        commands=(weather, wish, weather_menu),
        panel=(
            Entry(
                Fact,
                lambda fact: [NextStep("Weather", WeatherQuery(fact.id))],
                lambda viewer, _: viewer.permissions.manage_guild,
            ),
            Entry(
                Fact,
                lambda fact: [NextStep("Wish", WishForWeather(fact.id), Effect.FORM)],
                lambda viewer, _: viewer.is_curator,
            ),
            Entry(Topic, lambda _: [_WEATHER_THERE], lambda viewer, _: viewer.is_curator),
            Entry(Source, lambda _: [_WEATHER_THERE], lambda viewer, _: viewer.is_curator),
        ),
        misses=(
            Entry(TopicNotFound, lambda _: [NextStep("Weather instead", WeatherQuery(FactId(1)))]),
        ),
        listeners=(state.note_change,),
        background=(state,),
        services=(state,),
    )


def _no_weather(error: NoWeather, voice: Voice) -> str:
    return f"There is no weather at {voice.quote(error.place)}. Try {voice.command('weather')}."


MESSAGES: MessageTable = {NoWeather: _no_weather}

HELP: Final = {"Look up": ("**`/weather`** shows the weather.",)}
