from hypothesis import example, given
from hypothesis import strategies as st

from facts.importers.markdown.items import ItemReader

WORDS = st.sampled_from(
    "claim: measurement: (supports) claim **claim:** Naps help — – -- * - + 1. [x] [ ] # #tag"
    " ^a1b2c3 ``` ~~~ `x` $x$ &amp; <b> \\* | a:b source: Source: (source: x.org) https://x.org"
    " [a](https://x.org) — Ann Lee, Naps".split(" ")
)
LINES = st.lists(WORDS | st.text(max_size=3), max_size=6).map(" ".join)


@given(LINES.filter(lambda line: "\n" not in line))
@example("measurement (supports): Naps help.  ")
@example("Naps help. — Ann Lee, Naps")
def test_a_line_is_read_alike_with_and_without_a_blank_line_below(line: str) -> None:
    reader = ItemReader({})
    one = reader.read([line], is_under_source=True)
    assert one == reader.read([line, ""], is_under_source=True)
