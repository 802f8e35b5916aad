"""What scripts and their tests have always seen of requests and answers, through `responses`."""

from __future__ import annotations

import enum
import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import responses

from gitlab import Gitlab, GitlabList
from gitlab.types import CommaSeparatedListAttribute, CommaSeparatedStringAttribute

API = "https://gitlab.example.com/api/v4"


class Colour(str, enum.Enum):  # noqa: UP042 - what scripts for older Pythons have
    BLUE = "blue"


@pytest.fixture
def gl() -> Gitlab:
    return Gitlab("https://gitlab.example.com", private_token="glpat-secret")


@pytest.fixture
def mocked() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mocks:
        yield mocks


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ({"labels": ["a", "b"], "none": None}, [("q[labels]", "a"), ("q[labels]", "b")]),
        ({"a": {"b": 1}}, [("q[a][b]", "1")]),
        ({"only"}, [("q", "only")]),
        ((i for i in (1, 2)), [("q", "1"), ("q", "2")]),
        ([1, None], [("q", "1")]),
        (b"bytes", [("q", "bytes")]),
        (Colour.BLUE, [("q", "blue")]),
        (True, [("q", "True")]),
    ],
)
def test_query_values_are_written_as_gitlab_reads_them(
    gl: Gitlab, mocked: responses.RequestsMock, value: Any, sent: list[tuple[str, str]]
) -> None:
    mocked.get(f"{API}/things", json={})
    gl.http_get("/things", query_data={"q": value})
    assert parse_qsl(urlsplit(str(mocked.calls[0].request.url)).query) == sent


def test_a_filter_of_none_is_not_sent(gl: Gitlab, mocked: responses.RequestsMock) -> None:
    mocked.get(f"{API}/issues", json=[])
    gl.issues.list(labels=None, iids=None, get_all=False)
    assert mocked.calls[0].request.url == f"{API}/issues"


@pytest.mark.parametrize("kind", [CommaSeparatedListAttribute, CommaSeparatedStringAttribute])
def test_one_value_may_stand_for_a_comma_separated_list(kind: Any) -> None:
    assert kind(5).get_for_api(key="ids") == ("ids", "5")


def test_a_file_may_be_given_without_a_name(
    gl: Gitlab, mocked: responses.RequestsMock, tmp_path: Path
) -> None:
    mocked.post(f"{API}/files", json={})
    path = tmp_path / "notes.txt"
    path.write_bytes(b"content")
    with path.open("rb") as file:
        gl.http_post("/files", files={"file": file})
    gl.http_post("/files", files={"file": b"bare"})
    first, second = (str(call.request.body) for call in mocked.calls)
    assert 'name="file"; filename="notes.txt"' in first
    assert 'name="file"; filename="file"' in second
    assert "bare" in second


def test_a_response_knows_the_redirects_that_led_to_it(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.get(f"{API}/old", status=302, headers={"Location": f"{API}/new"})
    mocked.get(f"{API}/new", json={})
    response = gl.http_request("get", "/old")
    assert [(each.status_code, each.url) for each in response.history] == [(302, f"{API}/old")]
    assert gl.http_request("get", "/new").history == []


def test_the_addresses_of_a_client_are_fixed(gl: Gitlab) -> None:
    client: Any = gl
    for name in ("url", "api_url", "api_version"):
        with pytest.raises(AttributeError):
            setattr(client, name, "else")


def test_a_full_page_is_warned_about_unless_somebody_says_that_it_is_the_last(
    gl: Gitlab, mocked: responses.RequestsMock, recwarn: pytest.WarningsRecorder
) -> None:
    mocked.get(f"{API}/things", json=[{"id": 1}], headers={"X-Per-Page": "1"})
    gl.http_list("/things")
    assert "get_all=True" in str(recwarn.pop(UserWarning).message)
    silent = {"X-Per-Page": "1", "X-Next-Page": ""}
    mocked.replace(responses.GET, f"{API}/things", json=[{"id": 1}], headers=silent)
    gl.http_list("/things")
    assert not recwarn


def test_a_session_that_was_patched_for_a_while_is_the_same_again() -> None:
    answer = requests.Response()
    answer.status_code = 204
    own = requests.Session()
    gl = Gitlab(session=own)
    with mock.patch.object(gl, "session") as patched:
        patched.request.return_value = answer
        assert gl.http_put("/things").status_code == 204
    assert gl.session is own


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    from http.client import HTTPConnection

    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)
    HTTPConnection.debuglevel = 0


@pytest.mark.parametrize(("masked", "shown"), [(True, "[MASKED]"), (False, "glpat-secret")])
def test_debug_output_masks_credentials_unless_told_otherwise(
    gl: Gitlab, root_logger: logging.Logger, masked: bool, shown: str
) -> None:
    gl.enable_debug(mask_credentials=masked)
    [handler] = root_logger.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream := io.StringIO())
    root_logger.warning("header: PRIVATE-TOKEN: glpat-secret")
    assert stream.getvalue() == f"WARNING:root:header: PRIVATE-TOKEN: {shown}\n"


def test_repairing_a_geo_node_takes_over_the_answer(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.post(f"{API}/geo_nodes/1/repair", json={"id": 1, "enabled": True})
    node = gl.geonodes.get(1, lazy=True)
    assert node.repair() is None  # type: ignore[func-returns-value]
    assert node.enabled is True


def test_modules_are_reached_from_the_package_alone() -> None:
    names = ["gitlab.v4.objects.Project", "gitlab.cli.main", "gitlab.client.Gitlab"]
    script = f"import json, gitlab; print(json.dumps([str({'), str('.join(names)})]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert "Project" in json.loads(done.stdout)[0]
    from gitlab.v4 import cli

    assert callable(cli.main)


def test_lists_of_dicts_may_be_iterated_too(gl: Gitlab, mocked: responses.RequestsMock) -> None:
    mocked.get(f"{API}/projects/1/issues/2/participants", json=[{"id": 3}])
    issue = gl.projects.get(1, lazy=True).issues.get(2, lazy=True)
    people = issue.participants(iterator=True)
    assert isinstance(people, GitlabList)
    assert list(people) == [{"id": 3}]


def test_a_star_import_gives_the_client_and_the_errors() -> None:
    names: dict[str, Any] = {}
    exec("from gitlab import *", names)
    assert {"Gitlab", "GitlabList", "GraphQL", "GitlabGetError", "RedirectError"} <= set(names)


def test_importing_the_package_leaves_the_filters_of_warnings_alone() -> None:
    script = "import warnings; f = warnings.filters[:]; import gitlab.client, gitlab.base; "
    script += "assert warnings.filters == f, set(warnings.filters) - set(f)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_deprecated_method_names_the_callers_line(
    gl: Gitlab, mocked: responses.RequestsMock
) -> None:
    mocked.post(f"{API}/projects/1/mirror/pull", json={})
    with pytest.warns(DeprecationWarning, match="is deprecated") as caught:
        gl.projects.get(1, lazy=True).mirror_pull()
    assert caught[0].filename == __file__
