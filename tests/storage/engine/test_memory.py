from storage.engine.memory import release_memory


def test_memory_can_be_given_back_again_and_again() -> None:
    for _ in range(2):
        release_memory()
