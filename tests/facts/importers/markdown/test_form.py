"""The form for notes that people write by hand."""

import pytest

from facts.importers.file_format import ReadOptions
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    LineWarning,
    LoneSource,
    ReadingNote,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import Stance
from tests.support.notes import read, read_facts, read_problems, read_texts, read_topics

SOURCE = "Source: Team handbook\n\n"


def test_a_kind_begins_a_fact_of_its_own() -> None:
    facts = read_facts(
        f"{SOURCE}- Hotfixes need two reviewers.\n- claim: Deploys freeze on Fridays."
    )
    assert [(fact.kind, fact.text) for fact in facts] == [
        ("claim", "Hotfixes need two reviewers."),
        ("claim", "Deploys freeze on Fridays."),
    ]


@pytest.mark.parametrize(
    ("item", "kind", "stance", "text"),
    [
        ("procedure: Lie down.", "procedure", None, "Lie down."),
        ("Quote: “Sleep.”", "quote", None, "“Sleep.”"),
        ("**Formula:** E = mc²", "formula", None, "E = mc²"),
        ("claim (challenges): No.", "claim", "challenges", "No."),
        ("measurement (Supports): 5", "measurement", "supports", "5"),
        ("claim (doubts): No.", "claim", None, "claim (doubts): No."),
        ("Remark: naps help.", "claim", None, "Remark: naps help."),
        ("claim:naps", "claim", None, "claim:naps"),
        ("claim: quote: naps", "claim", None, "quote: naps"),
        ("[x] procedure: Nap.", "procedure", None, "Nap."),
    ],
)
def test_the_first_word_can_be_a_kind(item: str, kind: str, stance: str, text: str) -> None:
    (fact,) = read_facts(f"# naps\n{SOURCE}- {item}")
    assert (fact.kind, fact.stance, fact.text) == (kind, stance, text)


def test_another_kind_has_a_line_of_its_own() -> None:
    doubt, *_, fact = read(f"{SOURCE}- Naps help.\n  Kind: Field note")
    assert doubt == LineWarning(
        3, "“field note” is not a known kind; the fact was imported with it"
    )
    assert getattr(fact, "kind", None) == "field note"


def test_wrapped_lines_are_one_line() -> None:
    assert read_texts(f"{SOURCE}- Naps\n  help\nnurses.") == ["Naps help nurses."]


def test_a_backslash_or_two_spaces_break_a_line() -> None:
    assert read_texts(f"{SOURCE}- one\\\n  two  \n  three") == ["one\ntwo\nthree"]


def test_paragraphs_lists_and_code_stay_inside_a_fact() -> None:
    text = f"{SOURCE}- Steps:\n  - lie down\n  - sleep\n\n  Then:\n  ```\n  get   up\n\n  ```\n"
    assert read_texts(text) == ["Steps:\n- lie down\n- sleep\n\nThen:\n```\nget   up\n\n```"]


@pytest.mark.parametrize("mark", ["-", "- code:"])
def test_an_item_of_code_is_the_code_without_its_marks(mark: str) -> None:
    (fact,) = read_facts(f"{SOURCE}{mark}\n  ```py\n  def nap():\n      pass\n  ```\n")
    assert (fact.kind, fact.text) == ("code", "def nap():\n    pass")


def test_a_fact_names_further_topics() -> None:
    (fact,) = read_facts(
        f"# naps\n{SOURCE}- claim (supports): Yes.\n  Topics: work (challenges), a\\, b"
    )
    assert fact.links == (("naps", Stance.SUPPORTS), ("work", Stance.CHALLENGES), ("a, b", None))


def test_the_nearest_heading_and_the_title_are_topics() -> None:
    text = (
        f"# Notes on sleep\n\n## naps\n{SOURCE}- a\n### long naps\n- b\n## dreams\nSource: B\n- c"
    )
    assert [fact.topics for fact in read_facts(text)] == [
        ("naps", "Notes on sleep"),
        ("long naps", "Notes on sleep"),
        ("dreams", "Notes on sleep"),
    ]
    names = [topic.name for topic in read_topics(text)]
    assert names == ["Notes on sleep", "naps", "long naps", "dreams"]


def test_a_stance_is_that_on_the_nearest_heading() -> None:
    (fact,) = read_facts(f"# sleep\n## naps\n{SOURCE}- claim (supports): a")
    assert fact.links == (("naps", Stance.SUPPORTS), ("sleep", None))


def test_equal_headings_below_two_titles_are_told_and_told_apart_by_these() -> None:
    text = "# On-call\n## Pager\nSource: A\n- a\n# Deploys\n## Pager\nSource: A\n- b\n"
    topics = [fact.topics for fact in read_facts(text)]
    assert topics == [("Pager", "On-call"), ("Pager", "Deploys")]
    (doubt,) = [entry for entry in read(text) if isinstance(entry, LineWarning)]
    assert (doubt.line, "“Deploys” are one topic" in doubt.message) == (6, True)


def test_a_title_such_as_facts_is_no_topic_of_the_headings_below() -> None:
    assert [fact.topics for fact in read_facts(f"# Facts\n## naps\n{SOURCE}- a")] == [("naps",)]


def test_a_heading_such_as_facts_is_a_part_of_its_topic() -> None:
    assert [fact.topics for fact in read_facts(f"# naps\n## Key facts\n{SOURCE}- a")] == [("naps",)]


def test_a_heading_can_be_underlined() -> None:
    assert [topic.name for topic in read_topics(f"naps\n====\n\n{SOURCE}- a")] == ["naps"]


def test_aliases_and_definition_stand_below_the_heading() -> None:
    text = f"# naps\nAlso known as: PN, short sleep\n\nA short\nsleep.\n\nBy *day*.\n\n{SOURCE}- a"
    assert read_topics(text) == [
        TopicDraft(1, "naps", ("PN", "short sleep"), "A short sleep.\n\nBy *day*.")
    ]


def test_a_topic_without_facts_is_declared() -> None:
    for declared in ("(no facts yet)", "(its facts stand under other topics)"):
        (topic,) = read_topics(f"# naps\nAlso known as: PN\n\n{declared}")
        assert topic == TopicDraft(1, "naps", ("PN",))


def test_front_matter_gives_the_topic_its_aliases_further_topics_and_a_source() -> None:
    head = '---\ntitle: "naps"  # a remark\naliases: [PN, "short, sleep"]\n'
    head += "tags:\n  - work\nsource: Book\n---\n"
    topic, tag, fact = read(f"{head}- a")
    assert topic == TopicDraft(1, "naps", ("PN", "short, sleep"))
    assert tag == TopicDraft(8, "work")
    assert getattr(fact, "topics", None) == ("naps", "work")
    assert getattr(fact, "citations", None) == (CitationDraft(SourceDraft("Book")),)


def test_aliases_of_front_matter_belong_to_the_first_heading() -> None:
    (topic,) = read_topics(f"---\naliases: PN, short sleep   # a remark\n---\n# naps\n{SOURCE}- a")
    assert topic.aliases == ("PN", "short sleep")


@pytest.mark.parametrize("line", ["aliases: x: y", "topic: [a", "tags: 'a", "naps"])
def test_front_matter_that_is_no_yaml_is_told(line: str) -> None:
    doubt, *_ = read(f"---\nkey: [a]\n{line}\n---\n{SOURCE}- a")
    assert isinstance(doubt, LineWarning)
    assert (doubt.line, "front matter" in doubt.message) == (3, True)


def test_given_topics_replace_those_of_the_file() -> None:
    first, fact = read(f"# naps\n{SOURCE}- a #b", ReadOptions(topics=("sleep",)))
    assert first == TopicDraft(1, "sleep")
    assert getattr(fact, "topics", None) == ("sleep",)


def test_a_given_source_is_that_of_facts_without_one() -> None:
    handbook = CitationDraft(SourceDraft("Handbook"))
    text = "- a\n- b [Study](https://b.example)"
    facts = read_facts(text, ReadOptions(source=handbook))
    assert [fact.citations[0].source.title for fact in facts] == ["Handbook", "Study"]


def test_a_fact_without_a_source_is_a_problem_that_says_what_to_do() -> None:
    (problem,) = read_problems("# naps\n- a\n- b [Study](https://b.example)")
    assert problem.line == 2
    assert "(--source)" in problem.message
    assert "Source: …" in problem.message


def test_a_table_is_a_problem_that_names_csv() -> None:
    (problem,) = read_problems("# naps\n\n| fact | source |\n|------|:------:|\n| a | b |\n")
    assert problem.line == 3
    assert "CSV" in problem.message


def test_a_table_beside_facts_is_a_doubt() -> None:
    text = f"# naps\n\n| fact | source |\n|------|:------:|\n| a | b |\n\n{SOURCE}- a\n"
    doubt = read(text)[-1]
    assert isinstance(doubt, LineWarning)
    assert (doubt.line, "CSV" in doubt.message) == (3, True)


@pytest.mark.parametrize("item", ["- **", "- == ", "- _ _"])
def test_an_item_of_marks_is_no_fact(item: str) -> None:
    assert read_texts(f"{SOURCE}{item}\n- a") == ["a"]


def test_marks_of_highlights_are_left_out() -> None:
    assert read_texts(f"{SOURCE}- ==Naps== help, if ==a b==, `x ==y==` and a==b==c") == [
        "Naps help, if a b, `x ==y==` and a==b==c"
    ]


def test_an_item_that_is_only_a_source_is_a_lone_source() -> None:
    text = "# naps\n- a [A](https://a.example)\n# Sources\n- Source: Book, Ann Lee, 2024\n- [B](https://b.example)"
    titles = [
        (each.source.title, each.author) for each in read(text) if isinstance(each, LoneSource)
    ]
    assert titles == [("Book", "Ann Lee"), ("B", None)]
    assert [topic.name for topic in read_topics(text)] == ["naps"]


def test_comments_are_left_out() -> None:
    text = f"<!-- a\n- b\n-->\n{SOURCE}- naps <!-- c --> help\n<!-- d -->\n- more"
    assert read_texts(text) == ["naps  help", "more"]


def test_a_comment_without_an_end_is_told() -> None:
    warning = read(f"{SOURCE}- a\n<!-- b\n- c")[-1]
    assert isinstance(warning, LineWarning)
    assert (warning.line, "never ends" in warning.message) == (4, True)


def test_prose_outside_of_lists_is_counted() -> None:
    note = read(f"# naps\n{SOURCE}- a\n\nmore words\n\nand more")[-1]
    assert note == ReadingNote(6, "left out: 2 paragraphs outside of lists, the first in line 6")


def test_open_tasks_and_code_are_counted() -> None:
    *_, code, task = read(f"# naps\n{SOURCE}- a\n- [ ] write\n\n```\nnap()\n```\n")
    assert code == ReadingNote(7, "left out: 1 block of code outside of lists, in line 7")
    assert task == ReadingNote(5, "left out: 1 open task (“- [ ]”), which is no fact, in line 5")


@pytest.mark.parametrize("text", ["# naps\n\nwords", "words", "", "# naps\n\n```\n- a\n```\n"])
def test_a_note_without_items_has_no_facts(text: str) -> None:
    (doubt,) = read(text)
    assert isinstance(doubt, LineWarning)
    assert "“- ”" in doubt.message


def test_escaped_marks_are_themselves() -> None:
    assert read_texts(f"{SOURCE}- 5 \\* 3 &lt; \\[16\\] and `a\\*b` and $\\{{x\\}}$") == [
        "5 * 3 < [16] and `a\\*b` and $\\{x\\}$"
    ]


def test_a_fact_that_is_too_long_is_cut_off_with_a_warning() -> None:
    doubt, fact = read(f"{SOURCE}- {'naps ' * 30_000}")
    assert isinstance(doubt, LineWarning)
    assert len(getattr(fact, "text", "")) < 100_001


def test_an_empty_item_with_a_topic_is_a_problem() -> None:
    (problem,) = read_problems(f"{SOURCE}- claim:\n- b")
    assert problem == EntryProblem(3, 0, "the item has no text; write the fact after the “- ”")
