"""Plain text as Markdown: what would be a mark gets a backslash, and nothing else does.

`facts.importers.markdown` takes the backslashes away again.
"""

import re
import string
from typing import Final

from facts.importers.markdown.inline import FORMULA
from facts.importers.markdown.item_sources import LABELLED, may_cite
from facts.importers.markdown.labels import has_label
from facts.importers.markdown.line_patterns import UNDERLINE, starts_block
from facts.importers.markdown.outline import NO_FACTS

_MARK: Final = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|\Z)    # a backslash that would escape a mark or break a line
    |`
    |<(?=[A-Za-z/!?])               # HTML and addresses
    |(?<!\s)\*|\*(?!\s|\Z)          # emphasis
    |(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])
    |(?<![\w=])=(?==[^\s=])       # highlights
    |~(?=~)|(?<=~)~
    |(?<!\S)\#(?=\w[\w/-]*\Z)      # a tag at the end
    |&(?=\#?\w{1,32};)              # an entity
    |(?<=\s)\^(?=[0-9a-z]{6}\Z)     # the name of a block in Obsidian
    """,
    re.VERBOSE,
)
_ADDRESS: Final = re.compile(r"(?<!\w)https?(?=://)", re.IGNORECASE)
_LABEL_COLON: Final = re.compile(r"(?<!\\):(?=\s|[*_\\]|\Z)")
_ORDERED: Final = re.compile(r"\d{1,9}(?=[.)](?:\s|\Z))")
_TABLE_RULE: Final = re.compile(r"[|:-][\s|:-]+")
_FORMULA: Final = re.compile(FORMULA)
_LINK_LIKE: Final = re.compile(r"\]\s?[\[(:]|\[[\[^]|!\[|^\s*\[", re.MULTILINE)
"""What makes brackets more than brackets."""
_BREAK: Final = "\\\n"
_PUNCTUATION: Final = frozenset(string.punctuation)


def escape_text(text: str) -> str:
    """Return the text of a fact or a definition; its line breaks are marked."""
    if text in NO_FACTS:
        return f"\\{text}"
    paragraphs = (_BREAK.join(map(_escape_line, each.split("\n"))) for each in text.split("\n\n"))
    escaped = "\n\n".join(paragraphs)
    escaped = escaped.replace("[", "\\[") if _LINK_LIKE.search(text) else escaped
    return _escape_formulas(escaped)


def escape_name(name: str) -> str:
    """Return a name for a heading or after a label."""
    escaped = _escape_colon(name, escape_marks(name))
    return re.sub(r"(?<!\\)#", r"\\#", escaped)


def escape_listed(name: str) -> str:
    """Return a name for a list of names separated by commas."""
    return re.sub(r"[,;(]", r"\\\g<0>", escape_name(name))


def escape_marks(text: str) -> str:
    """Return a text on one line without live marks."""
    return _escape_formulas(_escape_most(text).replace("[", "\\["))


def escape_all(text: str) -> str:
    """Return a text in which no character means anything, for the rare line that needs it."""
    return "".join(
        f"\\{each}"
        if each in _PUNCTUATION
        else f"&#{ord(each)};"
        if _is_telling(each, place)
        else each
        for place, each in enumerate(text)
    )


def render_code(text: str) -> str:
    """Return a block of code that holds a text as it is."""
    longest = max((len(run[0]) for run in re.finditer("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}\n{text}\n{marks}"


def keeps_space(text: str) -> bool:
    """Return whether Markdown keeps the white space of a text outside of code."""
    lines = text.split("\n")
    is_bare = all(line == line.strip() for line in lines)
    return is_bare and "\n\n\n" not in text and bool(lines[0] and lines[-1])


def _escape_most(text: str) -> str:
    """Return a text without live marks but for brackets and dollars."""
    return text if text.isalnum() else _MARK.sub(r"\\\g<0>", text)


def _escape_formulas(escaped: str) -> str:
    return escaped.replace("$", "\\$") if _FORMULA.search(escaped) else escaped


def _is_telling(character: str, place: int) -> bool:
    return not place or character.isdigit()


def _escape_line(line: str) -> str:
    """Return a line that begins no block and no label, and ends in no source."""
    escaped = _escape_colon(line, _escape_addresses(line))
    escaped = LABELLED.sub(lambda match: match[0].replace(":", "\\:"), escaped)
    is_block = starts_block(line, in_item=True) or UNDERLINE.fullmatch(line)
    if not (is_block or _TABLE_RULE.fullmatch(line)) or escaped[0] in "\\[":
        return escaped
    ordered = _ORDERED.match(escaped)
    end = ordered.end() if ordered else 0
    return f"{escaped[:end]}\\{escaped[end:]}"


def _escape_addresses(line: str) -> str:
    """Escape marks, and the addresses that a reader would take for the source."""
    if "://" not in line:
        return _escape_most(line)
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(line):
        if may_cite(line, match.start()):
            parts += [_escape_most(line[end : match.end()]), "\\"]
            end = match.end()
    return "".join((*parts, _escape_most(line[end:])))


def _escape_colon(text: str, escaped: str) -> str:
    return _LABEL_COLON.sub("\\:", escaped, count=1) if has_label(text) else escaped
