"""One attempt to send a post, and the limits of attempts."""

from dataclasses import dataclass, replace
from typing import Final

from facts.daily.post import Post
from facts.daily.results import PostJob
from facts.daily.schedule import Trouble


@dataclass(frozen=True, slots=True)
class PostingLimits:
    """The limits of the posting loop; times are in seconds.

    `longest_nap` is how long the loop sleeps at most, since another process may have added a
    schedule. `max_concurrent` posts are sent at a time: Discord takes 50 requests a second from a
    bot. `attempt_timeout` limits one attempt, and is shorter than a lease
    (`facts.daily.forecast.LEASE`). discord.py repeats a request that failed on Discord's side after
    `first_retry_after`: a refusal that comes later may be of the repetition, and proves nothing
    about the first request.
    """

    longest_nap: float = 20.0
    max_concurrent: int = 10
    attempt_timeout: float = 60.0
    first_retry_after: float = 1.0


DEFAULT_LIMITS: Final = PostingLimits()


class DeliveryFailed(Exception):
    """A post did not arrive, or its arrival is unknown.

    `detail` says what a manager could fix.
    """

    def __init__(self, trouble: Trouble, detail: str | None = None) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail


class AttemptUnfinished(DeliveryFailed):
    """An attempt ended too early; the next one follows at once."""


class SearchUnfinished(AttemptUnfinished):
    """The channel has more messages to search than one attempt can read."""


class LeaseExpired(AttemptUnfinished):
    """The lease of a post ended while the process was suspended.

    Another process may have taken the post over.
    """


@dataclass(slots=True)
class Attempt:
    """An attempt under way.

    `may_have_sent` becomes True when sending starts, and False again if Discord refuses at once.
    """

    job: PostJob
    may_have_sent: bool = False

    @property
    def post(self) -> Post:
        """The post, with what is known by now."""
        return self.job.post

    @post.setter
    def post(self, post: Post) -> None:
        self.job = replace(self.job, post=post)

    def mark_searched(self, message: int) -> None:
        """Record that a message, and all before it, are not the post's."""
        self.post = replace(self.post, searched_up_to=message)

    def mark_unsent(self) -> None:
        """Record that no earlier attempt arrived."""
        self.post = replace(self.post, unsent_attempts=self.post.attempts - 1)

    def final_post(self) -> Post:
        """Return the post with what is known after this attempt."""
        if self.may_have_sent or self.post.is_unsure:
            return self.post
        return replace(self.post, unsent_attempts=self.post.attempts)
