"""One attempt to make a post, and what is known of it and of those before it."""

from dataclasses import dataclass, replace

from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Trouble


class DeliveryFailed(Exception):
    """A post did not arrive, or nobody can tell; `detail` says what a manager could mend."""

    def __init__(self, trouble: Trouble, detail: str | None = None) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class AttemptUnfinished(DeliveryFailed):
    """An attempt ended before its post was found or sent; another one goes on at once."""


class SearchUnfinished(AttemptUnfinished):
    """A post was looked for, and there is more to look through than fits into one attempt."""


class LeaseExpired(AttemptUnfinished):
    """The process was held up until somebody else may have taken the post up."""


@dataclass(slots=True)
class Attempt:
    """An attempt under way. `may_have_sent` from sending on, until Discord says no."""

    assignment: PostJob
    may_have_sent: bool = False

    @property
    def post(self) -> Post:
        """The post, with what is known of it by now."""
        return self.assignment.post

    @post.setter
    def post(self, post: Post) -> None:
        self.assignment = replace(self.assignment, post=post)

    def mark_searched(self, message: int) -> None:
        """Learn that a message is another one, as are all before it."""
        self.post = replace(self.post, searched_up_to=message)

    def mark_unsent(self) -> None:
        """Learn that no attempt before this one arrived."""
        self.post = replace(self.post, unsent_attempts=self.post.attempts - 1)

    def final_post(self) -> Post:
        """Return the post as it is known once this attempt is over."""
        if self.may_have_sent or self.post.is_unsure:
            return self.post
        return replace(self.post, unsent_attempts=self.post.attempts)
