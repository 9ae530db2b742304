import pytest

from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.page_head import PageHead, read_aliases, read_head


def head(*lines: str) -> PageHead:
    return read_head([InputLine(number, text) for number, text in enumerate(lines, 1)])


def names(*lines: str) -> list[str]:
    return [topic.name for topic in head(*lines).topics]


@pytest.mark.parametrize(
    "lines",
    [
        ["naps"],
        ["concept", "naps"],
        ["CONCEPT", "", "naps"],
        ["event", "↳ sleep", "naps"],
        ["Entity", "↳", "sleep", "naps"],
        ["↳ sleep", "naps"],
        ["🌿", "Knowledge Tree", "Search", "Home", "Research", "Docs", "About", "☀️", "🌙", "naps"],
        ["🌿 Knowledge Tree", "Search nodes…", "naps"],
        ["Knowledge Tree", "naps"],
        ["Home", "Docs", "concept", "naps", "synthesized from nodes"],
        ["naps", "Also known as: rest"],
        ["↳ sleep", "naps", "Also known as: rest"],
        ["↳", "sleep", "naps", "Also known as: rest"],
        ["naps", "Model Perspectives (2)", "Not a title"],
        ["naps", "▸ Collapse all", "Not a title"],
        ["naps", "RELATED ▾", "concept", "Not a title"],
    ],
)
def test_the_title_is_found_among_the_furniture(lines: list[str]) -> None:
    assert names(*lines) == ["naps"]
    assert head(*lines).warnings == ()


@pytest.mark.parametrize(
    "lines",
    [
        ["Facts"],
        ["concept"],
        ["concept", "Also known as: idea"],
        ["concept", "concept"],
        ["Search"],
        ["Search", "Also known as: finding"],
        ["Search", "Search is what one does to find."],
        ["Home", "Docs", "Also known as: papers"],
    ],
)
def test_a_title_can_be_a_word_of_the_furniture(lines: list[str]) -> None:
    title = lines[0] if lines[1:] != ["Docs", "Also known as: papers"] else "Docs"
    assert names(*lines) == [title]


def test_a_section_name_as_title_is_doubtful() -> None:
    assert names("Related") == ["Related"]
    assert names("concept", "Related", "Related (2)") == ["Related"]
    assert len(head("Related").warnings) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", " "],
        ["Related (5)", "rest", "sleep"],
        ["Related", "rest", "sleep"],
        ["Also known as: rest"],
        ["↳ sleep"],
        ["synthesized from dimensions"],
        ["🌿", "Knowledge Tree"],
    ],
)
def test_a_head_can_have_no_title(lines: list[str]) -> None:
    assert head(*lines) == PageHead()


@pytest.mark.parametrize(
    "notice",
    [
        "synthesized from dimensions", "SYNTHESIZED FROM NODES", "crystallized from 3 sub-concepts",
        "crystallized from 1 sub-concept", "from single model dimension",
        "No definition has been generated yet for this node.",
        '⑂ Disambiguated from "rest" — this term can also refer to: a, b',
        "⑂\nDisambiguated from “rest” — this term can also refer to: a, b",
    ],
)  # fmt: skip
def test_notices_are_not_part_of_the_definition(notice: str) -> None:
    (topic,) = head("concept", "naps", *notice.split("\n"), "Naps are short.").topics
    assert topic.definition == "Naps are short."


def test_a_definition_keeps_its_paragraphs() -> None:
    (topic,) = head("naps", "", "One.", "", "", "- Two", "  - three", "", "Related (1)", "x").topics
    assert topic.definition == "One.\n\n- Two\n  - three"


@pytest.mark.parametrize(
    "lines",
    [
        ["naps", "Also known as: rest, sleep (short, daily)"],
        ["naps", "ALSO KNOWN AS:", "rest, sleep (short, daily)"],
        ["naps", "Also known as:\u00a0rest, Naps, sleep (short, daily), REST"],
    ],
)
def test_aliases_are_read_in_any_form(lines: list[str]) -> None:
    (topic,) = head(*lines).topics
    assert topic.aliases == ("rest", "sleep (short, daily)")
    assert topic.definition is None


def test_lines_above_a_badge_are_skipped_with_a_warning() -> None:
    found = head("a stray line", "concept", "naps")
    assert [topic.name for topic in found.topics] == ["naps"]
    assert [warning.line for warning in found.warnings] == [1]


@pytest.mark.parametrize(
    "lines",
    [
        ["naps ↔ rest", "Relations (2)"],
        ["naps", "↔", "rest", "RELATIONS (2)"],
        ["🌿", "naps ↔", "rest", "Relations (2)"],
    ],
)
def test_a_relation_page_names_two_topics(lines: list[str]) -> None:
    assert names(*lines, "related 2.81 — strongly supporting 6 facts") == ["naps", "rest"]


def test_a_relation_page_can_name_no_topics() -> None:
    assert head("Relations (2)", "related 2.81 — x 6 facts") == PageHead(is_relation=True)


def test_an_arrow_in_a_definition_names_no_topics() -> None:
    assert names("naps", "Also known as: rest", "Sleep ↔ wake.", "Relations (2)") == ["naps"]


def test_a_single_title_above_relations_is_doubtful() -> None:
    found = head("naps", "Relations (2)")
    assert [topic.name for topic in found.topics] == ["naps"]
    assert len(found.warnings) == 1


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("SFT, fine tuning", ("SFT", "fine tuning")),
        ("naps (short, daily), rest", ("naps (short, daily)", "rest")),
        ("a (b, (c, d), e), f", ("a (b, (c, d), e)", "f")),
        ("Power Naps, POWER NAPS, rest", ("rest",)),
        ("rest, Rest, REST", ("rest",)),
        ("rest (unclosed, sleep", ("rest (unclosed", "sleep")),
        (") rest, sleep (", (") rest", "sleep (")),
        ("1,5-naps, rest", ("1,5-naps", "rest")),
        ("rest,\u00a0sleep", ("rest", "sleep")),
        ("rest, , sleep, ", ("rest", "sleep")),
        ("rest,", ("rest",)),
        ("", ()),
        (", ", ()),
    ],
)
def test_aliases_split_at_commas_outside_parentheses(text: str, aliases: tuple[str, ...]) -> None:
    assert read_aliases(text, "power naps") == aliases
