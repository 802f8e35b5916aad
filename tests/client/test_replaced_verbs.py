"""Scripts that override or patch `http_get` and its siblings see the calls of all managers."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
import requests

from gitlab import Gitlab, exceptions as exc
from gitlab.base import RESTObjectList
from gitlab.sandbox import Sandbox


class Logged(Gitlab):
    """A client that notes each request, as scripts of old do."""

    def __init__(self, box: Sandbox) -> None:
        plain = box.client()
        super().__init__(plain.url, private_token=box.token, transport=plain._transport)
        self.log: list[tuple[str, str]] = []

    def http_request(self, verb: str, path: str, *args: Any, **kwargs: Any) -> Any:
        self.log.append((verb, path))
        return super().http_request(verb, path, *args, **kwargs)


def test_an_overridden_http_request_sees_the_calls_of_managers_and_of_its_siblings(
    box: Sandbox,
) -> None:
    gl = Logged(box)
    project = gl.projects.get(100)
    project.description = "new"
    project.save()
    gl.http_get("/version")
    assert project.description == "new"
    assert gl.log == [("get", "/projects/100"), ("put", "/projects/100"), ("get", "/version")]


def test_an_overridden_http_request_sees_every_page_in_turn(box: Sandbox) -> None:
    gl = Logged(box)
    found = gl.projects.list(iterator=True, per_page=1)
    assert isinstance(found, RESTObjectList)
    ids = [project.id for project in found]
    assert len(gl.log) == len(ids) == found.total
    assert gl.log[0] == ("get", "/projects")
    assert ids == [project.id for project in gl.projects.list(get_all=True)]


def test_refusals_have_the_class_of_the_operation_and_its_cause(box: Sandbox) -> None:
    with pytest.raises(exc.GitlabGetError) as refused:
        Logged(box).projects.get(404404)
    assert refused.value.response_code == 404
    assert type(refused.value.__cause__) is exc.GitlabHttpError


def test_an_override_that_refuses_is_heeded(box: Sandbox) -> None:
    class ReadOnly(Logged):
        def http_delete(self, path: str, **kwargs: Any) -> Any:
            raise exc.GitlabHttpError("read only", 403)

    with pytest.raises(exc.GitlabDeleteError, match="403: read only"):
        ReadOnly(box).projects.delete(100)


def test_an_override_may_call_the_method_it_overrides(box: Sandbox) -> None:
    class Cached(Logged):
        def http_get(self, path: str, *args: Any, **kwargs: Any) -> Any:
            return {**super().http_get(path, *args, **kwargs), "cached": False}

    gl = Cached(box)
    assert gl.projects.get(100).attributes["cached"] is False
    assert gl.log == [("get", "/projects/100")]


def test_patched_methods_stand_in_for_a_server() -> None:
    gl = Gitlab("https://gitlab.invalid", private_token="glpat-x")
    with mock.patch.object(gl, "http_get", return_value={"id": 1, "name": "n"}) as http_get:
        assert gl.projects.get(1, statistics=True).name == "n"
    http_get.assert_called_once_with("/projects/1", statistics=True)
    with mock.patch.object(gl, "http_post", return_value={"id": 2}) as http_post:
        assert gl.projects.create({"name": "n"}).id == 2
    http_post.assert_called_once_with("/projects", post_data={"name": "n"})
    with mock.patch.object(gl, "http_delete", return_value=None) as http_delete:
        gl.projects.delete(1)
    http_delete.assert_called_once_with("/projects/1")
    with mock.patch.object(gl, "http_head", return_value={"X-Total": "3"}):
        assert gl.projects.head()["x-total"] == "3"


def test_methods_may_be_patched_on_the_class() -> None:
    gl = Gitlab("https://gitlab.invalid", private_token="glpat-x")
    with mock.patch.object(Gitlab, "http_get", return_value={"id": 1}):
        assert gl.projects.get(1).id == 1


@pytest.mark.parametrize("iterator", [False, True])
def test_a_patched_http_list_gives_the_items_of_lists(iterator: bool) -> None:
    gl = Gitlab("https://gitlab.invalid", private_token="glpat-x")
    with mock.patch.object(gl, "http_list", return_value=[{"id": 1}, {"id": 2}]) as http_list:
        found = gl.projects.list(iterator=iterator, search="x", get_all=False)
    assert [project.id for project in found] == [1, 2]
    assert http_list.call_args.kwargs["search"] == "x"


def test_downloads_take_the_response_of_a_patched_http_get() -> None:
    gl = Gitlab("https://gitlab.invalid", private_token="glpat-x")
    answer = requests.Response()
    answer.status_code = 200
    answer._content = b"log"
    with mock.patch.object(gl, "http_get", return_value=answer):
        assert gl.projects.get(1, lazy=True).jobs.get(2, lazy=True).trace() == b"log"


def test_parameters_called_like_arguments_are_sent_as_the_query() -> None:
    gl = Gitlab("https://gitlab.invalid", private_token="glpat-x")
    with mock.patch.object(gl, "http_list", return_value=[]) as http_list:
        gl.projects.list(query_parameters={"raw": "yes"})
    http_list.assert_called_once_with("/projects", query_data={"raw": "yes"})
