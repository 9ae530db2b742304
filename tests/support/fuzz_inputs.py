"""Damaged and hostile input files, made from small good ones."""

import gzip
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.support.builders import ROOT

CORPUS: Final = ROOT / "benchmarks" / "fuzz_corpus"
_OPENINGS: Final = (
    b"[", b"{", b"(", b'{"a":', b'[{"a":', b"- ", b"? ", b"> ", b"* ", b"> - ", b"<div>",
    b"<a href=x>", b"{a=", b"[[", b"![", b"**", b"*a ", b"_", b"`", b"{\\x", b"$", b'"', b"'",
    b"<!--", b"a.", b"&a ", b"#", b"\t", b" ", b"\n", b"\r", b"\r\n", b",", b";", b"\\",
    b"\xe2\x80\xae", b"&#", b"<", b"|", b"|-", b"[^",
)  # fmt: skip
_SPECIALS: Final = (
    b"\x00", b"\x1b[31m", b"\xff", b"\x80", b"\xc3", b"\xef\xbb\xbf", b"\xff\xfe", b"\x85",
    b"\x0c", b"\x1a", "\u202e", "\u2028", "\ufeff", "\ufffe", "\U0001f600", "e\u0301", "\u00a0",
    "İ", "ﷺ", "\u200b", b"\\ud800", b"\\udfff\\ud800", b"\\u0000", b"&#xD800;", b"&#0;",
    b"&amp;#60;", b"&#x110000;", b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-0",
    b"0x1F", b"9" * 30, b"9" * 5_000, b"1_000", b"!!python/name:os.system ", b"&a ", b"*a",
    b"<<: *log", b"%YAML 1.1\n---\n", b"...\n", b"---\n", b"@string{", b"@comment", b"#",
    b"TY  - \n", b"ER  - \n", b"AU  - \n", b"2 facts", b"Facts (99)", b"claim",
    b"https://a@b.example/", b"https://", b"javascript:x", b"[[", b"]]", b"[^1]", b"](",
    b"```\n", b"|--|--|\n", b"</script>", b"<pre>", b"<div hidden>", b"<!--", b"-->",
    b"<a href='", b'"""', b"'''", b'""', b"\\", b"\r", b"=cmd|' /C calc'!A0", b"{}", b"[]",
    b'""', b": ", b", ", b"\t", b"\n\n", b"February 30, 2026", b"et al.",
)  # fmt: skip
_ENCODINGS: Final = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-8-sig",
    "cp1252",
    "latin-1",
    "utf-7",
    "utf-32",
)
_GZIP_NAME: Final = ".gz."
"""In the name of a file that is compressed before it is read."""


@dataclass(frozen=True, slots=True)
class FuzzSeed:
    """A good file; `is_gzip` if it is read compressed."""

    name: str
    data: bytes
    is_gzip: bool = False

    @property
    def packed(self) -> bytes:
        """The file as it is read."""
        return gzip.compress(self.data, mtime=0) if self.is_gzip else self.data


@dataclass(frozen=True, slots=True)
class FuzzSizes:
    """The largest inputs: bytes, and repetitions of an opening such as a bracket."""

    size: int = 100_000
    depth: int = 20_000


@cache
def load_seeds(folder: Path = CORPUS) -> tuple[FuzzSeed, ...]:
    """Return the good files of a folder, by name."""
    return tuple(
        FuzzSeed(path.name, path.read_bytes(), _GZIP_NAME in path.name)
        for path in sorted(folder.iterdir())
    )


def make_input(
    chooser: random.Random, seeds: Sequence[FuzzSeed], others: Sequence[FuzzSeed], sizes: FuzzSizes
) -> bytes:
    """Return one of the seeds with one to five kinds of damage; parts of `others` may be in it."""
    seed = chooser.choice(seeds)
    damage = _Damage(chooser, others, sizes)
    data = damage.apply(seed.data)
    if seed.is_gzip:
        data = gzip.compress(data, 1, mtime=0)
        data = damage.flip(data) if chooser.random() < 0.2 else data
    return data


class _Damage:
    def __init__(
        self, chooser: random.Random, others: Sequence[FuzzSeed], sizes: FuzzSizes
    ) -> None:
        self._chooser = chooser
        self._others = others
        self._sizes = sizes
        self._kinds: tuple[Callable[[bytes], bytes], ...] = (
            *(self.flip, self._insert, self._insert, self._insert, self._delete, self._duplicate),
            *(self._splice, self._truncate, self._reorder, self._replace, self._encode, self._end),
        )

    def apply(self, data: bytes) -> bytes:
        for _ in range(self._chooser.randint(1, 5)):
            data = self._chooser.choice(self._kinds)(data)
        if self._chooser.random() < 0.15:
            data = self._chooser.choice((self._nest, self._repeat))(data)
        return data[: self._sizes.size]

    def flip(self, data: bytes) -> bytes:
        """Change some bytes."""
        changed = bytearray(data)
        for _ in range(self._chooser.randint(1, 8) if data else 0):
            changed[self._place(data) - 1] = self._chooser.randrange(256)
        return bytes(changed)

    def _insert(self, data: bytes) -> bytes:
        special = self._chooser.choice(_SPECIALS)
        place = self._place(data)
        return (
            data[:place]
            + (special.encode() if isinstance(special, str) else special)
            + data[place:]
        )

    def _delete(self, data: bytes) -> bytes:
        start, end = self._span(data)
        return data[:start] + data[end:]

    def _duplicate(self, data: bytes) -> bytes:
        start, end = self._span(data)
        return data[:end] + data[start:]

    def _splice(self, data: bytes) -> bytes:
        other = self._chooser.choice(self._others).data
        start, end = self._span(other)
        place = self._place(data)
        return data[:place] + other[start:end] + data[place:]

    def _truncate(self, data: bytes) -> bytes:
        return data[: self._place(data)]

    def _reorder(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        self._chooser.shuffle(lines)
        return b"\n".join(lines)

    def _replace(self, data: bytes) -> bytes:
        """Replace one word by another, everywhere."""
        words = data.split()
        if not words:
            return data
        return data.replace(self._chooser.choice(words), self._chooser.choice(words))

    def _encode(self, data: bytes) -> bytes:
        if self._chooser.random() < 0.6:
            return data
        encoding = self._chooser.choice(_ENCODINGS)
        return data.decode("utf-8", "replace").encode(encoding, "replace")

    def _end(self, data: bytes) -> bytes:
        return data.replace(b"\n", self._chooser.choice((b"\r", b"\r\n", b"\n\n", b" ", b"\n\t")))

    def _nest(self, data: bytes) -> bytes:
        opening = self._chooser.choice(_OPENINGS)
        place = self._place(data)
        return data[:place] + opening * self._chooser.randint(10, self._sizes.depth) + data[place:]

    def _repeat(self, data: bytes) -> bytes:
        """Repeat a part until the input is large."""
        start, end = self._span(data)
        part = data[start:end] or b"\n"
        times = self._chooser.randint(2, max(2, self._sizes.size // len(part)))
        return data[:start] + part * times + data[end:]

    def _place(self, data: bytes) -> int:
        """Return a place, often one beside punctuation or a line end."""
        place = self._chooser.randint(0, len(data))
        marks = [data.find(mark, place) for mark in (b"\n", b'"', b":", b"}")]
        return self._chooser.choice([place, *(mark for mark in marks if mark >= 0)])

    def _span(self, data: bytes) -> tuple[int, int]:
        start = self._place(data)
        length = self._chooser.choice((1, 4, 20, 200, len(data)))
        return start, min(len(data), start + self._chooser.randint(1, max(1, length)))
