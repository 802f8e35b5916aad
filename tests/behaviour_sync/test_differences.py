# Generated from tests/behaviour/test_differences.py by tools/gen_tests_sync.py; edit that file.
"""What is deliberately not as in scripts' memory: docs/differences.md names these tests."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab import Gitlab

URL = "https://gitlab.example.com"


class Scripted:
    """A transport that gives prepared answers and keeps the requests."""

    def __init__(self, *answers: Response) -> None:
        self.answers = list(answers)
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response | Failure:
        self.requests.append(request)
        return self.answers.pop(0)

    def close(self) -> None:
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


def client(transport: Scripted, **settings: Any) -> Gitlab:
    return Gitlab(URL, private_token="secret", transport=transport, **settings)


# Objects


def test_save_keeps_attributes_after_204(gl: Gitlab) -> None:
    project = gl.projects.get(100)
    scope = project.job_token_scope.get()
    scope.enabled = False
    scope.save()
    assert scope.asdict() == {"inbound_enabled": False, "outbound_enabled": False}


def test_update_answers_an_empty_dict_after_204(gl: Gitlab) -> None:
    project = gl.projects.get(100, lazy=True)
    assert project.job_token_scope.update(new_data={"enabled": True}) == {}


def test_reading_a_list_is_no_change(gl: Gitlab, sent: list[str]) -> None:
    project = gl.projects.get(100)
    assert project.topics == []
    assert project.save() is None
    assert sent == ["GET"]


def test_a_list_changed_in_place_is_sent(gl: Gitlab, sent: list[str]) -> None:
    project = gl.projects.get(100)
    project.topics.append("docs")
    project.save()
    assert sent == ["GET", "PUT"]
    again = gl.projects.get(100)
    assert again.topics == ["docs"]


def test_a_project_and_a_group_of_the_same_id_differ(gl: Gitlab) -> None:
    project: object = gl.projects.get(10, lazy=True)
    group: object = gl.groups.get(10, lazy=True)
    assert project != group
    assert project == gl.projects.get(10, lazy=True)


def test_an_object_without_id_equals_itself(gl: Gitlab) -> None:
    project = gl.projects.get(100)
    scope = project.job_token_scope.get()
    again = scope
    assert scope == again
    assert scope != project.job_token_scope.get()


def test_type_checkers_refuse_unknown_attributes(gl: Gitlab) -> None:
    project = gl.projects.get(100)
    # The comment is checked too: without the error, mypy would call it unused.
    with pytest.raises(AttributeError):
        project.no_such_field  # type: ignore[attr-defined]  # noqa: B018
    assert project.attributes["path"] == "app"


def test_allowlists_take_paths_and_objects(gl: Gitlab) -> None:
    project = gl.projects.get("acme/app")
    scope = project.job_token_scope.get()
    library = gl.projects.get("acme/lib")
    entry = scope.allowlist.create("acme/lib")
    assert entry.get_id() == library.id
    scope.allowlist.delete(library)


# Requests


def test_timeouts_have_a_default() -> None:
    transport = Scripted(answer(), answer(), answer())
    patient = client(transport)
    patient.http_get("/things")
    patient.timeout = None
    patient.http_get("/things")
    patient.http_get("/things", timeout=3)
    assert [request.timeout for request in transport.requests] == [(10, 60), None, (3, 3)]


def test_a_post_is_not_repeated_after_a_server_error() -> None:
    transport = Scripted(answer(status=503))
    with pytest.raises(exc.GitlabHttpError, match="503"):
        client(transport, retry_transient_errors=True).http_post("/things")
    assert len(transport.requests) == 1


def test_a_get_is_repeated_after_a_server_error() -> None:
    transport = Scripted(answer(status=503, Retry_After="0"), answer())
    assert client(transport, retry_transient_errors=True).http_get("/things") == {}


def test_a_next_page_on_another_host_is_asked_of_the_own_server() -> None:
    elsewhere = '<https://other.example.com/api/v4/things?page=2>; rel="next"'
    transport = Scripted(answer('[{"id": 1}]', Link=elsewhere), answer('[{"id": 2}]'))
    with pytest.warns(UserWarning, match=r"other\.example\.com"):
        items = client(transport).http_list("/things", get_all=True)
    assert items == [{"id": 1}, {"id": 2}]
    assert transport.requests[1].url == f"{URL}/api/v4/things?page=2"


def test_lists_of_everything_take_the_largest_pages() -> None:
    transport = Scripted(answer("[]"), answer("[]"))
    recording = client(transport)
    recording.projects.list(get_all=True)
    recording.projects.list()
    assert [request.url.partition("?")[2] for request in transport.requests] == [
        "per_page=100",
        "",
    ]


def test_an_unpickled_client_holds_no_token(gl: Gitlab) -> None:
    data = pickle.dumps(gl)
    assert str(gl.private_token).encode() not in data
    revived = pickle.loads(data)
    with pytest.raises(exc.GitlabAuthenticationError, match="set_token"):
        revived.projects.get(100)


def test_headers_are_the_packages_own_mapping(gl: Gitlab) -> None:
    headers = gl.projects.head(100)
    assert type(headers) is CaseInsensitiveDict
    assert headers["content-TYPE"] == "application/json"


def test_backends_are_passed_as_sessions_or_transports() -> None:
    with pytest.raises(TypeError, match="backend"):
        Gitlab(URL, backend=object)  # type: ignore[call-arg]
