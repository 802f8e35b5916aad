"""What is deliberately not as in scripts' memory: docs/differences.md names these tests."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.aio import AsyncGitlab

URL = "https://gitlab.example.com"


class Scripted:
    """A transport that gives prepared answers and keeps the requests."""

    def __init__(self, *answers: Response) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Response | Failure:
        self.requests.append(request)
        return self.answers.pop(0)

    async def close(self) -> None:
        pass


def answer(content: str = "{}", status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(
        status,
        "",
        CaseInsensitiveDict({"Content-Type": "application/json", **named}),
        content.encode(),
        f"{URL}/api/v4/things",
    )


def client(transport: Scripted, **settings: Any) -> AsyncGitlab:
    return AsyncGitlab(URL, private_token="secret", transport=transport, **settings)


# Objects


async def test_save_keeps_attributes_after_204(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100)
    scope = await project.job_token_scope.get()
    scope.enabled = False
    await scope.save()
    assert scope.asdict() == {"inbound_enabled": False, "outbound_enabled": False}


async def test_update_answers_an_empty_dict_after_204(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100, lazy=True)
    assert await project.job_token_scope.update(new_data={"enabled": True}) == {}


async def test_reading_a_list_is_no_change(gl: AsyncGitlab, sent: list[str]) -> None:
    project = await gl.projects.get(100)
    assert project.topics == []
    assert await project.save() is None
    assert sent == ["GET"]


async def test_a_list_changed_in_place_is_sent(gl: AsyncGitlab, sent: list[str]) -> None:
    project = await gl.projects.get(100)
    project.topics.append("docs")
    await project.save()
    assert sent == ["GET", "PUT"]
    again = await gl.projects.get(100)
    assert again.topics == ["docs"]


async def test_a_project_and_a_group_of_the_same_id_differ(gl: AsyncGitlab) -> None:
    project: object = await gl.projects.get(10, lazy=True)
    group: object = await gl.groups.get(10, lazy=True)
    assert project != group
    assert project == await gl.projects.get(10, lazy=True)


async def test_an_object_without_id_equals_itself(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100)
    scope = await project.job_token_scope.get()
    again = scope
    assert scope == again
    assert scope != await project.job_token_scope.get()


async def test_type_checkers_refuse_unknown_attributes(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100)
    # The comment is checked too: without the error, mypy would call it unused.
    with pytest.raises(AttributeError):
        project.no_such_field  # type: ignore[attr-defined]  # noqa: B018
    assert project.attributes["path"] == "app"


async def test_allowlists_take_paths_and_objects(gl: AsyncGitlab) -> None:
    project = await gl.projects.get("acme/app")
    scope = await project.job_token_scope.get()
    library = await gl.projects.get("acme/lib")
    entry = await scope.allowlist.create("acme/lib")
    assert entry.get_id() == library.id
    await scope.allowlist.delete(library)


# Requests


async def test_timeouts_have_a_default() -> None:
    transport = Scripted(answer(), answer(), answer())
    patient = client(transport)
    await patient.http_get("/things")
    patient.timeout = None
    await patient.http_get("/things")
    await patient.http_get("/things", timeout=3)
    assert [request.timeout for request in transport.requests] == [(10, 60), None, (3, 3)]


async def test_a_post_is_not_repeated_after_a_server_error() -> None:
    transport = Scripted(answer(status=503))
    with pytest.raises(exc.GitlabHttpError, match="503"):
        await client(transport, retry_transient_errors=True).http_post("/things")
    assert len(transport.requests) == 1


async def test_a_get_is_repeated_after_a_server_error() -> None:
    transport = Scripted(answer(status=503, Retry_After="0"), answer())
    assert await client(transport, retry_transient_errors=True).http_get("/things") == {}


async def test_a_next_page_on_another_host_is_asked_of_the_own_server() -> None:
    elsewhere = '<https://other.example.com/api/v4/things?page=2>; rel="next"'
    transport = Scripted(answer('[{"id": 1}]', Link=elsewhere), answer('[{"id": 2}]'))
    with pytest.warns(UserWarning, match=r"other\.example\.com"):
        items = await client(transport).http_list("/things", get_all=True)
    assert items == [{"id": 1}, {"id": 2}]
    assert transport.requests[1].url == f"{URL}/api/v4/things?page=2"


async def test_lists_of_everything_take_the_largest_pages() -> None:
    transport = Scripted(answer("[]"), answer("[]"))
    recording = client(transport)
    await recording.projects.list(get_all=True)
    await recording.projects.list()
    assert [request.url.partition("?")[2] for request in transport.requests] == [
        "per_page=100",
        "",
    ]


async def test_an_unpickled_client_holds_no_token(gl: AsyncGitlab) -> None:
    data = pickle.dumps(gl)
    assert str(gl.private_token).encode() not in data
    revived = pickle.loads(data)
    with pytest.raises(exc.GitlabAuthenticationError, match="set_token"):
        await revived.projects.get(100)


async def test_headers_are_the_packages_own_mapping(gl: AsyncGitlab) -> None:
    headers = await gl.projects.head(100)
    assert type(headers) is CaseInsensitiveDict
    assert headers["content-TYPE"] == "application/json"


async def test_backends_are_passed_as_sessions_or_transports() -> None:
    with pytest.raises(TypeError, match="backend"):
        AsyncGitlab(URL, backend=object)  # type: ignore[call-arg]
