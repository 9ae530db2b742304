"""Outer blocks are those that CommonMark finds."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facts.importers.markdown.blocks import scan_blocks
from facts.importers.markdown.open_block import BlockType

PARSER = MarkdownIt("commonmark", {"maxNesting": 100})
LINES = st.sampled_from(
    (
        "", "naps", "naps help", "- naps", "- ", "* sleep", "  - nested", "    - deeper", "+ more",
        "1. first", "2. second", "3) third", "# heading", "## lower #", "#tag", "====", "---",
        "***", "```", "~~~ py", "> quoted", "    code", "  indented", "   - three", "-  two spaces",
        "  ```", "- ```", "\tnaps", "-\tnaps", "> - quoted item",
    )
)  # fmt: skip


def outer_blocks(text: str) -> list[tuple[str, int]]:
    """Return headings, items and quotations with their lines, as markdown-it finds them."""
    found = []
    for token in PARSER.parse(text):
        is_item = token.type == "list_item_open" and token.level == 1
        is_outer = token.type in {"heading_open", "blockquote_open"} and token.level == 0
        if (is_item or is_outer) and token.map:
            found.append((token.type.removesuffix("_open"), token.map[0] + 1))
    return found


NAMES = {BlockType.HEADING: "heading", BlockType.ITEM: "list_item", BlockType.QUOTE: "blockquote"}


def scanned_blocks(text: str) -> list[tuple[str, int]]:
    blocks = scan_blocks(enumerate(text.split("\n"), start=1))
    return [(NAMES[block.type], block.line) for block in blocks if block.type in NAMES]


@given(st.lists(LINES, max_size=8))
def test_headings_items_and_quotations_are_those_of_commonmark(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert scanned_blocks(text) == outer_blocks(text)
