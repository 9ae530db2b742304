import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.addresses import MAX_ADDRESS, has_user_data, is_link, is_same_site


@pytest.mark.parametrize(
    "url",
    [
        "https://nature.com",
        "http://www.nature.com/articles/s41586-024-1?x=1#top",
        "HTTPS://Nature.com/",
        "https://medium.com/@jane/naps",
        "https://a.org?to=jane@b.org",
        "https://a.org/naps_(sleep)",
        "https://wiki/Deploys",
        "http://localhost:8080/x",
        "https://192.168.0.1/x",
        "https://bücher.example/schläfchen",
        "https://xn--bcher-kva.example",
        "https://a.org./",
    ],
)
def test_a_web_address_is_a_link(url: str) -> None:
    assert is_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nature.com",
        "ftp://nature.com/",
        "javascript://nature.com/%0aalert(1)",
        "https://",
        "https:///naps",
        "https://?x",
        "https://:80/",
        "https://nature.com:port/",
        "https://nature.com@evil.example/",
        "https://user:secret@nature.com/",
        "https://@nature.com/",
        "https://nature.com\\@evil.example/",
        "https://nature.com/a b",
        "https://nature.com/a\u00a0b",
        "https://nature.com/\u202egpj.exe",
        "https://nature.com/\x1b[31m",
        "https://nature.com/\n",
        "https://nature..com/",
        "https://.com/",
        "https://-a.org/",
        "https://[2001:db8::1]/",
        "https://nature.com%40evil.example/",
        "https://nature.com\ud800/",
        " https://nature.com/",
    ],
)
def test_any_other_text_is_no_link(url: str) -> None:
    assert not is_link(url)


def test_an_address_of_any_length_is_no_link() -> None:
    url = "https://nature.com/"
    assert is_link(url.ljust(MAX_ADDRESS, "a"))
    assert not is_link(url.ljust(MAX_ADDRESS + 1, "a"))


@given(st.text(st.characters(exclude_characters="/?#\\"), min_size=1), st.text())
def test_an_address_with_user_data_is_never_a_link(user: str, path: str) -> None:
    url = f"https://{user}@evil.example/{path}"
    assert has_user_data(url)
    assert not is_link(url)


@pytest.mark.parametrize("url", ["https://a.org/@b", "https://a.org?x=a@b", "a.org", "a@b.org"])
def test_an_at_sign_after_the_host_is_no_user_data(url: str) -> None:
    assert not has_user_data(url)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("nature.com", "nature.com", True),
        ("www.nature.com", "Nature.com", True),
        ("en.wikipedia.org", "wikipedia.org", True),
        ("wikipedia.org", "en.wikipedia.org", True),
        ("evilnature.com", "nature.com", False),
        ("nature.com.evil.example", "nature.com", False),
        ("evil.example", "nature.com", False),
    ],
)
def test_a_host_and_its_subdomain_are_one_site(one: str, other: str, *, is_same: bool) -> None:
    assert is_same_site(one, other) == is_same
