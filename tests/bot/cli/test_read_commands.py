from collections.abc import Callable

import pytest
from click.testing import Result

from tests.support.command_line import PAGE, run_json

Footnote = Callable[..., Result]

TRIAL = {
    "id": 1,
    "title": "Sleep and Driving: A Trial",
    "site": "example.org",
    "url": None,
    "author": None,
    "authors": [],
    "organization": None,
    "published": "2026-03-15",
}
MEASURED = {
    "id": 1,
    "kind": "measurement",
    "text": "Naps of twenty minutes halved the lapses of night drivers.",
    "topics": ["power naps"],
    "stances": {},
    "sources": [TRIAL],
    "phrasings": [],
}


@pytest.mark.parametrize("name", ["power naps", "pn", "Power-Naps ", "powr naps"])
def test_a_topic_reads_like_its_page(filled: Footnote, name: str) -> None:
    result = filled("topic", name)
    assert result.exit_code == 0
    assert result.stdout == (
        "power naps\n"
        "Also known as PN, Power-nap\n"
        "topic 1 · 4 facts · 2 sources · newest 2026-03-15\n"
        "\n"
        "Sleep and Driving: A Trial\n"
        "source 1 · example.org · 2026-03-15\n"
        "    1  measurement  Naps of twenty minutes halved the lapses of night drivers.\n"
        "    2  claim        Short naps help drivers more than coffee does.\n"
        "\n"
        "The Nap Handbook\n"
        "source 2 · naps.example\n"
        "    3  procedure    Lie down, set an alarm to twenty minutes, and rise when it rings.\n"
        "    4  claim        Long naps leave people drowsy.\n"
    )


def test_a_guessed_topic_is_announced_as_the_nearest(filled: Footnote) -> None:
    assert filled("topic", "pn").stderr == ""
    assert "nearest, “power naps”" in filled("topic", "powr naps").stderr
    assert "nearest, “power naps”" in filled("sources", "--topic", "powr naps").stderr


def test_a_topic_in_json(filled: Footnote) -> None:
    answer = run_json(filled, "topic", "pn")
    assert list(answer) == ["id", "name", "aliases", "definition", "is_cut", "facts"]
    assert (answer["name"], answer["aliases"], answer["definition"]) == (
        "power naps",
        ["PN", "Power-nap"],
        None,
    )
    assert answer["facts"][0] == MEASURED
    assert len(answer["facts"]) == 4


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("--kind", "claim"), [2, 4]),
        (("--site", "naps.example"), [3, 4]),
        (("--kind", "CLAIM", "--site", "https://www.naps.example/book"), [4]),
    ],
)
def test_a_topic_narrowed_to_kind_and_site(
    filled: Footnote, filters: tuple[str, ...], ids: list[int]
) -> None:
    assert [fact["id"] for fact in run_json(filled, "topic", "pn", *filters)["facts"]] == ids


def test_topics_as_a_table_and_in_json(filled: Footnote) -> None:
    assert filled("topics").stdout == (
        "Topic       Also known as  Facts  Sources  Number\n"
        "power naps  PN, Power-nap      4        2       1\n"
    )
    assert run_json(filled, "topics") == [
        {
            "id": 1,
            "name": "power naps",
            "aliases": ["PN", "Power-nap"],
            "definition": None,
            "facts": 4,
            "sources": 2,
        }
    ]


def test_sources_as_a_table_and_in_json(filled: Footnote) -> None:
    lines = filled("sources").stdout.splitlines()
    assert lines[0].split() == ["Source", "Site", "Published", "Facts", "Number"]
    assert lines[1].split()[-4:] == ["example.org", "2026-03-15", "2", "1"]
    assert run_json(filled, "sources", "--topic", "pn")[0] == TRIAL | {"facts": 2}
    assert len(run_json(filled, "sources", "--site", "naps.example")) == 1


def test_one_fact_with_its_sources_and_topics(filled: Footnote) -> None:
    assert filled("fact", "1").stdout == (
        "1  measurement\n"
        "Naps of twenty minutes halved the lapses of night drivers.\n"
        "\n"
        "Sleep and Driving: A Trial  example.org · 2026-03-15\n"
        "About power naps\n"
    )
    assert run_json(filled, "fact", "1") == MEASURED


def test_a_search_shows_scores_up_to_its_limit(filled: Footnote) -> None:
    hits = run_json(filled, "search", "short nap for drivers", "--limit", "1")
    assert [list(hit) for hit in hits] == [["score", "tier", "fact"]]
    assert hits[0]["fact"]["id"] == 2
    assert 0 < hits[0]["score"] <= 100
    assert "Short naps help drivers" in filled("search", "short naps").stdout


def test_the_same_seed_picks_the_same_fact(filled: Footnote) -> None:
    assert filled("random", "--seed", "5").stdout == filled("random", "--seed", "5").stdout
    assert run_json(filled, "random", "--kind", "procedure")["id"] == 3
    assert run_json(filled, "random", "--topic", "pn", "--site", "naps.example")["id"] in (3, 4)


def test_a_fact_with_two_sources_names_the_other_one(filled: Footnote) -> None:
    page = (
        "power naps\nFacts (1)\nA Blog blog.example 1 fact\nclaimLong naps leave people drowsy.\n"
    )
    filled("import", "-", given=page)
    assert "Long naps leave people drowsy.\n" in filled("topic", "pn").stdout
    assert "also in A Blog  blog.example" in filled("topic", "pn").stdout
    assert len(run_json(filled, "fact", "4")["sources"]) == 2


def test_facts_with_different_authors_are_separate(footnote: Footnote) -> None:
    page = (
        "naps\nFacts (3)\nThe Nap Book naps.org 1 fact\nclaimNaps help.\n"
        "The Nap Book naps.org John Roe 2 facts\nclaimNaps hurt.\nclaimNaps pass.\n"
    )
    footnote("import", "-", given=page)
    _, unsigned, signed = footnote("topic", "naps").stdout.split("\n\n")
    assert unsigned == "The Nap Book\nsource 1 · naps.org\n    1  claim        Naps help."
    assert signed.startswith(
        "The Nap Book\nsource 1 · naps.org · John Roe\n    2  claim        Naps hurt.\n"
    )


def test_facts_filtered_by_site_are_under_that_site(filled: Footnote) -> None:
    moved = (
        "power naps\nFacts (1)\nA Blog blog.example 1 fact\nclaimLong naps leave people drowsy.\n"
    )
    filled("import", "-", given=moved)
    output = filled("topic", "pn", "--site", "blog.example").stdout
    assert output.split("\n\n")[1].startswith("A Blog\nsource 3 · blog.example\n")
    assert "also in The Nap Handbook  naps.example" in output


def test_a_topic_name_wins_over_an_equal_alias(
    footnote: Footnote,
) -> None:
    first = "PN\nFacts (1)\nA Paper x.example 1 fact\nclaimPain nerves hurt.\n"
    footnote("import", "-", given=first)
    footnote("import", "-", given=PAGE)
    assert run_json(footnote, "topic", "pn")["name"] == "PN"


def test_a_topic_is_found_by_its_number_unless_it_is_a_name(filled: Footnote) -> None:
    assert run_json(filled, "topic", "1")["name"] == "power naps"
    assert len(run_json(filled, "sources", "--topic", "1")) == 2
    assert filled("topic", "7").exit_code == 1
    filled("import", "-", given="1\nFacts (1)\nA Paper x.example 1 fact\nclaimOne is odd.\n")
    assert run_json(filled, "topic", "1")["name"] == "1"


def test_a_reading_command_answers_from_the_library_of_a_server_too(filled: Footnote) -> None:
    page = "shifts\nFacts (1)\nA Survey x.example 1 fact\nclaimShifts tire people.\n"
    filled("import", "-", "--server", "77", given=page)
    assert [each["name"] for each in run_json(filled, "topics")] == ["power naps"]
    assert len(run_json(filled, "topics", "--server", "77")) == 2
    assert len(run_json(filled, "sources", "--server", "77")) == 3
    assert run_json(filled, "search", "shifts", "--server", "77")[0]["fact"]["id"] == 5
    assert run_json(filled, "random", "--topic", "shifts", "--server", "77")["id"] == 5
    assert filled("fact", "5").exit_code == 1
    assert filled("fact", "5", "--server", "77").exit_code == 0
    assert filled("fact", "5", "--server", "78").exit_code == 1
