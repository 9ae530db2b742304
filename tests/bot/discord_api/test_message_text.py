import pytest

from bot.discord_api.message_text import clean_content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@1> what is  a nap?", "what is a nap?"),
        ("<@!1><@&2> <#3>\nnaps <a:zz:4>  help\n<:nap:5></topic name:6>", "naps help"),
        ("since <t:1700000000:R>, 5 < 6 and 7 > 6", "since , 5 < 6 and 7 > 6"),
        ("one\n\n two ", "one\ntwo"),
        ("<@1>", ""),
    ],
)
def test_tags_are_left_out_of_message_text(content: str, words: str) -> None:
    assert clean_content(content) == words


def test_signs_that_stand_for_many_letters_make_no_text_longer_than_a_message() -> None:
    sign = "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
    assert clean_content(f"{sign} " * 900) == " ".join([sign] * 210)
    assert clean_content(sign * 200) == sign * 200
    assert clean_content("é" * 6_000) == "é" * 6_000
