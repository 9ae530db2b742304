"""Authors on a fact page, which lists them apart from sources."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_furniture import strip_bullet
from facts.model.drafts import CitationDraft, LineWarning
from facts.text.normalize import canonical

_ROLE: Final = re.compile(r"(?:person|organi[sz]ation)s?\s*:\s*", re.IGNORECASE)
_NO_AUTHOR: Final = re.compile(
    r"not available|n/?a|unknown|none|[-–—]|no author data available.*", re.IGNORECASE
)


def add_authors(
    citations: list[CitationDraft], lines: Sequence[InputLine]
) -> tuple[list[CitationDraft], list[LineWarning]]:
    """Add the authors to the only source without one, or warn.

    Return the citations and the warnings. There is no warning about authors that a source names
    itself.
    """
    titles = {canonical(citation.source.title) for citation in citations}
    names = [name for name in _read_names(lines) if canonical(name) not in titles]
    known = " ".join(citation.author or "" for citation in citations)
    missing = [name for name in names if name not in known]
    if not missing or not citations:
        return citations, []
    if len(citations) == 1 and citations[0].author is None:
        return [replace(citations[0], author=" · ".join(missing))], []
    message = f"the page does not say which source “{', '.join(missing)}” wrote; skipped"
    return citations, [LineWarning(drop_blank_lines(lines)[0].number, message)]


def _read_names(lines: Sequence[InputLine]) -> list[str]:
    """Return the names in lines such as "Person: Jane Doe".

    The role is optional, and can be on its own line.
    """
    texts = (strip_bullet(line.content) for line in drop_blank_lines(lines))
    names = (_ROLE.sub("", text, count=1) if _ROLE.match(text) else text for text in texts)
    return list(dict.fromkeys(name for name in names if name and not _NO_AUTHOR.fullmatch(name)))
