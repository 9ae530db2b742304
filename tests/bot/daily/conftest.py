import pytest

from bot.daily.attempt import PostingLimits

SOUND_SLEEP = PostingLimits(longest_nap=86_400.0)
"""The loop sleeps until something is due: each look costs the simulation some time."""


@pytest.fixture
def posting_limits() -> PostingLimits:
    return SOUND_SLEEP
