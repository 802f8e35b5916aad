"""What users keep at GitLab, and what administrators do about it."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def test_preferences_are_each_users_own() -> None:
    with Sandbox({"users": [{"username": "ada"}]}) as box:
        ada, root = box.client(user="ada"), box.client()
        for client in (ada, root):
            client.auth()
        assert ada.user is not None
        assert root.user is not None
        ada.user.preferences.update(new_data={"view_diffs_file_by_file": True})
        assert ada.user.preferences.get().view_diffs_file_by_file is True
        assert root.user.preferences.get().view_diffs_file_by_file is False


def test_a_support_pin_is_made_shown_to_administrators_and_revoked(gl: Gitlab) -> None:
    gl.auth()
    assert gl.user is not None
    user = gl.users.get(gl.user.id)
    with pytest.raises(gitlab.GitlabGetError, match="404 Support PIN Not Found"):
        user.support_pin.get()
    pin = gl.user.support_pin.create()
    shown = user.support_pin.get()
    assert shown.pin == pin.pin
    shown.revoke()
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        user.support_pin.get()


def test_what_waits_for_a_user_and_what_is_theirs_is_counted(gl: Gitlab) -> None:
    gl.auth()
    assert gl.user is not None
    project = gl.projects.create({"name": "app"})
    project.issues.create({"title": "one", "assignee_ids": [gl.user.id]})
    project.issues.create({"title": "two"})
    counts = gl.user_counts.get()
    assert (counts.assigned_issues, counts.merge_requests) == (1, 0)
    found = gl.users.get(gl.user.id).associations_count()
    assert (found["issues_count"], found["groups_count"]) == (2, 0)


def test_pictures_are_taken_given_back_and_forgotten(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme", "avatar": PNG})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    with pytest.raises(gitlab.GitlabError, match="404 Avatar Not Found"):
        project.download_avatar()
    gl.projects.update(project.id, {"avatar": PNG})
    assert project.download_avatar() == group.download_avatar() == PNG
    gl.auth()
    assert gl.user is not None
    gl.user.upload_avatar("me.png", PNG)
    assert str(gl.user.avatar_url).endswith(f"/{gl.user.id}/me.png")
    with pytest.raises(gitlab.GitlabUpdateError, match='not allowed to upload "exe" files'):
        gl.user.upload_avatar("me.exe", PNG)
    with pytest.raises(gitlab.GitlabUpdateError, match="should be at most 200 KiB"):
        gl.user.upload_avatar("me.png", PNG * 10_000)


def test_the_pictures_of_addresses_come_from_gravatar(gl: Gitlab) -> None:
    found = gl.http_get("/avatar", query_data={"email": "a@example.com", "size": 32})
    assert isinstance(found, dict)
    assert found["avatar_url"].startswith("https://www.gravatar.com/avatar/")
    assert "s=32" in found["avatar_url"]


def test_a_token_tells_where_it_reaches(gl: Gitlab) -> None:
    group = gl.groups.create({"name": "acme", "path": "acme"})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    found = gl.personal_access_tokens.associations()
    assert [each["id"] for each in found["groups"]] == [group.id]
    assert [(each["id"], each["access_levels"]) for each in found["projects"]] == [
        (project.id, [50])
    ]


def test_keys_of_a_users_projects_and_second_factors(gl: Gitlab) -> None:
    gl.auth()
    assert gl.user is not None
    project = gl.projects.create({"name": "app"})
    project.keys.create({"title": "robot", "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"})
    root = gl.users.get(gl.user.id)
    (key,) = root.project_deploy_keys.list(get_all=True)
    assert key.projects_with_readonly_access[0].get("id") == project.id
    with pytest.raises(gitlab.GitlabUpdateError, match="for admins cannot be disabled"):
        root.disable_two_factor()
    user = gl.users.create(
        {"email": "a@b.example", "username": "ada", "name": "Ada", "reset_password": True}
    )
    with pytest.raises(gitlab.GitlabUpdateError, match="is not enabled for this user"):
        user.disable_two_factor()
    signing = user.gpgkeys.create({"key": "-----BEGIN PGP PUBLIC KEY BLOCK-----"})
    signing.revoke()
    assert user.gpgkeys.list(get_all=True) == []
