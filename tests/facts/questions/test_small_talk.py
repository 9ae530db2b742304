"""Which messages are small talk, in many languages, and which ask something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.questions.small_talk import SmallTalkKind, classify_small_talk, is_small_talk
from tests.support.awkward_inputs import AWKWARD


@pytest.mark.parametrize(
    "text",
    [
        "thanks", "Thanks!", "ok", "bye", "👍", "👍🏽", "❤️", "lol", "LOOOOL", "good bot",
        "bad bot",
        "nice", "coool", "sure", "got it", "thaaanks", ":)", "xD", "<3", "+1", "hahahahaha",
        "thank you so much for the help, team!", "thanks again everyone", "thanks, bye 👋",
        "ok thanks, that helps", "nice one 😀", "this is very helpful", "see you tomorrow",
        "how are you?", "what's up?", "good morning", "hello everyone", "happy birthday Ana!",
        "thanks for the lunch yesterday", "congrats on the launch", "have a great weekend, all",
    ],
)  # fmt: skip
def test_english_small_talk_is_heard(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "gracias", "¡Muchas gracias por la ayuda!", "adiós", "obrigado", "muito obrigada!",
        "até logo",
        "merci", "merci beaucoup", "à bientôt", "d'accord", "danke", "Vielen Dank für die Hilfe!",
        "tschüss", "alles klar", "grazie mille", "va bene", "спасибо",
        "Большое спасибо за помощь!",
        "до свидания", "谢谢", "谢谢你的帮助", "好的，谢谢！", "再见", "ありがとう",
        "ありがとうございます！", "またね",
        "감사합니다", "도와주셔서 감사합니다", "ㅋㅋㅋㅋㅋ", "धन्यवाद", "बहुत बहुत धन्यवाद",
        "شكرا", "شكرًا جزيلا",
        "teşekkürler", "Teşekkür ederim", "ขอบคุณครับ", "ขอบคุณมากค่ะ", "cảm ơn bạn",
        "dziękuję bardzo",
        "dank je wel", "kkkk", "jajaja", "bom dia pessoal",
    ],
)  # fmt: skip
def test_small_talk_in_other_languages_is_heard(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, what is RAG?", "thanks! and what about naps", "RAG", "help", "?", "👆", "🤔",
        "hm",
        "source?", "is this true?", "Really?", "ok?", "are you sure?", "nice paper on RAG",
        "cool roofs", "fair use", "good sleep", "how good is it", "the best time to sleep", "",
        "...",
        "谢谢，什么是RAG？", "了解模型", "gracias, ¿qué es RAG?",
        "that was a great lunch at the harbour",
        "see you tomorrow, where is the office", "hope you can help with naps", "no way to nap",
        "congratulations: show me facts", "-", "🍕",
    ],
)  # fmt: skip
def test_a_message_with_other_words_is_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Hi!",
        "hey",
        "hola",
        "bonjour",
        "привет",
        "你好",
        "こんにちは",
        "안녕하세요",
        "नमस्ते",
        "مرحبا",
    ],
)
def test_a_lone_hello_is_left_to_the_help(text: str) -> None:
    assert classify_small_talk(text) is SmallTalkKind.HELLO
    assert not is_small_talk(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("thanks", SmallTalkKind.THANKS),
        ("good bot", SmallTalkKind.THANKS),
        ("thanks, see you tomorrow", SmallTalkKind.GREETING),
        ("hello, good morning", SmallTalkKind.GREETING),
        ("hi, thanks", SmallTalkKind.THANKS),
        ("bad bot", SmallTalkKind.BLAME),
    ],
)
def test_small_talk_has_a_kind(text: str, kind: SmallTalkKind) -> None:
    assert classify_small_talk(text) is kind


def test_a_long_message_is_no_small_talk() -> None:
    assert is_small_talk("thanks " * 10)
    assert not is_small_talk("thanks " * 100)


@given(st.text() | st.sampled_from(AWKWARD))
def test_any_text_is_read(text: str) -> None:
    classify_small_talk(text)
