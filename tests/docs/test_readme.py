"""The README's claims about install, tests and the starter pack hold."""

import re
import tomllib

import pytest

from facts.model.drafts import TopicDraft
from facts.questions.content_words import is_about_other_message
from tests.support.builders import ROOT
from tests.support.documents import code_in, read
from tests.support.packs import facts_of, read_pack
from tests.support.world import World, text_of

README = read("README.md")
LOCKS = ["requirements.lock", "requirements-demo.lock", "requirements-test.lock"]


def unfit_examples(text: str) -> list[str]:
    """Return the example replies that do not ask about their message."""
    (listed,) = re.findall(r"\(([^()]*`source\?`[^()]*)\)", text)
    return [each for each in code_in(listed) if not is_about_other_message(each)]


def test_the_example_replies_ask_about_the_message() -> None:
    assert unfit_examples(read("docs/use.md")) == []


async def test_the_example_replies_in_help_ask_about_the_message(world: World) -> None:
    assert unfit_examples(text_of(await world.reader.slash(world.channel, "help"))) == []


def test_the_build_runs_the_readmes_test_command() -> None:
    (command,) = re.findall(r"^python3 -m venv .+ -m pytest -n auto$", README, re.MULTILINE)
    assert command in read(".ci/run").splitlines()


def test_the_install_steps_are_the_same_in_readme_and_guide() -> None:
    steps = re.findall(r"^ *(\.venv/bin/pip install .*)$", README, re.MULTILINE)
    assert len(steps) == 2
    assert "\n".join(steps) in read("docs/operate.md")


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_files_name_no_index(name: str) -> None:
    lines = read(name).splitlines()
    assert not [line for line in lines if "://" in line or "index" in line]


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    locked = read("requirements.lock")
    for requirement in project["dependencies"]:
        name = re.split(r"[<>=\[;]", requirement)[0].replace(".", "-")
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name


def count(pack: str) -> tuple[int, int, int]:
    """Return the numbers of facts, topics and sources of a pack."""
    facts = facts_of(pack)
    texts = {draft.text for draft in facts}
    sources = {citation.source for draft in facts for citation in draft.citations}
    topics = {draft.name for draft in read_pack(pack) if isinstance(draft, TopicDraft)}
    return len(texts), len(topics), len(sources)


def test_the_packs_are_what_the_readme_says() -> None:
    words = " ".join(README.split())
    assert count("models") == (58, 7, 40)
    assert "58 facts on seven topics" in words
    assert "from 40 papers and reports" in words
    assert count("team") == (44, 6, 13)
    assert "44 facts on six topics" in words


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 100


def test_the_picture_is_there() -> None:
    (name,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert (ROOT / name).exists()
