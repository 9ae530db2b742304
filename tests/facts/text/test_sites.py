import pytest

from facts.text.sites import normalize_site


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "www.example.org",
        " WWW.Example.ORG ",
        "https://example.org",
        "https://www.example.org/page/2?q=1#top",
        "https://example.org?q=a/b",
        "http://user:word@example.org:8080/page",
        "example.org/page",
    ],
)
def test_a_site_is_the_host_of_an_address(address: str) -> None:
    assert normalize_site(address) == "example.org"


def test_what_is_no_address_is_no_site() -> None:
    assert normalize_site("") == ""
