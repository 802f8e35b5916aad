"""What other languages' clients send: forms, arrays, moments in all notations, odd paths."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Wire


@pytest.mark.parametrize("truth", ["true", "1", "on", "yes", "t"])
def test_booleans_are_read_in_all_their_forms(wire: Wire, truth: str) -> None:
    sent = {"name": "app", "initialize_with_readme": truth, "lfs_enabled": "0"}
    made = wire("POST /projects", sent).body
    assert (made["empty_repo"], made["lfs_enabled"]) == (False, False)
    refused = wire("POST /projects", {"name": "b", "lfs_enabled": "perhaps"})
    assert (refused.status, refused.body) == (400, {"error": "lfs_enabled is invalid"})


@pytest.mark.parametrize("sent", ["topics[]=a&topics[]=b", "topics=a,b", "tag_list=a,b"])
def test_arrays_come_in_brackets_or_with_commas(wire: Wire, sent: str) -> None:
    assert wire("POST /projects", f"name=app&{sent}").body["topics"] == ["a", "b"]


def test_hashes_and_arrays_of_hashes_come_in_brackets(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    sent = "branch=main&commit_message=m"
    for name in ("a", "b"):
        sent += f"&actions[][action]=create&actions[][file_path]={name}&actions[][content]=x"
    made = wire(f"POST /projects/{project.id}/repository/commits", sent)
    assert made.status == 201, made.body
    assert [entry["name"] for entry in project.repository_tree()] == ["a", "b"]
    for scope in ("one", "two"):
        project.variables.create({"key": "K", "value": scope, "environment_scope": scope})
    query = "filter%5Benvironment_scope%5D=two"
    assert wire(f"GET /projects/{project.id}/variables/K?{query}").body["value"] == "two"
    changed = wire(
        f"PUT /projects/{project.id}/variables/K", "value=2&filter[environment_scope]=two"
    )
    assert changed.body["value"] == "2"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2030-01-02", "2030-01-02T00:00:00.000Z"),
        ("2030-01-02T03:04:05Z", "2030-01-02T03:04:05.000Z"),
        ("2030-01-02T03:04:05", "2030-01-02T03:04:05.000Z"),
        ("2030-01-02T03:04:05.678+02:00", "2030-01-02T01:04:05.678Z"),
        ("2030-01-02 03:04:05 UTC", "2030-01-02T03:04:05.000Z"),
        ("", None),
    ],
)
def test_moments_are_kept_in_utc(wire: Wire, gl: Gitlab, sent: str, kept: str | None) -> None:
    project = gl.projects.create({"name": "app"})
    form = {"name": "t", "scopes[]": "read_registry", "expires_at": sent}
    made = wire(f"POST /projects/{project.id}/deploy_tokens", form).body
    assert made["expires_at"] == kept
    form |= {"expires_at": "tomorrow"}
    refused = wire(f"POST /projects/{project.id}/deploy_tokens", form)
    assert (refused.status, refused.body) == (400, {"error": "expires_at is invalid"})


def test_a_member_expires_on_a_day(wire: Wire, gl: Gitlab) -> None:
    (ann,) = wire.join("ann")
    project = gl.projects.create({"name": "app"})
    sent = {"user_id": ann, "access_level": "30", "expires_at": "2030-01-02T00:00:00Z"}
    made = wire(f"POST /projects/{project.id}/members", sent).body
    assert made["expires_at"] == "2030-01-02"


def test_filters_compare_moments_across_time_zones(wire: Wire, gl: Gitlab) -> None:
    gl.projects.create({"name": "app"}).issues.create(
        {"title": "old", "created_at": "2020-06-01T12:00:00+02:00"}
    )

    def found(**filters: str) -> int:
        query = "&".join(f"{name}={moment}" for name, moment in filters.items())
        return len(wire(f"GET /issues?scope=all&{query}").body)

    assert found(created_before="2020-06-01T10:00:01Z") == 1
    assert found(created_after="2020-06-01T11:59:00%2B02:00") == 1
    assert found(created_after="2020-06-01T11:00:00Z") == 0
    assert found(created_after="2020-06-01", created_before="2020-06-02") == 1


def test_credentials_come_in_four_places(wire: Wire, gl: Gitlab) -> None:
    secret: Any = gl.private_token
    for headers in (
        {"PRIVATE-TOKEN": secret},
        {"private-token": secret},
        {"Authorization": f"Bearer {secret}"},
        {"Authorization": f"bearer {secret}"},
    ):
        assert wire("GET /user", by="", headers=headers).body["username"] == "root"
    for name in ("private_token", "access_token"):
        assert wire(f"GET /user?{name}={secret}", by="").status == 200
    made = wire("POST /projects", {"name": "app", "private_token": secret}, by="")
    assert made.status == 201
    refused = wire("GET /user", by="", headers={"PRIVATE-TOKEN": "glpat-wrong"})
    assert (refused.status, refused.body) == (401, {"message": "401 Unauthorized"})


def test_paths_are_read_as_they_are(wire: Wire, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "path": "app.v2"})
    for path in ("root%2Fapp.v2", "root%2fapp%2Ev2", "ROOT%2FApp.v2", "root%2Fapp.v2/"):
        assert wire(f"GET /projects/{path}").body["id"] == project.id
    lost = wire("GET /projects/root/app.v2")
    assert (lost.status, lost.body) == (404, {"error": "404 Not Found"})


def test_indices_make_no_arrays(wire: Wire) -> None:
    refused = wire("POST /projects", "name=app&topics[0]=a")
    assert (refused.status, refused.body) == (400, {"error": "topics is invalid"})
