import pytest

from facts.text.sites import find_sites, is_site, normalize_site


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


def test_an_empty_address_has_no_site() -> None:
    assert normalize_site("") == ""


@pytest.mark.parametrize(
    "site",
    ["sleep.example", "www.sleep.example", "a.b.co.uk", "x-y.org", "3blue1brown.com", "müde.de"],
)
def test_a_lower_case_host_is_a_site(site: str) -> None:
    assert is_site(site)
    assert [found[0] for found in find_sites(f"Naps {site} Mar 2026")] == [site]


@pytest.mark.parametrize(
    "word",
    [
        "Node.js", "node.js", "Booking.com", "booking.Com", "[2502.14302]", "2502.14302", "e.g",
        "e.g.", "report.pdf", "main.cpp", "site.html", "U.S", "naps", ".com", "a..com",
        "sleep.example,", "https://sleep.example", "data.json", "config.yaml", "setup.exe",
    ],
)  # fmt: skip
def test_a_name_with_a_dot_is_not_a_site(word: str) -> None:
    assert not is_site(word)
    assert find_sites(f"Naps {word} again") == []
