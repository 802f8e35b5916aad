"""The sandbox as a whole: clients, server, snapshots, data in a file."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.scenario import exchange
from tests.sandbox.small import SCOPE, SEED, ask


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


def test_sync_client_talks_to_the_sandbox_in_process(box: Sandbox) -> None:
    scope = box.client().projects.get(100, lazy=True).job_token_scope.get()
    assert scope.inbound_enabled is True


async def test_async_client_talks_to_the_sandbox_in_process(box: Sandbox) -> None:
    gl = box.async_client("mary")
    project = await gl.projects.get(100, lazy=True)
    scope = await project.job_token_scope.get()
    assert scope.inbound_enabled is True


def test_client_of_an_unknown_user_is_refused(box: Sandbox) -> None:
    with pytest.raises(ValueError, match="no user 'nobody'; add it to the seed"):
        box.client("nobody")


def test_sandboxes_share_nothing(box: Sandbox) -> None:
    with Sandbox(seed=SEED) as other:
        ask(box, "PATCH", SCOPE, box.token, json={"enabled": False})
        assert ask(other, "GET", SCOPE, other.token)[2]["inbound_enabled"] is True


def test_reset_returns_to_the_seed_or_to_a_snapshot(box: Sandbox) -> None:
    ask(box, "PATCH", SCOPE, box.token, json={"enabled": False})
    off = box.snapshot()
    box.reset()
    assert ask(box, "GET", SCOPE, box.token)[2]["inbound_enabled"] is True
    box.reset(off)
    assert ask(box, "GET", SCOPE, box.token)[2]["inbound_enabled"] is False


def test_data_in_a_file_outlives_the_sandbox(tmp_path: Path) -> None:
    with Sandbox(seed=SEED, data=tmp_path / "gitlab.db") as box:
        ask(box, "PATCH", SCOPE, box.token, json={"enabled": False})
    with Sandbox(seed=SEED, data=tmp_path / "gitlab.db") as box:
        assert ask(box, "GET", SCOPE, box.token)[2]["inbound_enabled"] is False
        box.reset()
    with Sandbox(data=tmp_path / "gitlab.db") as box:
        assert ask(box, "GET", SCOPE, box.token)[0] == 200


def test_sandboxes_may_share_a_file(tmp_path: Path) -> None:
    def fill(box: Sandbox, name: str) -> None:
        for number in range(20):
            body = {"name": f"{name}-{number}"}
            assert ask(box, "POST", "/api/v4/projects", box.token, json=body)[0] == 201

    data = tmp_path / "gitlab.db"
    with Sandbox(seed=SEED, data=data) as one, Sandbox(seed=SEED, data=data) as other:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(fill, (one, other), ("one", "other")))
        assert ask(one, "HEAD", "/api/v4/projects", one.token)[1]["X-Total"] == "45"


def test_deleted_project_leaves_the_lists_of_others(box: Sandbox) -> None:
    body = {"target_project_id": 105}
    assert ask(box, "POST", f"{SCOPE}/allowlist", "mary-token", json=body)[0] == 201
    box.app.store.delete("projects", 105)
    listed = ask(box, "GET", f"{SCOPE}/allowlist", "mary-token")[2]
    assert [project["id"] for project in listed] == [100]


def test_server_listens_on_the_loopback_interface_only(box: Sandbox) -> None:
    assert urlsplit(box.url).hostname == "127.0.0.1"
    assert box.url == box.url


def test_served_links_lead_to_the_server(box: Sandbox) -> None:
    _, headers, _ = exchange(box.url, "GET", f"{SCOPE}/allowlist", {"PRIVATE-TOKEN": box.token})
    assert headers["Link"].startswith(f"<{box.url}/api/v4/projects/100/")


def test_connection_is_kept_for_the_next_request(box: Sandbox) -> None:
    place = urlsplit(box.url)
    assert place.hostname is not None
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    try:
        for method, status in (("GET", 200), ("HEAD", 200), ("PATCH", 204), ("GET", 200)):
            headers = {"PRIVATE-TOKEN": box.token, "Content-Type": "application/json"}
            body = b'{"enabled": false}' if method == "PATCH" else None
            connection.request(method, SCOPE, body=body, headers=headers)
            socket = connection.sock
            response = connection.getresponse()
            response.read()
            assert response.status == status
            assert connection.sock is socket
    finally:
        connection.close()


def test_chunked_body_is_read(box: Sandbox) -> None:
    place = urlsplit(box.url)
    assert place.hostname is not None
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    try:
        headers = {"PRIVATE-TOKEN": box.token, "Content-Type": "application/json"}
        chunks = iter([b'{"enabled"', b": false}"])
        connection.request("PATCH", SCOPE, body=chunks, headers=headers, encode_chunked=True)
        assert connection.getresponse().status == 204
    finally:
        connection.close()
    assert ask(box, "GET", SCOPE, box.token)[2]["inbound_enabled"] is False


def test_close_stops_the_server_at_once() -> None:
    with Sandbox(seed=SEED) as box:
        exchange(box.url, "GET", SCOPE, {})
        url = box.url
        started = time.perf_counter()
    assert time.perf_counter() - started < 0.5
    with pytest.raises(ConnectionError):
        exchange(url, "GET", SCOPE, {})


def test_sandbox_answers_many_threads(box: Sandbox) -> None:
    statuses: list[int] = []

    def work() -> None:
        for target in (100, 101, 102, 105, 106):
            body = {"target_project_id": target}
            ask(box, "POST", f"{SCOPE}/allowlist", box.token, json=body)
            statuses.append(ask(box, "DELETE", f"{SCOPE}/allowlist/{target}", box.token)[0])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(statuses) == 40
    assert set(statuses) <= {204, 400}


def test_a_reset_leaves_nothing_of_the_requests_before_it() -> None:
    """SQLite crashed here: it kept tables of functions over the change of the database."""
    with Sandbox({"projects": [{"id": 1, "full_path": "root/a", "topics": ["x"]}]}) as box:
        for name in ("y", "z"):
            gl = box.client()
            assert [topic.name for topic in gl.topics.list(get_all=True)] == ["x"]
            box.reset()
            assert gl.topics.create({"name": name, "title": name}).total_projects_count == 0
            box.reset()
