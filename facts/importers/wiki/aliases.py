"""The other names of a topic, written as one list."""

from collections.abc import Iterator

from facts.text.normalize import canonical


def read_aliases(text: str, name: str) -> tuple[str, ...]:
    """Split "SFT, fine-tuning (supervised, full)" at commas outside parentheses.

    What repeats the topic's name or an earlier alias, apart from case, is left out.
    """
    seen = {canonical(name).casefold()}
    aliases = []
    for alias in _split_at_commas(text):
        key = canonical(alias).casefold()
        if key and key not in seen:
            seen.add(key)
            aliases.append(alias.strip())
    return tuple(aliases)


def _split_at_commas(text: str) -> Iterator[str]:
    if text.count("(") != text.count(")"):
        yield from text.replace(",\u00a0", ", ").split(", ")
        return
    depth = start = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0 and text[place + 1 : place + 2].isspace():
            yield text[start:place]
            start = place + 1
    yield text[start:].strip().removesuffix(",")
