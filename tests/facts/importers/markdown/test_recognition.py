"""Which files are taken for notes."""

import pytest

from tests.support.builders import SEED
from tests.support.documents import read
from tests.support.notes import is_recognized

STARTER = "facts/importers/starter"


@pytest.mark.parametrize(
    "text",
    [
        "# naps\n- a",
        "# naps\n\nwords\n\n1. a",
        "naps\n====\n* a",
        "## naps\n> words",
        "---\ntitle: naps\n---\n- a",
        "- Naps help. [Study](https://s.example)",
        "- Naps help. https://s.example",
        "- Naps help.[^1]\n\n[^1]: Book",
        "Source: Book\n\n- a",
        "Hotfixes need two reviewers.\n- claim: Deploys freeze on Fridays.\n",
        "Meeting notes\n\n- call Bob\n- buy milk\n",
        "- Naps help nurses.\n",
        "- a\n  Source: Book",
        "<!-- a note -->\n# naps\n- a",
        "\n\n# naps\n- quote: a\n  Source: Book",
        read(f"{STARTER}/template.md"),
        read(f"{STARTER}/team-handbook.md"),
    ],
)
def test_notes_are_recognized(text: str) -> None:
    assert is_recognized(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words and more words",
        "# naps\n\nwords without a list",
        "Dear all,\n- first\n- second\n",
        "words\n\nand more words - with a dash\n",
        "int nap();\n/* steps:\n - lie down\n */\n",
        "import naps\n- lie down\n",
        "--- a/naps\n+++ b/naps\n- lie down\n+ get up\n",
        "- name: short naps\n- name: long naps\n",
        "fact,source\n- naps,Book\n",
        '{"fact": "naps"}\n',
        '[{"fact": "- naps"}]',
        "@article{naps,\n  title = {# Naps},\n}\n",
        "<!doctype html>\n<h1>naps</h1>\n- a [b](https://c.example)",
        "# quotes\nnaps:\n  - text: Naps help.\n    source: Book\n",
        "# quotes\nnaps:\n- text: Naps help.\n  source: https://b.example\n",
        "%YAML 1.2\n---\n- a",
        "# tags\n[naps]\nkeywords = ['a']\n",
        "```\n# naps\n- a\n```\n",
        "<!--\n# naps\n- a\n-->\n",
        "TY  - JOUR\nTI  - Naps\nUR  - https://s.example\nER  - \n",
        read(f"{STARTER}/training-and-trust.txt"),
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not is_recognized(text)


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
def test_a_page_of_the_wiki_is_no_note() -> None:
    assert not is_recognized(SEED.read_text("utf-8"))
