"""The README, and what else is written about the program, says what the program does."""

import re
import tomllib

import pytest
from click import Context
from discord.ui import TextDisplay

from bot.cards.help import help_card
from bot.cli.main import cli
from bot.daily.commands import daily
from bot.queries.query import UserId
from bot.queries.render_context import RenderContext
from facts.importers.wiki.pages import read_page
from facts.library.answers import TopicsAnswer
from facts.model.drafts import FactDraft, TopicDraft
from facts.questions.content_words import is_about_other_message
from tests.support.builders import ROOT, SEED

README = (ROOT / "README.md").read_text("utf-8")
STARTER = (ROOT / "facts" / "importers" / "starter" / "training-and-trust.txt").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `footnote (\w+)[^`]*` \| (.+) \|$", README, re.MULTILINE))


CONTEXT = Context(cli)


def help_text() -> str:
    card = help_card(TopicsAnswer((), 0), RenderContext(UserId(1), private=True))
    return "\n".join(each.content for each in card.walk_children() if isinstance(each, TextDisplay))


def test_the_readme_lists_every_command_and_no_other() -> None:
    assert list(ROWS) == cli.list_commands(CONTEXT)


@pytest.mark.parametrize("text", [README, help_text()], ids=["README", "/help"])
def test_the_replies_said_to_ask_about_a_message_do_so(text: str) -> None:
    told = re.search(r"(?:A reply|Reply to) [^()]*\(([^)]*)\) (?:asks about|to ask)", text)
    assert told
    examples = re.findall("`([^`]+)`", told[1])
    assert "source?" in examples
    assert [each for each in examples if not is_about_other_message(each)] == []


def options_of(name: str) -> set[str]:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    return {option for each in command.params for option in each.opts if option.startswith("--")}


@pytest.mark.parametrize("name", ROWS)
def test_the_readme_names_every_option_of_a_command(name: str) -> None:
    told = set(re.findall(r"--[\w-]+", ROWS[name]))
    everywhere = {"--db", "--json"}
    assert options_of(name) - everywhere - {"--format"} == told - everywhere


def test_the_readme_lists_all_that_daily_does() -> None:
    (table,) = re.findall(r"^\| `/daily …` \| does \|\n((?:\|.*\n)+)", README, re.MULTILINE)
    told = re.findall(
        r"`([a-z]+)[^`]*`", "".join(re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE))
    )
    assert sorted(told) == sorted(command.name for command in daily.commands)


def test_the_build_runs_the_readmes_test_command() -> None:
    (command,) = re.findall(r"^python3 -m venv .+ -m pytest$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-demo.lock", "requirements-test.lock"]
)
def test_the_locked_versions_name_no_place_to_fetch_them_from(name: str) -> None:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    assert not [line for line in lines if "://" in line or "index" in line]


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[;]", requirement)[0].replace(".", "-")
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name


def test_the_starter_pack_is_what_the_readme_says() -> None:
    readings = list(read_page(STARTER.splitlines()))
    texts = {draft.text for draft in readings if isinstance(draft, FactDraft)}
    sources = {c.source for d in readings if isinstance(d, FactDraft) for c in d.citations}
    topics = [draft for draft in readings if isinstance(draft, TopicDraft)]
    assert (len(texts), len(topics), len(sources)) == (58, 7, 40)
    assert "58 facts on seven topics" in README
    assert "from 40 papers and reports" in re.sub(r"\s+", " ", README)
    assert len(readings) == len(topics) + sum(isinstance(each, FactDraft) for each in readings)


def test_every_source_of_the_starter_pack_can_be_followed_and_dated() -> None:
    for draft in read_page(STARTER.splitlines()):
        if isinstance(draft, FactDraft):
            for citation in draft.citations:
                assert citation.source.url
                assert citation.author
                assert citation.source.published
                assert citation.source.published.iso


def runs_of_words(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
def test_the_starter_pack_repeats_nothing_of_the_users_page() -> None:
    assert not runs_of_words(STARTER) & runs_of_words(SEED.read_text("utf-8"))
