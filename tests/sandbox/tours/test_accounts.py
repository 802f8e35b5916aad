"""Accounts that administrators make, with the identities of other providers."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabHttpError
from tests.sandbox.tours.conftest import Wire

SENT: Any = {
    "email": "ann@x.org",
    "name": "Ann",
    "username": "ann",
    "reset_password": True,
    "provider": "ldap",
    "extern_uid": "uid=ann",
}


def test_users_are_known_by_their_identities(gl: Gitlab) -> None:
    ann = gl.users.create(SENT)
    one = {"provider": "ldap", "extern_uid": "uid=ann", "saml_provider_id": None}
    assert ann.identities == [one]
    gl.users.update(ann.id, {"provider": "saml", "extern_uid": "7"})
    saml = {"provider": "saml", "extern_uid": "7", "saml_provider_id": None}
    assert gl.users.get(ann.id).identities == [one, saml]
    found = gl.users.list(extern_uid="uid=ann", provider="ldap")
    assert [user.username for user in found] == ["ann"]
    assert gl.users.list(extern_uid="7", provider="ldap") == []
    gl.http_delete(f"/users/{ann.id}/identities/ldap")
    assert gl.users.get(ann.id).identities == [saml]
    with pytest.raises(GitlabHttpError, match="404 Identity Not Found"):
        gl.http_delete(f"/users/{ann.id}/identities/ldap")


def test_bots_are_no_humans(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    project.access_tokens.create({"name": "bot", "scopes": ["api"], "access_level": 30})
    assert [user.username for user in gl.users.list(humans=True)] == ["root"]
    assert len(gl.users.list(get_all=True)) == 2
    assert [user.username for user in gl.users.list(without_project_bots=True)] == ["root"]
    assert [user.bot for user in gl.users.list(exclude_humans=True)] == [True]


def test_a_feature_is_on_for_a_part_of_the_actors(wire: Wire) -> None:
    sent = {"value": "30", "key": "percentage_of_actors"}
    gates = wire("POST /features/dark", sent).body["gates"]
    assert gates == [
        {"key": "boolean", "value": False},
        {"key": "percentage_of_actors", "value": 30},
    ]
    assert wire("POST /features/dark", {"value": "20"}).body["gates"][1] == {
        "key": "percentage_of_time",
        "value": 20,
    }


def test_an_address_changes_when_it_is_confirmed(gl: Gitlab) -> None:
    ann = gl.users.create(SENT)
    assert gl.users.update(ann.id, {"email": "new@x.org"})["email"] == "ann@x.org"
    sent: Any = {"email": "new@x.org", "skip_reconfirmation": True}
    assert gl.users.update(ann.id, sent)["email"] == "new@x.org"
