"""Files, packages, submodules and uploads: what they send where others send JSON attributes."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from gitlab import Gitlab
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.exceptions import GitlabCreateError, GitlabUploadError
from gitlab.v4.objects.commits import ProjectCommit, ProjectCommitManager
from gitlab.v4.objects.files import ProjectFile, ProjectFileManager
from gitlab.v4.objects.packages import GenericPackageManager
from gitlab.v4.objects.projects import Project
from gitlab.v4.objects.snippets import Snippet, SnippetManager
from gitlab.v4.objects.wikis import GroupWiki, GroupWikiManager


class Echo:
    """Answers every request with the same JSON and keeps what was sent, files as bytes."""

    def __init__(self, answer: Any, status: int = 200) -> None:
        self.answer = json.dumps(answer).encode()
        self.status = status
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response | Failure:
        body = request.body
        if body is not None and not isinstance(body, bytes):
            body = body.read()
        self.requests.append(request._replace(body=body))
        headers = CaseInsensitiveDict({"Content-Type": "application/json"})
        return Response(self.status, "", headers, self.answer, request.url)

    def close(self) -> None:
        pass

    @property
    def sent(self) -> tuple[str, str]:
        [request] = self.requests
        target = urlsplit(request.url)
        path = target.path.removeprefix("/api/v4")
        return request.method, f"{path}?{target.query}" if target.query else path

    @property
    def body(self) -> bytes:
        [request] = self.requests
        assert isinstance(request.body, bytes)
        return request.body


def project_on(echo: Echo) -> Project:
    client = Gitlab("https://gitlab.example.com", transport=echo)
    return Project(client.projects, {"id": 5})


def file_on(echo: Echo, **attributes: Any) -> ProjectFile:
    manager = ProjectFileManager(project_on(echo).manager.gitlab, parent=project_on(echo))
    return ProjectFile(manager, {"file_path": "src/a b.py", **attributes})


def test_a_new_file_is_known_by_its_path_in_the_url() -> None:
    echo = Echo({"file_path": "src/a b.py", "branch": "main"})
    data = {"branch": "main", "content": "x", "commit_message": "Add"}
    file = file_on(echo).manager.create({"file_path": "src/a b.py", **data})
    assert echo.sent == ("POST", "/projects/5/repository/files/src%2Fa%20b.py")
    assert json.loads(echo.body) == data
    assert (file.get_id(), file.branch) == ("src/a b.py", "main")


def test_a_saved_file_is_a_commit_with_its_content() -> None:
    echo = Echo({"file_path": "src/a b.py", "branch": "main"})
    file = file_on(echo, content="eA==", encoding="base64")
    file.content = "y"
    file.save("main", "Change")
    assert echo.sent == ("PUT", "/projects/5/repository/files/src%2Fa%20b.py")
    assert json.loads(echo.body) == {
        "file_path": "src/a b.py",
        "branch": "main",
        "content": "y",
        "commit_message": "Change",
        "start_branch": None,
    }
    assert file.asdict() == {"file_path": "src/a b.py", "branch": "main"}


def test_a_file_is_saved_in_base64_by_a_keyword() -> None:
    echo = Echo({})
    file_on(echo, content="eA==").save("main", "Touch", encoding="base64")
    assert echo.sent[1].endswith("?encoding=base64")


def test_a_file_is_deleted_by_a_commit() -> None:
    echo = Echo({}, status=204)
    file_on(echo).delete("main", "Remove")
    wanted = "/projects/5/repository/files/src%2Fa%20b.py?branch=main&commit_message=Remove"
    assert echo.sent == ("DELETE", wanted)


def test_a_files_content_is_decoded() -> None:
    content = base64.b64encode(b"\x00\xff").decode()
    assert file_on(Echo({}), content=content).decode() == b"\x00\xff"


def test_a_raw_file_comes_in_chunks_that_go_to_an_action() -> None:
    echo = Echo("abc")
    chunks: list[bytes] = []
    manager = file_on(echo).manager
    assert manager.raw("a.py", streamed=True, action=chunks.append, chunk_size=2) is None
    assert chunks == [b'"a', b"bc", b'"']


def test_a_status_is_posted_beside_the_repository() -> None:
    echo = Echo({"id": 1, "status": "success"})
    project = project_on(echo)
    commit = ProjectCommit(
        ProjectCommitManager(project.manager.gitlab, parent=project), {"id": "c0ffee"}
    )
    commit.statuses.create({"state": "success"})
    assert echo.sent == ("POST", "/projects/5/statuses/c0ffee")


def test_the_commits_of_all_branches_are_asked_for_by_query_parameters() -> None:
    echo = Echo([])
    project = project_on(echo)
    manager = ProjectCommitManager(project.manager.gitlab, parent=project)
    manager.list(query_parameters={"all": True})
    assert echo.sent == ("GET", "/projects/5/repository/commits?all=True")


def test_a_submodules_commit_has_its_message_in_the_body_and_the_keywords_in_the_query() -> None:
    echo = Echo({"id": "c0ffee"})
    project_on(echo).update_submodule("lib/x", "main", "abc", commit_message="Up", sudo="root")
    assert echo.sent == ("PUT", "/projects/5/repository/submodules/lib%2Fx?sudo=root")
    assert json.loads(echo.body) == {
        "branch": "main",
        "commit_sha": "abc",
        "commit_message": "Up",
    }


def packages_on(echo: Echo) -> GenericPackageManager:
    project = project_on(echo)
    return GenericPackageManager(project.manager.gitlab, parent=project)


def test_a_package_file_is_sent_as_it_is(tmp_path: Path) -> None:
    echo = Echo({"message": "201 Created"}, status=201)
    source = tmp_path / "a.tar"
    source.write_bytes(b"\x00tar")
    package = packages_on(echo).upload("my app", "1.0+b", "linux/a.tar", path=source)
    assert echo.sent == ("PUT", "/projects/5/packages/generic/my%20app/1.0%2Bb/linux/a.tar")
    assert echo.body == b"\x00tar"
    assert echo.requests[0].headers["Content-type"] == "application/octet-stream"
    assert package.asdict() == {
        "message": "201 Created",
        "package_name": "my app",
        "package_version": "1.0+b",
        "file_name": "linux/a.tar",
        "path": str(source),
    }


@pytest.mark.parametrize("data", [b"data", io.BytesIO(b"data")], ids=["bytes", "file"])
def test_a_package_is_made_of_data(data: Any) -> None:
    echo = Echo({"id": 7, "size": 4})
    package = packages_on(echo).upload("app", "1", "a", data=data, select="package_file")
    assert echo.sent[1] == "/projects/5/packages/generic/app/1/a?select=package_file"
    assert (echo.body, package.id, package.path) == (b"data", 7, None)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ({}, "No file contents or path specified"),
        ({"data": b""}, "No file contents or path specified"),
        ({"data": b"x", "path": "a"}, "File contents and file path specified"),
        ({"path": "/no/such/file"}, "Failed to read package file /no/such/file"),
    ],
)
def test_an_upload_wants_data_or_a_file_that_can_be_read(source: Any, text: str) -> None:
    echo = Echo({})
    with pytest.raises(GitlabUploadError, match=text):
        packages_on(echo).upload("app", "1", "a", **source)
    assert echo.requests == []


def test_a_refused_upload_is_an_upload_error() -> None:
    echo = Echo({"message": "403 Forbidden"}, status=403)
    with pytest.raises(GitlabUploadError, match="403 Forbidden"):
        packages_on(echo).upload("app", "1", "a", data=b"x")


def test_files_are_attached_to_the_wiki_not_to_the_page() -> None:
    echo = Echo({"file_name": "a.png"})
    client = Gitlab("https://gitlab.example.com", transport=echo)
    manager = GroupWikiManager(client, parent=client.groups.get("a/b", lazy=True))
    page = GroupWiki(manager, {"slug": "home"})
    assert page.upload("a.png", filedata=b"png") == {"file_name": "a.png"}
    assert echo.sent == ("POST", "/groups/a%2Fb/wikis/attachments")


def test_a_file_is_attached_to_a_project_that_is_known_by_its_path() -> None:
    echo = Echo({"markdown": "![a](/uploads/1/a.png)"})
    client = Gitlab("https://gitlab.example.com", transport=echo)
    client.projects.get("a/b", lazy=True).upload("a.png", filedata=b"png")
    assert echo.sent == ("POST", "/projects/a%2Fb/uploads")


def test_an_export_file_is_imported_as_a_form() -> None:
    echo = Echo({"id": 1, "import_status": "scheduled"})
    projects = project_on(echo).manager
    projects.import_project(io.BytesIO(b"tar"), "new", override_params={"visibility": "private"})
    assert echo.sent == ("POST", "/projects/import")
    for part in (
        b'name="path"\r\n\r\nnew\r\n',
        b'name="overwrite"\r\n\r\nFalse\r\n',
        b'name="override_params[visibility]"\r\n\r\nprivate\r\n',
        b'name="file"; filename="file.tar.gz"\r\nContent-Type: application/octet-stream\r\n\r\ntar',
    ):
        assert part in echo.body


def test_a_group_is_imported_below_its_parent() -> None:
    echo = Echo({"message": "202 Accepted"})
    client = Gitlab("https://gitlab.example.com", transport=echo)
    client.groups.import_group(io.BytesIO(b"tar"), "new", "New", parent_id=3)
    assert echo.sent == ("POST", "/groups/import")
    assert b'name="parent_id"\r\n\r\n3\r\n' in echo.body


def test_a_triggered_pipeline_has_variables_and_inputs_even_if_empty() -> None:
    echo = Echo({"message": "400 Bad request"}, status=400)
    with pytest.raises(GitlabCreateError):
        project_on(echo).trigger_pipeline("main", "token")
    assert echo.sent == ("POST", "/projects/5/trigger/pipeline")
    assert json.loads(echo.body) == {
        "ref": "main",
        "token": "token",
        "variables": {},
        "inputs": {},
    }


def test_a_snippets_content_is_a_download_and_can_be_set() -> None:
    echo = Echo({"id": 1})
    client = Gitlab("https://gitlab.example.com", transport=echo)
    snippet = Snippet(SnippetManager(client), {"id": 1, "title": "x"})
    assert snippet.content() == b'{"id": 1}'
    assert echo.sent == ("GET", "/snippets/1/raw")
    echo.requests.clear()
    setattr(snippet, "content", "print()")  # noqa: B010 - to type checkers it is a method
    snippet.save()
    assert json.loads(echo.body) == {"content": "print()"}


def test_public_snippets_are_listed_under_the_old_name_with_a_warning() -> None:
    echo = Echo([])
    client = Gitlab("https://gitlab.example.com", transport=echo, per_page=7)
    with pytest.warns(DeprecationWarning, match="is deprecated"):
        SnippetManager(client).public()
    assert echo.sent == ("GET", "/snippets/public?per_page=7")
