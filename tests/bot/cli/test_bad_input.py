"""Bad input gives one line and an exit code, and changes nothing."""

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from bot.files.input_files import open_input
from facts.importers.errors import InputMissing, InputTooLarge
from tests.support.builders import ROOT

Footnote = Callable[..., Result]


def error_lines(stderr: str) -> list[str]:
    """Return standard error's lines, without the notice of a new database."""
    lines = stderr.splitlines()
    return lines[1:] if lines[:1] and lines[0].startswith("Made a new database at ") else lines


def check_error(result: Result, message: str) -> None:
    assert result.exit_code == 3
    assert result.stdout == ""
    assert message in error_lines(result.stderr)[0]


def test_a_missing_file(footnote: Footnote, path: str) -> None:
    check_error(footnote("import", "nowhere.txt"), "nowhere.txt: no such file.")
    assert not Path(path).exists()


def test_a_missing_file_beside_a_good_one(footnote: Footnote, page: str, path: str) -> None:
    check_error(footnote("import", page, "nowhere.txt"), "nowhere.txt: no such file.")
    assert not Path(path).exists()


def test_a_folder(footnote: Footnote, tmp_path: Path) -> None:
    check_error(footnote("import", str(tmp_path)), "has no file that can be imported")


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0", b"Facts (1)\n\0", b"N\xe5ps\x81 \x01", b"\xfe\xff\xd8"]
)
def test_a_binary_file(footnote: Footnote, tmp_path: Path, path: str, content: bytes) -> None:
    file = tmp_path / "binary"
    file.write_bytes(content)
    check_error(footnote("import", str(file)), "this is no text")
    assert not Path(path).exists()


def test_invalid_utf8_names_the_line(footnote: Footnote) -> None:
    given = b"naps\nFacts (1)\nA Paper x.example 1 fact\nclaimCaf\x81s help.\n"
    check_error(footnote("import", "-", given=given), "standard input, line 4: this is no text.")
    assert footnote("topics").exit_code == 1


@pytest.mark.parametrize(
    "content", ["", "\n\n", "naps\nFacts (0)\nSources\n", "{}", "<html></html>"]
)
def test_a_page_without_facts(footnote: Footnote, path: str, content: str) -> None:
    check_error(footnote("import", "-", given=content), "no facts found")
    assert not Path(path).exists()
    assert footnote("topics").exit_code == 1


def test_a_file_that_is_too_large(footnote: Footnote, tmp_path: Path, path: str) -> None:
    file = tmp_path / "large.txt"
    with file.open("wb") as sparse:
        sparse.truncate(200_000_000)
    check_error(footnote("import", str(file)), "larger than 100 MB")
    assert not Path(path).exists()


def test_standard_input_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open() as endless, ExitStack() as until:
        monkeypatch.setattr(sys, "stdin", endless)
        with pytest.raises(InputTooLarge):
            open_input("-", until, max_size=2_500_000)


def test_a_file_that_grows_past_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "growing.txt"
    file.write_text("naps\n")
    with ExitStack() as until:
        opened = open_input(str(file), until, max_size=20)
        file.write_text("naps\n" * 5)
        with pytest.raises(InputTooLarge):
            list(opened.lines())


def test_a_database_that_is_a_text_file(footnote: Footnote, page: str, path: str) -> None:
    Path(path).write_text("once upon a time\n" * 50)
    check_error(footnote("import", page), "is not a Footnote database")
    check_error(footnote("topics"), "is not a Footnote database")
    assert Path(path).read_text() == "once upon a time\n" * 50


def test_a_database_in_no_folder(footnote: Footnote, page: str) -> None:
    check_error(
        footnote("import", page, "--db", "no/such/folder/f.db"),
        "its folder exists and can be written to",
    )


def test_a_name_with_undecodable_bytes_is_a_miss(footnote: Footnote) -> None:
    result = footnote("topic", "caf\udce9")
    assert result.exit_code == 1


def run_on_tmpfs(options: str, folder: Path, *commands: str) -> "subprocess.CompletedProcess[str]":
    """Run shell commands in `folder`, a new file system with mount options."""
    footnote = shlex.join([sys.executable, "-m", "bot"])
    place = shlex.quote(str(folder))
    script = f"""
        mount -t tmpfs -o {options} tmpfs {place} || exit 99
        footnote() {{ {footnote} "$@" --db {place}/f.db; }}
        {"; ".join(commands)}
    """
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("this system does not let a test mount a file system of its own")
    return done


def test_a_read_only_folder(tmp_path: Path, page: str) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    done = run_on_tmpfs("ro", folder, f"footnote import {page}")
    assert done.returncode == 3
    (line,) = error_lines(done.stderr)
    assert "can be written to" in line


@pytest.mark.slow
def test_a_database_that_became_read_only(tmp_path: Path, page: str) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    done = run_on_tmpfs(
        "rw", folder, f"footnote import {page}", f"mount -o remount,ro {folder}", "footnote topics"
    )
    assert done.returncode == 3
    (line,) = error_lines(done.stderr)
    assert "read-only" in line or "cannot be opened" in line


@pytest.mark.slow
def test_a_full_disk_leaves_the_library_unchanged(tmp_path: Path, page: str) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    large = tmp_path / "large.txt"
    facts = "\n".join(f"claimFact {n} of a page too large for this disk." for n in range(20_000))
    large.write_text(f"large\nFacts (20000)\nA Paper x.example 20000 facts\n{facts}\n")
    done = run_on_tmpfs(
        "size=1m", folder, f"footnote import {page}", f"footnote import {large}",
        "echo exit $?", "footnote topics",
    )  # fmt: skip
    assert done.returncode == 0
    assert "exit 3\n" in done.stdout
    (line,) = error_lines(done.stderr)
    assert "is full. Nothing was written" in line
    assert done.stdout.endswith("power naps  PN, Power-nap      4        2       1\n")


@pytest.mark.slow
def test_a_full_disk_is_not_reported_as_damage(tmp_path: Path, page: str) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    done = run_on_tmpfs(
        "size=2m", folder, f"footnote import {page}",
        f"dd if=/dev/zero of={folder}/fill bs=4k 2>/dev/null",
        "footnote topics", f"footnote import {page}",
    )  # fmt: skip
    assert done.returncode == 3
    assert "is full" in done.stderr or "may be full" in done.stderr
    assert "damaged" not in done.stderr
    assert "Traceback" not in done.stderr


def process(path: str, *arguments: str, **options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bot", "--db", path, *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=ROOT, text=True, **(pipes | options))  # type: ignore[call-overload, no-any-return]


def test_waiting_for_input_holds_no_lock_and_stops_on_ctrl_c(
    footnote: Footnote, page: str, path: str, tmp_path: Path
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    # the pipe opens here once the program waits at its other end
    # a shell that starts the tests in the background lets them ignore Ctrl-C
    heed = {"preexec_fn": partial(signal.signal, signal.SIGINT, signal.SIG_DFL)}
    with process(path, "import", str(fifo), **heed) as waiting, fifo.open("w") as other_end:
        other_end.write("naps\n")
        other_end.flush()
        assert footnote("import", page).exit_code == 0
        waiting.send_signal(signal.SIGINT)
        _, errors = waiting.communicate()
    assert waiting.returncode == 130
    assert errors == "Interrupted.\n"


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_a_failed_write_to_standard_output_is_reported(path: str) -> None:
    with Path("/dev/full").open("w") as full:
        for arguments in (("topics",), ("topic", "pn"), ("topics", "--json")):
            with process(path, *arguments, stdout=full) as answering:
                _, errors = answering.communicate()
            assert answering.returncode == 3
            assert errors == "Reading or writing failed: No space left on device.\n"


@pytest.mark.usefixtures("filled")
def test_a_closed_pipe_is_not_an_error_message(path: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with process(path, "topics", stdout=theirs) as answering:
        os.close(theirs)
        _, errors = answering.communicate()
    assert answering.returncode == 141
    assert errors == ""


def test_missing_standard_input_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with ExitStack() as until, pytest.raises(InputMissing, match="standard input"):
        open_input("-", until)


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_unencodable_letters_do_not_stop_an_answer(path: str) -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    with process(path, "topic", "pn", env=env) as answering:
        answer, errors = answering.communicate()
    assert "4 facts ? 2 sources" in answer
    assert errors == ""
    with process(path, "topic", "pn", "--json", env=env) as answering:
        answer, _ = answering.communicate()
    assert json.loads(answer)["name"] == "power naps"
