import pytest

from facts.importers.wiki.source_line import build_citation, read_source_line
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft


def read_citation(text: str) -> tuple[CitationDraft, tuple[str, ...]]:
    return build_citation(read_source_line(text))


@pytest.mark.parametrize(
    ("text", "title", "site", "author", "date"),
    [
        ("Naps a.org Mar 2026", "Naps", "a.org", None, "2026-03"),
        ("Naps a.org", "Naps", "a.org", None, None),
        ("Naps www.a.org", "Naps", "a.org", None, None),
        ("Naps a.org Jane Doe", "Naps", "a.org", "Jane Doe", None),
        ("Naps a.org Jane · Bed Inc Mar 2026", "Naps", "a.org", "Jane · Bed Inc", "2026-03"),
        ("Naps a.org Jane Doe, John Roe 2026", "Naps", "a.org", "Jane Doe, John Roe", "2026"),
        ("Naps a.org 2026", "Naps", "a.org", None, "2026"),
        ("Naps of 2026 a.org", "Naps of 2026", "a.org", None, None),
        ("Naps a.org Jane Doe · b.com", "Naps", "a.org", "Jane Doe · b.com", None),
        ("Naps a.org van Dyk · b.com", "Naps", "a.org", "van Dyk · b.com", None),
        ("How b.com naps a.org Jane Doe", "How b.com naps", "a.org", "Jane Doe", None),
        ("Naps · Bed a.org 3 weeks ago", "Naps · Bed", "a.org", None, "3 weeks ago"),
        ("[2502.14302] Naps a.org", "[2502.14302] Naps", "a.org", None, None),
        ("Naps with Node.js a.org", "Naps with Node.js", "a.org", None, None),
        ("Naps on Booking.com a.org", "Naps on Booking.com", "a.org", None, None),
        ("Naps in Large Beds ... a.org", "Naps in Large Beds ...", "a.org", None, None),
        ("\u00a0Naps \t a.org\u00a0Jane\u00a0 yesterday ", "Naps", "a.org", "Jane", "yesterday"),
    ],
)  # fmt: skip
def test_a_source_is_read_from_the_right(
    text: str, title: str, site: str, author: str | None, date: str | None
) -> None:
    published = PublicationDate.parse(date) if date else None
    citation, doubts = read_citation(text)
    assert citation.source.published is None or str(citation.source.published) == date
    assert bool(citation.source.published) == bool(published)
    assert (citation.source.title, citation.source.site, citation.author) == (title, site, author)
    assert doubts == ()


@pytest.mark.parametrize(
    ("text", "title", "site", "author"),
    [
        ("Naps a.org b.com", "Naps", "a.org", "b.com"),
        ("Naps a.org b.com c.net", "Naps", "a.org", "b.com c.net"),
        ("Naps a.org b.com Jane Doe", "Naps", "a.org", "b.com Jane Doe"),
        ("a.org", "a.org", "a.org", None),
        ("Naps with dots · a.org", "Naps with dots ·", "a.org", None),
        ("How b.com makes people nap", "How", "b.com", "makes people nap"),
        ("Naps of 2026", "Naps of 2026", None, None),
        ("Unknown source", "Unknown source", None, None),
    ],
)
def test_a_doubtful_source_is_read_with_a_doubt(
    text: str, title: str, site: str | None, author: str | None
) -> None:
    citation, doubts = read_citation(text)
    assert (citation.source.title, citation.source.site, citation.author) == (title, site, author)
    assert len(doubts) == 1


@pytest.mark.parametrize(
    ("text", "source", "author"),
    [
        ("[Naps](https://a.org/n) a.org", SourceDraft("Naps", "a.org", "https://a.org/n"), None),
        ("[Naps](https://www.a.org/n)", SourceDraft("Naps", "a.org", "https://www.a.org/n"), None),
        (
            "[On b.com [1] naps](https://a.org/n_(x)) a.org Jane",
            SourceDraft("On b.com [1] naps", "a.org", "https://a.org/n_(x)"),
            "Jane",
        ),
        (
            "[Naps](https://a.org/n) Jane Doe Mar 2026",
            SourceDraft("Naps", "a.org", "https://a.org/n", PublicationDate.parse("Mar 2026")),
            "Jane Doe",
        ),
        (
            "https://a.org/naps a.org",
            SourceDraft("https://a.org/naps", "a.org", "https://a.org/naps"),
            None,
        ),
    ],
)
def test_a_title_can_be_a_link(text: str, source: SourceDraft, author: str | None) -> None:
    assert read_citation(text) == (CitationDraft(source, author), ())


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("[Naps](https://evil.example/n) nature.com", "evil.example"),
        ("[Naps](https://nature.com.evil.example/n) nature.com", "nature.com.evil.example"),
        ("[Naps](https://evilnature.com/n) nature.com Jane Doe 2026", "evilnature.com"),
        ("https://evil.example/n nature.com", "evil.example"),
    ],
)
def test_the_host_of_the_address_is_the_site_if_the_line_names_another(
    text: str, site: str
) -> None:
    citation, doubts = read_citation(text)
    assert citation.source.site == site
    assert citation.source.url is not None
    assert doubts == (
        f"the address leads to {site}, not to nature.com; the site {site} was imported",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[Naps](https://www.nature.com/n) nature.com",
        "[Naps](https://blog.nature.com/n) nature.com",
        "[Naps](HTTPS://Nature.com/n) blog.nature.com",
    ],
)
def test_a_subdomain_does_not_contradict_the_site(text: str) -> None:
    citation, doubts = read_citation(text)
    assert citation.source.site == text.rpartition(" ")[2]
    assert doubts == ()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://nature.com@evil.example/", "a user name in front of its host"),
        ("https://nature.com:x@evil.example/n", "a user name in front of its host"),
        ("https://nature.com\\@evil.example/n", "no safe web address"),
        ("https://nature.com/\u202en", "no safe web address"),
        ("https:///n", "no safe web address"),
        (f"https://nature.com/{'n' * 2_000}", "no safe web address"),
    ],
)
def test_an_address_that_is_no_link_is_dropped_with_a_doubt(address: str, reason: str) -> None:
    citation, doubts = read_citation(f"[Naps]({address}) nature.com")
    assert citation.source == SourceDraft("Naps", "nature.com")
    assert [reason in doubt for doubt in doubts] == [True]


def test_an_address_that_is_no_link_gives_no_site() -> None:
    citation, doubts = read_citation("[Naps](https://nature.com@evil.example/)")
    assert citation.source == SourceDraft("Naps")
    assert len(doubts) == 2
