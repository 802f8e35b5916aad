"""Downloads to a file and to standard output, uploads, and the progress that a terminal shows."""

from __future__ import annotations

import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gitlab._download import MOST_BREAKS
from gitlab._registry import commands
from gitlab.cli import files
from gitlab.cli.actions import actions_of
from gitlab.cli.progress import progress

if TYPE_CHECKING:
    from tests.cli._stub import Stub
    from tests.cli.conftest import Run

CONTENT = bytes(range(256)) * 1000
ARTIFACTS = ("project-job", "artifacts", "--project-id", "1", "--id", "7")


@pytest.fixture(autouse=True)
def artifacts(stub: Stub) -> None:
    stub.answers["/projects/1/jobs/7/artifacts"] = [CONTENT]


@pytest.mark.parametrize("more", [(), ("--output-file", "-")])
def test_downloads_go_to_standard_output(
    stub: Stub, capfdbinary: pytest.CaptureFixture[bytes], more: tuple[str, ...]
) -> None:
    from gitlab.cli import main

    main(["--server-url", stub.url, *ARTIFACTS, *more])
    assert capfdbinary.readouterr().out == CONTENT


def test_downloads_are_saved(run: Run, stub: Stub, tmp_path: Path) -> None:
    target = tmp_path / "@artifacts.zip"
    words = ("--server-url", stub.url, *ARTIFACTS, "--output-file", str(target))
    assert run(*words) == (0, "", "")
    assert target.read_bytes() == CONTENT


def test_a_name_with_an_at_sign_is_a_name(
    run: Run, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--server-url", stub.url, *ARTIFACTS, "--output-file", "@x.zip").status == 0
    assert (tmp_path / "@x.zip").read_bytes() == CONTENT


def test_a_file_that_is_not_there_leaves_none_behind(run: Run, stub: Stub, tmp_path: Path) -> None:
    words = ("project-job", "artifacts", "--project-id", "1", "--id", "8")
    target = tmp_path / "artifacts.zip"
    status, out, err = run("--server-url", stub.url, *words, "--output-file", str(target))
    assert (status, out, list(tmp_path.iterdir())) == (1, "", [])
    assert err.startswith("Impossible to run project-job artifacts (404: ")


def test_what_an_attempt_has_saved_is_not_fetched_again(
    run: Run, stub: Stub, tmp_path: Path
) -> None:
    stub.headers = {"ETag": '"v1"'}
    stub.cuts = [100_000, *[0] * (MOST_BREAKS + 1)]
    target = tmp_path / "artifacts.zip"
    words = ("--server-url", stub.url, *ARTIFACTS, "--output-file", str(target), "--resume")
    assert run(*words).status == 1
    [part] = tmp_path.iterdir()
    kept = part.stat().st_size
    assert kept > 0
    stub.cuts = []
    assert run(*words) == (0, "", "")
    assert target.read_bytes() == CONTENT
    assert stub.asked[-1].headers["Range"] == f"bytes={kept}-"


def test_every_download_can_be_saved() -> None:
    saved = {
        f"{resource.cli_name} {action.name}"
        for resource in commands()
        for action in actions_of(resource).values()
        if {"output_file", "resume"} <= {flag.name for flag in action.flags}
    }
    assert {
        "project-export download",
        "group-export download",
        "project repository-archive",
        "generic-package download",
        "project-file raw",
        "project-job trace",
        "project-snippet content",
    } <= saved


def test_progress_is_drawn_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rich")
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Downloading", in_bytes=True) as tell:
        assert tell is not None
        tell(500, 1000)
    assert "0.5/1.0 kB" in screen.getvalue()


def test_no_progress_is_written_to_files(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Downloading") as tell:
        assert tell is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("watched", [True, False])
@pytest.mark.parametrize(
    ("path", "words", "flag"),
    [
        (
            "/projects/1/packages/generic/tool/1.0/tool.bin",
            "generic-package upload --package-name tool --package-version 1.0 --file-name tool.bin",
            "--path",
        ),
        ("/projects/1/uploads", "project upload --id 1 --filename tool.bin", "--filepath"),
    ],
)
def test_uploads_are_the_same_with_and_without_progress(
    run: Run,
    stub: Stub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    words: str,
    flag: str,
    watched: bool,
) -> None:
    told: list[tuple[int, int | None]] = []

    @contextmanager
    def watching(what: str, *, in_bytes: bool) -> Generator[Any]:
        yield (lambda done, total: told.append((done, total))) if watched else None

    monkeypatch.setattr(files, "progress", watching)
    stub.answers[path] = [{"message": "201 Created", "url": "/uploads/1/tool.bin"}]
    file = tmp_path / "tool.bin"
    content = bytes(range(256)) * 8192
    file.write_bytes(content)
    more = ["--project-id", "1"] if words.startswith("generic") else []
    done = run("--server-url", stub.url, *words.split(), *more, flag, str(file))
    assert done.status == 0, done.err
    assert content in stub.asked[-1].body
    assert told[-1:] == ([(len(content), len(content))] if watched else [])
    assert len(told) > 3 or not watched
