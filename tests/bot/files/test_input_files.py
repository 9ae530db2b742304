"""Files and folders become inputs."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.files.input_files import open_inputs
from facts.importers.errors import FolderWithoutInput, InputMissing
from facts.importers.file_format import ReadOptions
from facts.importers.input_reading import ImportInput


@pytest.fixture
def until() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def open_all(until: ExitStack, *names: Path) -> list[ImportInput]:
    return open_inputs([str(name) for name in names], ReadOptions(), None, until)


def test_a_folder_stands_for_its_files_without_hidden_ones(
    tmp_path: Path, until: ExitStack
) -> None:
    for name in ("b.md", "a.md", ".hidden.md", "sub/c.md", ".obsidian/app.json"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    inputs = open_all(until, tmp_path)
    names = [Path(each.file.name).relative_to(tmp_path).as_posix() for each in inputs]
    assert names == ["a.md", "b.md", "sub/c.md"]
    assert {each.folder for each in inputs} == {str(tmp_path)}


def test_a_folder_without_files_is_refused(tmp_path: Path, until: ExitStack) -> None:
    (tmp_path / ".hidden").write_text("x")
    (empty,) = open_all(until, tmp_path)
    with pytest.raises(FolderWithoutInput):
        empty.file.sample()


def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path, until: ExitStack) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.md").write_text("x")
    assert len(open_all(until, tmp_path)) == 1


def test_a_named_file_must_be_there_and_can_be_read_again(tmp_path: Path, until: ExitStack) -> None:
    file = tmp_path / "a.md"
    file.write_text("one\ntwo")
    (given,) = open_all(until, file)
    assert given.folder is None
    assert [list(given.file.lines()) for _ in range(2)] == [["one", "two"]] * 2
    (missing,) = open_all(until, tmp_path / "b.md")
    with pytest.raises(InputMissing):
        missing.file.sample()
