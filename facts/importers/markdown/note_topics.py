"""The topics of a note's facts: those of headings, tags and the options of the import."""

from collections.abc import Iterable, Iterator
from typing import Final

from facts.importers.markdown.items import ItemFact
from facts.importers.markdown.outline import NoteSection, Outline
from facts.model.drafts import LineWarning, PageEntry, ReadingNote, TopicDraft
from facts.model.entities import Stance
from facts.text.normalize import canonical, fold

_NAMED_BY_FILE: Final = "facts without a title above them: topic “{}”, as the file"
_SAME_NAME: Final = (
    "the headings “{0}” under “{1}” and under “{2}” are one topic; change one of them if they are "
    "two"
)


class NoteTopics:
    """Finds the topics of facts, and drafts each before its first fact.

    `given` topics replace those of the note.
    """

    def __init__(self, outline: Outline, given: Iterable[str]) -> None:
        self._outline = outline
        self._drafted: set[str] = set()
        self._titles: dict[str, str] = {}
        self.given = tuple(dict.fromkeys(given))

    def draft(self) -> Iterator[PageEntry]:
        """Yield the topics of the headings, or the given topics, before their first fact."""
        if self.given:
            yield from self.draft_names(1, self.given)
            return
        topics = [each for each in self._outline.topics if not each.is_drafted]
        for section in reversed(topics):
            section.is_drafted = True
            draft = section.draft()
            self._drafted.add(draft.name)
            if section.level == 0 and self._outline.is_named_by_file:
                yield ReadingNote(1, _NAMED_BY_FILE.format(draft.name))
            yield from self._doubt_name(section)
            yield draft

    def draft_names(self, line: int, names: Iterable[str]) -> Iterator[PageEntry]:
        """Yield topics that are only names, unless they have a draft."""
        for name in names:
            if name not in self._drafted:
                self._drafted.add(name)
                yield TopicDraft(line, name)

    def find(self, fact: ItemFact) -> dict[str, Stance | None]:
        """Return the topics of a fact with its stances, that of the heading first."""
        if self.given:
            return dict.fromkeys(self.given, fact.stance)
        topics: dict[str, Stance | None] = {}
        for section in self._outline.topics:
            topics.setdefault(section.name or "", None if topics else fact.stance)
        for name, stance in (*fact.topics, *((tag, None) for tag in self._outline.tags)):
            if canonical(name):
                topics.setdefault(name, stance)
        return topics

    def _doubt_name(self, section: NoteSection) -> Iterator[LineWarning]:
        """Yield a doubt about a heading below two titles, which is one topic."""
        name = section.name or ""
        *_, last = self._outline.topics
        title = last.name or ""
        other = self._titles.setdefault(fold(name), title)
        if other != title:
            yield LineWarning(section.line, _SAME_NAME.format(name, other, title))
