"""Queries of controls: forms to open, forms to submit, and what acts at once."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from bot.queries.query import PAGE, MessageId, Page, UserId
from facts.curation.forms import FormId
from facts.model.changes import ChangeId
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.kept_questions import QuestionId

Version = Annotated[int, PAGE]
"""The number of the last change that the editor of a form has seen; 0 for none."""


@dataclass(frozen=True, slots=True)
class OpenNewFact:
    """Open the form of a new fact, with a topic filled in."""

    letter: ClassVar[str] = "a"
    topic: TopicId | None = None


@dataclass(frozen=True, slots=True)
class OpenSavedForm:
    """Open a form as it was saved."""

    letter: ClassVar[str] = "b"
    form: FormId


@dataclass(frozen=True, slots=True)
class OpenFact:
    """Open the form that edits a fact."""

    letter: ClassVar[str] = "c"
    fact: FactId


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """Open the form that edits a topic."""

    letter: ClassVar[str] = "d"
    topic: TopicId


@dataclass(frozen=True, slots=True)
class OpenSource:
    """Open the form that edits a source."""

    letter: ClassVar[str] = "e"
    source: SourceId


@dataclass(frozen=True, slots=True)
class OpenCitation:
    """Open the form that adds a source to a fact."""

    letter: ClassVar[str] = "f"
    fact: FactId


@dataclass(frozen=True, slots=True)
class OpenRemoval:
    """Open the form that removes a fact, or hides a shared one."""

    letter: ClassVar[str] = "g"
    fact: FactId


@dataclass(frozen=True, slots=True)
class NewFactForm:
    """The form of a new fact.

    `message` and `author` are those of the message that it is saved from. `questions` are kept
    questions that it answers.
    """

    letter: ClassVar[str] = "h"
    form: FormId | None = None
    message: MessageId | None = None
    author: UserId | None = None
    questions: tuple[QuestionId, ...] = ()


@dataclass(frozen=True, slots=True)
class FactForm:
    """The form that edits a fact."""

    letter: ClassVar[str] = "i"
    fact: FactId
    base: Version = 0
    form: FormId | None = None

    @property
    def thing(self) -> tuple[str, int]:
        """The type and the id of what the form edits."""
        return "fact", self.fact


@dataclass(frozen=True, slots=True)
class TopicForm:
    """The form that edits a topic."""

    letter: ClassVar[str] = "j"
    topic: TopicId
    base: Version = 0
    form: FormId | None = None

    @property
    def thing(self) -> tuple[str, int]:
        """The type and the id of what the form edits."""
        return "topic", self.topic


@dataclass(frozen=True, slots=True)
class SourceForm:
    """The form that edits a source."""

    letter: ClassVar[str] = "k"
    source: SourceId
    base: Version = 0
    form: FormId | None = None

    @property
    def thing(self) -> tuple[str, int]:
        """The type and the id of what the form edits."""
        return "source", self.source


@dataclass(frozen=True, slots=True)
class CitationForm:
    """The form that adds a source to a fact."""

    letter: ClassVar[str] = "l"
    fact: FactId
    form: FormId | None = None


@dataclass(frozen=True, slots=True)
class RemovalForm:
    """The form that removes a fact, with the reason."""

    letter: ClassVar[str] = "m"
    fact: FactId
    form: FormId | None = None


@dataclass(frozen=True, slots=True)
class OpenPhrasings:
    """Open the form with the questions that a fact answers."""

    letter: ClassVar[str] = "pa"
    fact: FactId


@dataclass(frozen=True, slots=True)
class PhrasingsForm:
    """The form with the questions that a fact answers, also a shared one."""

    letter: ClassVar[str] = "pb"
    fact: FactId
    form: FormId | None = None


AnyForm = (
    NewFactForm | FactForm | TopicForm | SourceForm | CitationForm | RemovalForm | PhrasingsForm
)


@dataclass(frozen=True, slots=True)
class SaveAnyway:
    """Save the new fact of a form, whatever it resembles."""

    letter: ClassVar[str] = "n"
    form: FormId


@dataclass(frozen=True, slots=True)
class ReplaceFact:
    """Replace a fact by the new one of a form, if it was not changed since `base`."""

    letter: ClassVar[str] = "o"
    form: FormId
    fact: FactId
    base: Version = 0


@dataclass(frozen=True, slots=True)
class AddSourceTo:
    """Add the source of a form to a fact that says the same."""

    letter: ClassVar[str] = "p"
    form: FormId
    fact: FactId


@dataclass(frozen=True, slots=True)
class DropForm:
    """Delete a saved form."""

    letter: ClassVar[str] = "q"
    form: FormId


@dataclass(frozen=True, slots=True)
class UndoChange:
    """Undo a change."""

    letter: ClassVar[str] = "u"
    change: ChangeId


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """The history of the library, or of a topic, a fact or a user in it."""

    letter: ClassVar[str] = "v"
    topic: TopicId | None = None
    fact: FactId | None = None
    user: UserId | None = None
    page: Page = 0
