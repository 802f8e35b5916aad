"""Walks through areas of the API as somebody would take them on a real server."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPQ7e1p0cnzLg1aX0vZq4oN1qfZ0e4W8Yqf8pZ1x2y3 a@b"


def test_a_file_is_attached_listed_read_and_deleted(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    uploaded = project.upload("notes.txt", filedata=b"Hello")
    assert uploaded["alt"] == "notes.txt"
    assert uploaded["markdown"] == f"[notes.txt]({uploaded['url']})"
    path = f"/projects/{project.id}/uploads"
    (listed,) = gl.http_list(path, get_all=True)
    assert (listed["filename"], listed["size"]) == ("notes.txt", 5)
    item = f"{path}/{listed['id']}"
    assert gl.http_get(item, raw=True).content == b"Hello"
    gl.http_delete(item)
    assert gl.http_list(path, get_all=True) == []


def test_an_administrator_finds_whose_key_it_is(gl: Gitlab) -> None:
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "password": "secret-enough"}
    )
    key = user.keys.create({"title": "laptop", "key": KEY})
    assert gl.keys.get(key.id).user.get("username") == "ada"
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        gl.keys.get(key.id + 1)


def test_issues_are_counted_and_found_by_their_milestone(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    milestone = project.milestones.create({"title": "one"})
    issue = project.issues.create({"title": "first", "milestone_id": milestone.id})
    project.issues.create({"title": "second"})
    assert [each.title for each in milestone.issues()] == ["first"]
    project.issues.update(issue.iid, {"state_event": "close"})
    counts = project.issues_statistics.get().statistics["counts"]
    assert counts == {"all": 2, "closed": 1, "opened": 1}
    assert gl.issues_statistics.get(scope="all").statistics["counts"] == counts


def test_custom_attributes_are_shown_and_filtered_by(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    gl.projects.create({"name": "other"})
    project.customattributes.set("team", "blue")
    shown = gl.projects.get(project.id, with_custom_attributes=True)
    assert shown.custom_attributes == [{"key": "team", "value": "blue"}]
    found = gl.projects.list(custom_attributes={"team": "blue"}, get_all=True)
    assert [each.id for each in found] == [project.id]


def test_sidekiq_has_nothing_to_do(gl: Gitlab) -> None:
    assert gl.sidekiq.job_stats() == {
        "jobs": {"processed": 0, "failed": 0, "enqueued": 0, "dead": 0}
    }
    assert set(gl.sidekiq.compound_metrics()) == {"queues", "processes", "jobs"}


@pytest.mark.parametrize("format", ["tar.gz", "tar.bz2", "tbz2", "tb2", "bz2", "tar", "zip"])
def test_archives_come_in_all_of_gitlabs_formats(gl: Gitlab, format: str) -> None:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    assert project.repository_archive(format=format)


def test_an_avatar_is_taken_away_again(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    gl.projects.update(project.id, {"avatar": b"picture"})
    assert gl.projects.get(project.id).avatar_url
    gl.http_put(f"/projects/{project.id}", post_data={"avatar": ""})
    assert gl.projects.get(project.id).avatar_url is None
