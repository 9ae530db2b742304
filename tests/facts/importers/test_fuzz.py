import random

import pytest

from facts.importers.file_format import FileFormat
from facts.importers.formats import FORMATS
from tests.support.fuzz_checks import OPTIONS, check_reading, check_recognition
from tests.support.fuzz_inputs import FuzzSeed, FuzzSizes, load_seeds, make_input

INPUTS = 150
SIZES = FuzzSizes(size=5_000, depth=500)
SEEDS = load_seeds()


def seeds_of(file_format: FileFormat) -> list[FuzzSeed]:
    return [seed for seed in SEEDS if check_recognition((file_format,), seed.packed)]


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda each: each.name)
def test_damaged_files_are_read_or_refused(file_format: FileFormat) -> None:
    own = seeds_of(file_format) or SEEDS
    for number in range(INPUTS):
        chooser = random.Random(f"{file_format.name} {number}")
        data = make_input(chooser, own, SEEDS, SIZES)
        check_recognition(tuple(FORMATS), data)
        check_reading(file_format, data, chooser.choice(OPTIONS))


@pytest.mark.parametrize("file_format", FORMATS, ids=lambda each: each.name)
def test_good_files_have_facts_or_sources(file_format: FileFormat) -> None:
    for seed in seeds_of(file_format):
        counts = check_reading(file_format, seed.packed, OPTIONS[1]).counts
        assert counts["FactDraft"] or counts["LoneSource"]


@pytest.mark.parametrize("good", SEEDS, ids=lambda each: each.name)
def test_no_good_file_is_recognized_as_two_formats(good: FuzzSeed) -> None:
    assert len(check_recognition(tuple(FORMATS), good.packed)) <= 1


def test_an_input_follows_from_its_number() -> None:
    first, second = (
        [make_input(random.Random(number), SEEDS, SEEDS, SIZES) for number in range(20)]
        for _ in range(2)
    )
    assert first == second
    assert len(set(first)) > 15
