import pytest

from facts.importers.wiki.sites import find_sites, is_site


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
def test_a_name_with_a_dot_is_no_site(word: str) -> None:
    assert not is_site(word)
    assert find_sites(f"Naps {word} again") == []
