"""Files, folders and standard input as inputs of an import."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from facts.importers.errors import (
    FolderWithoutInput,
    InputError,
    InputIsFolder,
    InputMissing,
    InputNotPermitted,
    InputTooLarge,
    TooManyFiles,
)
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.input_reading import ImportInput
from facts.text.normalize import replace_surrogates

MAX_SIZE: Final = 100_000_000
"""Bytes. A page of 20 facts has 6,000, so a larger file is a mistake."""
_MAX_FILES: Final = 10_000
"""Files of a folder, at most: a vault of notes has a few thousand."""
_STANDARD_INPUT: Final = "-"
_CHUNK: Final = 1_000_000


def open_inputs(
    names: Sequence[str],
    options: ReadOptions,
    file_format: FileFormat | None,
    until: ExitStack,
) -> list[ImportInput]:
    """Return the files with some names; a folder stands for the files in it.

    A name that cannot be opened gives a file that raises InputError when it is read: so all such
    files are named at once.
    """
    inputs: list[ImportInput] = []
    for name in names:
        try:
            if name != _STANDARD_INPUT and Path(name).is_dir():
                inputs += [
                    ImportInput(file, options, file_format, replace_surrogates(name))
                    for file in _open_folder(name, until)
                ]
            else:
                inputs.append(ImportInput(open_input(name, until), options, file_format))
        except InputError as error:
            inputs.append(ImportInput(_failing_file(name, error), options, file_format))
    return inputs


def _open_folder(name: str, until: ExitStack) -> list[InputFile]:
    files = [open_input(str(path), until) for path in _list_files(name)]
    if not files:
        raise FolderWithoutInput(replace_surrogates(name))
    return files


def _failing_file(name: str, error: InputError) -> InputFile:
    def fail() -> Iterator[bytes]:
        raise error

    return InputFile(replace_surrogates(name), 0, fail)


def open_input(name: str, until: ExitStack, max_size: int = MAX_SIZE) -> InputFile:
    """Return the file with a name, or standard input for `-`.

    A pipe is read to its end first, into a file that `until` closes: the database is not locked
    while input is awaited. Raises InputError for a file that is unreadable or over `max_size`.
    """
    safe_name = replace_surrogates(name)
    if name == _STANDARD_INPUT:
        if sys.stdin is None:
            raise InputMissing("standard input")
        return _buffer_pipe("standard input", sys.stdin.buffer, until, max_size)
    with _translate_errors(safe_name):
        status = Path(name).stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputIsFolder(safe_name)
        if not os.access(name, os.R_OK):
            raise InputNotPermitted(safe_name)
        if not stat.S_ISREG(status.st_mode):
            with Path(name).open("rb") as pipe:
                return _buffer_pipe(safe_name, pipe, until, max_size)
    _check_size(safe_name, status.st_size, max_size)
    return InputFile(safe_name, status.st_size, lambda: _read_chunks(name, max_size))


def _list_files(folder: str) -> list[Path]:
    """Return the files of a folder and its subfolders; hidden ones and pipes are left out."""
    found: list[Path] = []
    with _translate_errors(replace_surrogates(folder)):
        for place, folders, files in os.walk(folder, onerror=_refuse_folder):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            paths = (Path(place, each) for each in sorted(files) if not each.startswith("."))
            found += [path for path in paths if path.is_file()]
            if len(found) > _MAX_FILES:
                raise TooManyFiles(replace_surrogates(folder), _MAX_FILES)
    return found


def _refuse_folder(error: OSError) -> None:
    raise InputNotPermitted(replace_surrogates(str(error.filename))) from error


def _read_chunks(name: str, max_size: int) -> Iterator[bytes]:
    safe_name, size = replace_surrogates(name), 0
    with _translate_errors(safe_name), Path(name).open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            _check_size(safe_name, size, max_size)
            yield chunk


def _buffer_pipe(name: str, pipe: BinaryIO, until: ExitStack, max_size: int) -> InputFile:
    buffer = until.enter_context(TemporaryFile())  # noqa: SIM115 (`until` closes it)
    size = 0
    while chunk := pipe.read(_CHUNK):
        size += len(chunk)
        _check_size(name, size, max_size)
        buffer.write(chunk)
    buffer.flush()

    def read_chunks() -> Iterator[bytes]:
        place = 0
        while True:
            buffer.seek(place)
            chunk = buffer.read(_CHUNK)
            if not chunk:
                return
            place += len(chunk)
            yield chunk

    return InputFile(name, size, read_chunks)


def _check_size(name: str, size: int, max_size: int) -> None:
    if size > max_size:
        raise InputTooLarge(name, max_size)


@contextmanager
def _translate_errors(name: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputMissing(name) from error
    except PermissionError as error:
        raise InputNotPermitted(name) from error
