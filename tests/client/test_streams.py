"""Downloads as files and uploads without memory, over sockets and in both colours."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread, get_ident
from time import sleep
from typing import Any

import pytest

from gitlab import AsyncGitlab, Gitlab, exceptions as exc
from gitlab._core.uploads import IN_MEMORY_BYTES

CONTENT = bytes(range(256)) * 4096


class Files(ThreadingHTTPServer):
    """One file to download, that may break off; what is uploaded is kept."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.tag: str | None = '"v1"'
        self.content = CONTENT
        self.knows_ranges = True
        self.breaks_after: list[int] = []
        self.ranges: list[str | None] = []
        self.uploads: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients may leave early."""


class _Handler(BaseHTTPRequestHandler):
    @property
    def files(self) -> Files:
        assert isinstance(self.server, Files)
        return self.server

    def do_GET(self) -> None:
        files = self.files
        if "/missing" in self.path:
            self.send_error(404)
            return
        asked = self.headers.get("Range")
        files.ranges.append(asked)
        start = 0
        same = self.headers.get("If-Range") == files.tag
        if asked and files.knows_ranges and same:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if start else 200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(len(files.content) - start))
        if files.tag:
            self.send_header("ETag", files.tag)
        self.end_headers()
        rest = files.content[start:]
        if files.breaks_after:
            self.wfile.write(rest[: files.breaks_after.pop(0)])
            # What came before the end of a connection is read before the end is.
            sleep(0.05)
            self.close_connection = True
        else:
            self.wfile.write(rest)

    def _upload(self) -> None:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers["Content-Length"]))
        self.files.uploads.append((dict(self.headers), body))
        self.send_response(self.files.statuses.pop(0) if self.files.statuses else 201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self) -> None:
        self._upload()

    def do_PUT(self) -> None:
        self._upload()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""


@pytest.fixture
def files() -> Iterator[Files]:
    server = Files()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def gl(files: Files) -> Iterator[Gitlab]:
    with Gitlab(files.url, private_token="t") as client:
        yield client


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def job(gl: Gitlab) -> Any:
    return gl.projects.get(1, lazy=True).jobs.get(7, lazy=True)


async def ajob(gl: AsyncGitlab) -> Any:
    project = await gl.projects.get(1, lazy=True)
    return await project.jobs.get(7, lazy=True)


def test_the_old_forms_give_bytes_chunks_and_calls(gl: Gitlab) -> None:
    artifacts = job(gl).artifacts
    assert artifacts() == CONTENT
    chunks = list(artifacts(iterator=True, chunk_size=1000))
    assert b"".join(chunks) == CONTENT
    assert len(chunks[0]) == 1000
    taken: list[bytes] = []
    assert artifacts(streamed=True, action=taken.append) is None
    assert b"".join(taken) == CONTENT


def test_a_download_is_a_file(gl: Gitlab) -> None:
    with gl.stream(job(gl).artifacts) as file:
        assert file.size == len(CONTENT)
        assert file.read(10) == CONTENT[:10]
        rest = io.BytesIO()
        shutil.copyfileobj(file, rest)
    assert rest.getvalue() == CONTENT[10:]
    assert file.closed
    with pytest.raises(ValueError, match="closed"):
        file.read(1)


async def test_a_download_is_read_without_blocking(files: Files) -> None:
    async with AsyncGitlab(files.url) as gl, gl.stream((await ajob(gl)).artifacts) as file:
        assert file.size == len(CONTENT)
        assert await file.read(10) == CONTENT[:10]
        assert b"".join([chunk async for chunk in file]) == CONTENT[10:]
        assert await file.read() == b""


def test_a_download_is_left_at_any_point(gl: Gitlab) -> None:
    with gl.stream(job(gl).artifacts) as file:
        assert next(file.chunks())
    assert job(gl).artifacts() == CONTENT


def test_errors_are_those_of_the_method(gl: Gitlab) -> None:
    project = gl.projects.get(1, lazy=True)
    with pytest.raises(exc.GitlabGetError) as missing:
        gl.stream(project.artifacts.raw, "main", "missing", "job").read()
    assert missing.value.is_not_found


def test_a_saved_download_appears_when_it_is_complete(gl: Gitlab, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    target = tmp_path / "artifacts.zip"

    def note(done: int, total: int | None) -> None:
        assert not target.exists()
        seen.append((done, total))

    assert gl.stream(job(gl).artifacts).save(target, progress=note) == target
    assert target.read_bytes() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))
    assert list(tmp_path.iterdir()) == [target]


async def test_a_download_is_saved_without_blocking(files: Files, tmp_path: Path) -> None:
    seen: list[int] = []
    async with AsyncGitlab(files.url) as gl:
        stream = gl.stream((await ajob(gl)).artifacts)
        target = await stream.save(tmp_path / "a.zip", progress=lambda done, _: seen.append(done))
    assert held(tmp_path) == {"a.zip": CONTENT}
    assert target == tmp_path / "a.zip"
    assert seen[-1] == len(CONTENT)


def test_a_download_that_breaks_goes_on_where_it_was(gl: Gitlab, files: Files) -> None:
    files.breaks_after = [300_000, 200_000]
    assert gl.stream(job(gl).artifacts).read() == CONTENT
    assert files.ranges[0] is None
    starts = [int(re.sub(r"\D", "", str(asked))) for asked in files.ranges[1:]]
    assert len(starts) == 2
    assert 0 < starts[0] < starts[1] < len(CONTENT)


async def test_a_download_that_breaks_goes_on_without_blocking(files: Files) -> None:
    files.breaks_after = [300_000, 200_000]
    async with AsyncGitlab(files.url) as gl, gl.stream((await ajob(gl)).artifacts) as file:
        assert await file.read() == CONTENT
    assert len(files.ranges) == 3


@pytest.mark.parametrize("why", ["no tag", "no ranges", "changed"])
def test_what_cannot_be_taken_up_is_an_error_and_leaves_no_file(
    gl: Gitlab, files: Files, tmp_path: Path, why: str
) -> None:
    files.breaks_after = [300_000]
    files.knows_ranges = why != "no ranges"
    files.tag = None if why == "no tag" else '"v1"'
    stream = gl.stream(job(gl).artifacts)
    assert stream.size
    if why == "changed":
        files.tag = '"v2"'
    with pytest.raises(Exception, match=r"(?i)broken|incomplete|ended|read"):
        stream.save(tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_later_attempt_resumes_what_is_left_of_the_same_content(
    gl: Gitlab, files: Files, tmp_path: Path
) -> None:
    def leave(done: int, total: int | None) -> None:
        if done > 400_000:
            raise KeyboardInterrupt

    target = tmp_path / "a.zip"
    with pytest.raises(KeyboardInterrupt):
        gl.stream(job(gl).artifacts).save(target, progress=leave, resume=True)
    assert not target.exists()
    first: list[int] = []
    gl.stream(job(gl).artifacts).save(
        target, resume=True, progress=lambda done, _: first.append(done)
    )
    assert first[0] > 400_000
    assert target.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [target]


async def test_a_changed_file_is_not_resumed(files: Files, tmp_path: Path) -> None:
    files.knows_ranges, files.breaks_after = False, [300_000]
    async with AsyncGitlab(files.url) as gl:
        artifacts = (await ajob(gl)).artifacts
        with pytest.raises(exc.GitlabConnectionError):
            await gl.stream(artifacts).save(tmp_path / "a.zip", resume=True)
        (part,) = held(tmp_path).values()
        assert 0 < len(part) <= 300_000
        files.knows_ranges, files.tag, files.content = True, '"v2"', CONTENT[::-1]
        await gl.stream(artifacts).save(tmp_path / "a.zip", resume=True)
    assert held(tmp_path)["a.zip"] == CONTENT[::-1]
    assert [asked for asked in files.ranges if asked] == [f"bytes={len(part)}-"]


async def test_a_later_attempt_resumes_without_blocking(files: Files, tmp_path: Path) -> None:
    files.knows_ranges, files.breaks_after = False, [300_000]
    async with AsyncGitlab(files.url) as gl:
        artifacts = (await ajob(gl)).artifacts
        with pytest.raises(exc.GitlabConnectionError):
            await gl.stream(artifacts).save(tmp_path / "a.zip", resume=True)
        (part,) = held(tmp_path).values()
        files.knows_ranges = True
        await gl.stream(artifacts).save(tmp_path / "a.zip", resume=True)
    assert held(tmp_path) == {"a.zip": CONTENT}
    assert files.ranges[-1] == f"bytes={len(part)}-"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.bin"
    path.write_bytes(CONTENT * 3)
    assert path.stat().st_size > IN_MEMORY_BYTES
    return path


def uploaded(files: Files) -> tuple[dict[str, str], bytes]:
    headers, body = files.uploads[-1]
    return headers, body


@pytest.mark.parametrize("carrier", ["default", "requests"])
def test_a_large_file_is_sent_as_it_is_read(
    gl: Gitlab, files: Files, large: Path, carrier: str
) -> None:
    if carrier == "requests":
        assert gl.session.headers
    gl.projects.get(1, lazy=True).upload("large.bin", filepath=str(large))
    headers, body = uploaded(files)
    assert int(headers["Content-Length"]) == len(body)
    assert large.read_bytes() in body
    assert b'name="file"; filename="large.bin"' in body


async def test_a_large_file_is_sent_as_it_is_read_async(files: Files, large: Path) -> None:
    content = CONTENT * 3
    async with AsyncGitlab(files.url) as gl:
        project = await gl.projects.get(1, lazy=True)
        await project.upload("large.bin", filepath=str(large))
        await project.generic_packages.upload("p", "1", "large.bin", data=io.BytesIO(content))
    (headers, form), (_, raw) = files.uploads
    assert int(headers["Content-Length"]) == len(form)
    assert content in form
    assert raw == content


def test_an_iterable_is_sent_in_pieces(gl: Gitlab, files: Files) -> None:
    project: Any = gl.projects.get(1, lazy=True)
    project.upload("pieces", filedata=(part for part in (b"one", b"", b"two")))
    headers, body = uploaded(files)
    assert headers["Transfer-Encoding"] == "chunked"
    assert b"\r\n\r\nonetwo\r\n" in body
    project.secure_files.create({"name": "s", "file": iter([b"secret"])})
    assert b"\r\n\r\nsecret\r\n" in uploaded(files)[1]


async def test_an_iterable_is_sent_in_pieces_without_blocking(files: Files) -> None:
    async with AsyncGitlab(files.url) as gl:
        await gl.http_put("/x", post_data=iter([b"one", b"two"]), raw=True)  # type: ignore[arg-type]
    assert uploaded(files)[1] == b"onetwo"


def test_a_file_that_can_go_back_is_sent_again(gl: Gitlab, files: Files, large: Path) -> None:
    files.statuses = [429]
    with open(large, "rb") as file:
        file.seek(1000)
        gl.projects.get(1, lazy=True).upload("rest", filedata=file)
    first, second = (body for _, body in files.uploads)
    assert first == second
    assert large.read_bytes()[1000:] in second


@pytest.mark.parametrize("carrier", ["default", "requests"])
def test_progress_of_an_upload_is_told_as_it_is_sent(
    gl: Gitlab, files: Files, large: Path, carrier: str
) -> None:
    if carrier == "requests":
        assert gl.session.headers
    told: list[tuple[int, int | None]] = []
    project: Any = gl.projects.get(1, lazy=True)
    project.upload("large.bin", filepath=str(large), progress=lambda *sizes: told.append(sizes))
    _, body = uploaded(files)
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] == (len(body), len(body))
    told.clear()
    project.generic_packages.upload("p", "1", "f", data=b"abc", progress=lambda *s: told.append(s))
    assert told == [(3, 3)]


def test_progress_of_what_has_no_length_has_no_total(gl: Gitlab, files: Files) -> None:
    told: list[tuple[int, int | None]] = []
    project: Any = gl.projects.get(1, lazy=True)
    project.upload("f", filedata=iter([b"abc"]), progress=lambda *sizes: told.append(sizes))
    assert told[-1] == (len(uploaded(files)[1]), None)


def test_progress_starts_anew_with_another_attempt(gl: Gitlab, files: Files, large: Path) -> None:
    files.statuses = [429]
    told: list[int] = []
    with open(large, "rb") as file:
        project: Any = gl.projects.get(1, lazy=True)
        project.upload("rest", filedata=file, progress=lambda done, _: told.append(done))
    length = len(uploaded(files)[1])
    assert [done for done in told if done == length] == [length, length]
    assert max(told) == length


async def test_progress_of_an_upload_is_told_in_the_thread_of_the_loop(
    files: Files, large: Path
) -> None:
    told: list[tuple[int, int]] = []
    async with AsyncGitlab(files.url) as gl:
        project = await gl.projects.get(1, lazy=True)
        await project.upload(
            "large.bin",
            filepath=str(large),
            progress=lambda done, _: told.append((done, get_ident())),
        )
    assert [done for done, _ in told][-1] == len(uploaded(files)[1])
    assert {thread for _, thread in told} == {get_ident()}


def test_what_is_read_once_is_not_sent_again(gl: Gitlab, files: Files) -> None:
    files.statuses = [429]
    project: Any = gl.projects.get(1, lazy=True)
    with pytest.raises(exc.GitlabUploadError):
        project.upload("pieces", filedata=iter([b"one"]))
    assert len(files.uploads) == 1


def test_what_is_no_content_is_refused_before_a_request(gl: Gitlab, files: Files) -> None:
    project: Any = gl.projects.get(1, lazy=True)
    with pytest.raises(TypeError, match="iterable of bytes"):
        project.upload("x", filedata=object())
    assert not files.uploads
