"""Follow-up questions: “tell me more”, “and at night?”, asked about the topic of an answer."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from facts.library.library import Library
from facts.model.entities import FactId, TopicId
from facts.model.errors import LibraryEmpty, NoFactMatches, NoSearchHits
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, coverage
from facts.questions.direct_requests import find_direct_request
from facts.questions.findings import FactSearch, Finding, NamedTopic, RandomFactRequest
from facts.questions.question_answering import answer_question, read_mentions
from facts.questions.source_questions import find_source_answer

_CONTINUATION_WORDS: Final = frozenset(
    "continue detail details elaborate example examples further go interesting next on".split()
)
"""Words that ask for more and for nothing else. Stop words such as “more” and “why” do so too."""


def answer_follow_up(
    library: Library,
    text: str,
    topic: TopicId,
    prefer: Selection = EVERYTHING,
    part: Slice | None = None,
) -> Finding:
    """Return the best answer to a question that follows an answer on a topic.

    The topic's own facts come first, then the question stands for itself. “Tell me more” shows the
    topic. Raises what `answer_question` raises.
    """
    request = find_direct_request(library, text)
    if request == RandomFactRequest():
        return RandomFactRequest(topic)
    if request is not None:
        return request
    if all(word in _CONTINUATION_WORDS for word in content_words(text)):
        return NamedTopic(topic)
    if cited := find_source_answer(library, text, part):
        return cited
    return _search_topic(library, text, topic, part) or answer_question(library, text, prefer, part)


def find_common_topic(library: Library, facts: Iterable[FactId]) -> TopicId | None:
    """Return the topic that most of some facts have, the first one of several."""
    with suppress(LibraryEmpty):
        topics = Counter(
            link.topic for fact in library.get_facts(facts) for link in fact.topic_links
        )
        return next((topic for topic, _ in topics.most_common(1)), None)
    return None


def _search_topic(
    library: Library, text: str, topic: TopicId, part: Slice | None
) -> FactSearch | None:
    """Return the facts of a topic that answer a question.

    None also for a question that only names topics: it asks for them.
    """
    mentions = read_mentions(library, text)
    words = mentions.other_words if topic in mentions.topics else content_words(text)
    if mentions.topics and not mentions.other_words:
        return None
    selection = Selection(topic)
    with suppress(NoSearchHits, NoFactMatches):
        answer = library.search(text, selection, part or Slice(limit=1))
        if coverage(words, answer.hits[0].fact.text):
            return FactSearch(text, selection, answer)
    return None
