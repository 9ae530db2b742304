import json
import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.errors import InputNotText
from facts.importers.input_file import InputFile
from facts.importers.json_stream import JsonPart, parse_parts, read_parts
from facts.importers.json_window import MAX_MARKS, MAX_PART
from facts.model.drafts import EntryProblem

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text(max_size=3), VALUES, max_size=4)


class Everything:
    def __contains__(self, key: object) -> bool:
        return True


def cut(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(0, len(text), size))


def parse(text: str, size: int = 7) -> list[JsonPart | EntryProblem]:
    return list(parse_parts(cut(text, size), Everything()))


def rebuild(parts: list[JsonPart | EntryProblem], document: dict[str, object]) -> dict[str, object]:
    """Return the document of some parts; only the original knows which members are lists."""
    rebuilt: dict[str, object] = {
        key: [] for key, value in document.items() if isinstance(value, list)
    }
    for part in parts:
        assert isinstance(part, JsonPart)
        if part.number:
            known = rebuilt[part.key]
            assert isinstance(known, list)
            known.append(part.value)
        else:
            rebuilt[part.key] = part.value
    return rebuilt


@given(DOCUMENTS, st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_any_document_comes_in_parts_wherever_it_is_cut(
    document: dict[str, object], size: int, indent: int | None, is_ascii: bool
) -> None:
    text = json.dumps(document, indent=indent, ensure_ascii=is_ascii)
    assert rebuild(parse(text, size), document) == document


@given(DOCUMENTS, st.data())
def test_a_document_cut_off_anywhere_is_a_problem(
    document: dict[str, object], data: st.DataObject
) -> None:
    text = json.dumps(document)
    place = data.draw(st.integers(0, len(text) - 1))
    assert isinstance(parse(text[:place])[-1], EntryProblem)


@given(st.text(alphabet='{}[]",:\\ua1e.-\n ', max_size=30), st.integers(1, 9))
def test_nothing_that_looks_like_json_breaks_the_reader(text: str, size: int) -> None:
    problems = [part for part in parse(text, size) if isinstance(part, EntryProblem)]
    try:
        json.loads(text)
    except ValueError:
        assert problems
    assert all(each.line >= 1 for each in problems)


@pytest.mark.parametrize("size", [1, 5, 1_000])
def test_a_problem_has_line_and_column(size: int) -> None:
    (*_, problem) = parse('{"facts": [\n  {"a": 1},\n  {"a" 2}\n]}', size)
    assert problem == EntryProblem(3, 8, "invalid JSON: expecting ':' delimiter")


def test_parts_know_their_lines_and_numbers() -> None:
    first, second, last = parse('{"a": [1,\n2],\n"b": 3}')
    assert first == (1, "a", 1, 1)
    assert second == (2, "a", 2, 2)
    assert last == (3, "b", 3, 0)


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"facts": [', '[{"a":['])
def test_json_nested_a_million_deep_is_a_problem(opening: str) -> None:
    (problem,) = parse(opening * 1_000_000, 65_536)
    assert isinstance(problem, EntryProblem)
    assert problem.message == "the JSON is nested too deeply"


@pytest.mark.parametrize("number", ["1e999999", "1" * 5_000, "-" + "9" * 1_000_000])
def test_a_huge_number_is_infinite(number: str) -> None:
    (part,) = parse(f"[{number}]", 65_536)
    assert isinstance(part, JsonPart)
    assert part.value == math.inf


def test_a_part_that_is_too_long_is_left_out_and_the_next_is_read() -> None:
    long = json.dumps(["\\", '"', "x" * 2 * MAX_PART, "]"])
    problem, part = parse(f'{{"a": [\n{long},\n1]}}', 65_536)
    assert isinstance(problem, EntryProblem)
    assert (problem.line, problem.column) == (2, 0)
    assert part == (3, "a", 1, 2)


def test_a_long_part_that_nobody_wants_is_skipped() -> None:
    text = json.dumps({"body": "x" * 2 * MAX_PART, "facts": [1]})
    assert list(parse_parts(cut(text, 65_536), {"facts"})) == [(1, "facts", 1, 1)]


@pytest.mark.slow
def test_skipping_has_a_limit() -> None:
    text = '{"a": [[' + "[]," * MAX_MARKS
    (problem,) = parse(text, 65_536)
    assert isinstance(problem, EntryProblem)
    assert problem.message == "an entry has too many parts"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the JSON is neither an object nor a list"),
        ("5", "the JSON is neither an object nor a list"),
        ("[1] x", "something follows the end of the JSON"),
        ("[1 2]", "“,” or “]” is missing"),
        ("{a: 1}", "a name in double quotes is missing"),
        ('{"a" 1}', "“:” is missing after a name"),
        ("[" + "1" * 2 * MAX_PART, "a number is too long"),
        ('["a', "the JSON ends too early; the file is damaged or was not copied completely"),
        ("[tru]", "invalid JSON: expecting value"),
        ('["\\x"]', "invalid JSON: invalid \\escape"),
    ],
)
def test_a_mistake_is_described(text: str, message: str) -> None:
    *_, problem = parse(text, 65_536)
    assert isinstance(problem, EntryProblem)
    assert problem.message == message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_of_text_is_read(encoding: str) -> None:
    data = '{"name": "naïve"}'.encode(encoding)
    file = InputFile("a.json", len(data), lambda: iter((data[:9], data[9:])))
    assert list(read_parts(file, {"name"})) == [(1, "name", "naïve", 0)]


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    data = b'["a",\n"\xff"]'
    file = InputFile("a.json", len(data), lambda: iter((data,)))
    with pytest.raises(InputNotText) as caught:
        list(read_parts(file, {""}, "utf-8"))
    assert caught.value.line == 2
