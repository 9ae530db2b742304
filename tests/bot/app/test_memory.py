from bot.app.memory import limit_memory


def test_memory_can_be_limited_again_and_again() -> None:
    for _ in range(2):
        limit_memory()
