"""Unpacks gzip data in pieces, with limits on its size."""

import zlib
from collections.abc import Iterator
from typing import Final

from facts.importers.errors import InputTooLarge
from facts.importers.input_file import InputFile

MAX_UNPACKED: Final = 2_000_000_000
"""Bytes after unpacking, at most; it takes about ten seconds."""
MAX_RATIO: Final = 100
"""Bytes after unpacking for each packed one. JSON has 5 to 20, a gzip bomb has 1,000."""
_FREE: Final = 10_000_000
"""Bytes before the ratio counts: small files can be very regular."""
_PIECE: Final = 262_144
_MAGIC: Final = b"\x1f\x8b"
_TRAILER: Final = 8
"""Bytes of checksum and size at the end (RFC 1952)."""
_GZIP: Final = 31
"""The number by which zlib expects gzip data (https://docs.python.org/3/library/zlib.html)."""


class GzipDamaged(Exception):
    """The data is no gzip data from some place on."""


def unpack_head(data: bytes, size: int) -> bytes:
    """Return the first bytes of packed data, or of data that is not packed.

    Empty for damaged data. The checksum is left out, so that its damage does not matter.
    """
    if not data.startswith(_MAGIC):
        return data[:size]
    try:
        return zlib.decompressobj(_GZIP).decompress(data[:-_TRAILER], size)
    except zlib.error:
        return b""


def unpack(file: InputFile) -> InputFile:
    """Return the file inside a packed one; browsers and systems sometimes unpack it themselves.

    Reading it raises GzipDamaged, and InputTooLarge beyond MAX_UNPACKED or MAX_RATIO. Data that
    ends too early ends the file.
    """
    if not file.sample().data.startswith(_MAGIC):
        return file
    return InputFile(file.name, file.size, lambda: _unpack(file))


def _unpack(file: InputFile) -> Iterator[bytes]:
    unpacked, packed = 0, 0
    unpacker = zlib.decompressobj(_GZIP)
    for data in _iter_pieces(file):
        packed += len(data)
        rest, piece = data, b""
        while rest or len(piece) == _PIECE:  # a full piece can have a rest inside zlib
            if unpacker.eof:
                if not rest.startswith(_MAGIC[: len(rest)]):
                    return  # padding
                unpacker = zlib.decompressobj(_GZIP)  # files can follow each other (RFC 1952)
            try:
                piece = unpacker.decompress(rest, _PIECE)
            except zlib.error:
                raise GzipDamaged from None
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            unpacked += len(piece)
            _check_size(file.name, unpacked, packed)
            yield piece


def _iter_pieces(file: InputFile) -> Iterator[bytes]:
    for chunk in file.chunks():
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


def _check_size(name: str, unpacked: int, packed: int) -> None:
    if unpacked > min(MAX_UNPACKED, max(_FREE, MAX_RATIO * packed)):
        raise InputTooLarge(name, MAX_UNPACKED)
