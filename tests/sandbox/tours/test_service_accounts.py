"""Users without a person, and their tokens."""

from __future__ import annotations

import json

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox


def test_a_groups_service_account_works_with_its_token() -> None:
    with Sandbox() as box:
        gl = box.client()
        group = gl.groups.create({"name": "acme", "path": "acme"})
        account = group.service_accounts.create({"name": "Deployer", "username": "deployer"})
        assert (account.name, account.username) == ("Deployer", "deployer")
        token = account.access_tokens.create({"name": "ci", "scopes": ["api"]})
        headers = {"PRIVATE-TOKEN": token.token}
        answer = box.request("GET", "/api/v4/user", headers=headers)
        assert json.loads(answer[2])["username"] == "deployer"
        fresh = account.access_tokens.rotate(token.id)
        assert box.request("GET", "/api/v4/user", headers=headers)[0] == 401
        account.access_tokens.delete(fresh["id"])
        states = {token.revoked for token in account.access_tokens.list(get_all=True)}
        assert states == {True}
        account.delete()
        assert group.service_accounts.list(get_all=True) == []
        assert gl.users.list(username="deployer", get_all=True) == []


def test_names_and_addresses_are_made_up_and_unique(gl: Gitlab) -> None:
    account = gl.service_accounts.create({})
    assert account.name == "Service account user"
    assert account.username.startswith("service_account_")
    account.name = "Robot"
    account.save()
    assert [one.name for one in gl.service_accounts.list(get_all=True)] == ["Robot"]
    with pytest.raises(gitlab.GitlabCreateError, match="Username has already been taken"):
        gl.service_accounts.create({"username": account.username})


def test_subgroups_have_no_service_accounts(gl: Gitlab) -> None:
    parent = gl.groups.create({"name": "acme", "path": "acme"})
    child = gl.groups.create({"name": "web", "path": "web", "parent_id": parent.id})
    with pytest.raises(gitlab.GitlabCreateError, match="top-level group"):
        child.service_accounts.create({})
