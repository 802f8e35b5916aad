"""Webhooks, deploy keys, deploy tokens, access tokens and protected refs."""

from __future__ import annotations

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample deploy@example.com"


@pytest.mark.parametrize("path", ["/projects/1/hooks", "/groups/10/hooks", "/hooks"])
def test_hooks_keep_their_secrets(ask: Ask, path: str) -> None:
    headers = [{"key": "X-Auth", "value": "hunter2"}]
    sent = {"url": "https://example.com/x", "custom_headers": headers}
    hook = ask("root", f"POST {path}?token=s", **sent)
    assert hook.status == 201
    assert hook.json["enable_ssl_verification"] is True
    assert hook.json["custom_headers"] == [{"key": "X-Auth"}]
    assert hook.json["token_present"] is True
    assert "token" not in hook.json
    assert ask("root", f"DELETE {path}/{hook.json['id']}").status == 204
    assert ask("root", f"GET {path}/{hook.json['id']}").json == {"message": "404 Not found"}


def test_a_hook_needs_a_url_that_gitlab_may_call(ask: Ask) -> None:
    for url in ("ftp://example.com", "nonsense", "http://localhost:3000"):
        reply = ask("mark", "POST /projects/1/hooks", url=url)
        assert (reply.status, reply.json) == (422, {"error": "Invalid url given"})
    assert ask("mark", "POST /projects/1/hooks").json == {"error": "url is missing"}
    assert ask("dev", "GET /projects/1/hooks").status == 403


def test_a_deploy_key_is_one_for_all_its_projects(ask: Ask) -> None:
    key = ask("root", "POST /projects/1/deploy_keys", title="ci", key=KEY, can_push=True).json
    assert key["can_push"] is True
    assert key["fingerprint_sha256"].startswith("SHA256:")
    same = ask("root", "POST /projects/2/deploy_keys", title="other", key=KEY).json
    assert (same["id"], same["title"], same["can_push"]) == (key["id"], "ci", False)
    assert ask("root", f"POST /projects/3/deploy_keys/{key['id']}/enable").status == 201
    (listed,) = ask("root", "GET /deploy_keys").json
    assert [it["id"] for it in listed["projects_with_write_access"]] == [1]
    assert [it["id"] for it in listed["projects_with_readonly_access"]] == [2, 3]
    for project in (1, 2, 3):
        assert ask("root", f"DELETE /projects/{project}/deploy_keys/{key['id']}").status == 204
    assert ask("root", "GET /deploy_keys").json == []
    reply = ask("root", f"DELETE /projects/1/deploy_keys/{key['id']}")
    assert reply.json == {"message": "404 Deploy Key Not Found"}


def test_a_deploy_key_is_a_public_key(ask: Ask) -> None:
    reply = ask("mark", "POST /projects/1/deploy_keys", title="x", key="nonsense")
    assert reply.json == {"message": {"key": ["must be a supported public key."]}}


def test_deploy_tokens_show_their_secret_once(ask: Ask) -> None:
    tokens = "/projects/1/deploy_tokens"
    made = ask("mark", f"POST {tokens}", name="ci", scopes=["read_repository"]).json
    assert made["token"].startswith("gldt-")
    assert made["username"] == "gitlab+deploy-token-1"
    (shown,) = ask("mark", f"GET {tokens}").json
    assert "token" not in shown
    old = {"name": "old", "scopes": ["read_registry"], "expires_at": "2020-01-01"}
    assert ask("olive", "POST /groups/10/deploy_tokens", **old).json["expired"] is True
    assert [it["name"] for it in ask("root", "GET /deploy_tokens").json] == ["ci", "old"]
    assert [it["name"] for it in ask("root", "GET /deploy_tokens?active=true").json] == ["ci"]
    assert ask("mark", "GET /deploy_tokens").status == 403
    reply = ask("mark", f"POST {tokens}", name="x", scopes=["write_everything"])
    assert reply.json == {"error": "scopes does not have a valid value"}
    assert ask("mark", f"DELETE {tokens}/{made['id']}").status == 204
    reply = ask("mark", f"GET {tokens}/{made['id']}")
    assert reply.json == {"message": "404 Deploy Token Not Found"}


@pytest.mark.parametrize("path", ["/projects/1/access_tokens", "/groups/10/access_tokens"])
def test_access_tokens_are_those_of_a_bot(ask: Ask, box: Sandbox, path: str) -> None:
    made = ask("olive", f"POST {path}", name="bot", scopes=["api"], access_level=30)
    assert made.status == 201
    assert made.json["access_level"] == 30
    secret = made.json["token"]
    me = ask("", "GET /user", token=secret).json
    assert me["bot"] is True
    assert ask("", "GET /projects/1", token=secret).status == 200
    (listed,) = ask("olive", f"GET {path}").json
    assert (listed["user_id"], "token" in listed) == (me["id"], False)
    fresh = ask("olive", f"POST {path}/{listed['id']}/rotate")
    assert fresh.status == 200
    assert ask("", "GET /user", token=secret).status == 401
    assert ask("", "GET /user", token=fresh.json["token"]).status == 200
    assert ask("olive", f"DELETE {path}/{fresh.json['id']}").status == 204
    assert ask("", "GET /user", token=fresh.json["token"]).status == 401
    assert [it["active"] for it in ask("olive", f"GET {path}?state=inactive").json] == [False] * 2
    assert ask("dev", f"GET {path}").status == 403
    kind = path.split("/")[1][:-1]
    assert ask("olive", f"GET {path}/99").json == {
        "message": f"404 Could not find {kind} access token with token_id: 99 Not Found"
    }


def test_nobody_gives_a_token_more_than_they_have(ask: Ask) -> None:
    sent = {"name": "bot", "scopes": ["api"], "access_level": 50}
    reply = ask("mark", "POST /projects/1/access_tokens", **sent)
    assert reply.status == 400
    assert "can't be greater" in reply.json["message"]


def test_branches_are_protected_for_maintainers_unless_told_otherwise(ask: Ask) -> None:
    path = "/projects/1/protected_branches"
    assert [it["name"] for it in ask("mark", f"GET {path}").json] == ["main"]
    made = ask("mark", f"POST {path}", name="stable")
    assert made.status == 201
    assert made.json["push_access_levels"][0]["access_level_description"] == "Maintainers"
    assert made.json["unprotect_access_levels"] == []
    again = ask("mark", f"POST {path}", name="stable")
    assert again.status == 409
    assert again.json == {"message": "Protected branch 'stable' already exists"}
    sent = {"name": "release/*", "push_access_level": 0, "allowed_to_merge": [{"user_id": 4}]}
    wild = ask("mark", f"POST {path}", **sent).json
    assert wild["push_access_levels"][0]["access_level_description"] == "No one"
    assert wild["merge_access_levels"][0]["user_id"] == 4
    changed = ask("mark", f"PATCH {path}/stable", allow_force_push=True)
    assert changed.json["allow_force_push"] is True
    level = changed.json["push_access_levels"][0]
    sent = {"allowed_to_push": [{"id": level["id"], "_destroy": True}, {"access_level": 30}]}
    changed = ask("mark", f"PATCH {path}/stable", **sent)
    assert [it["access_level"] for it in changed.json["push_access_levels"]] == [30]
    assert ask("mark", f"DELETE {path}/stable").status == 204
    assert ask("mark", f"GET {path}/stable").json == {"message": "404 Not found"}
    assert [it["name"] for it in ask("mark", f"GET {path}").json] == ["main", "release/*"]
    assert ask("dev", f"POST {path}", name="x").status == 403


def test_tags_are_protected(ask: Ask) -> None:
    path = "/projects/1/protected_tags"
    made = ask("mark", f"POST {path}", name="v*", create_access_level=30).json
    assert made["create_access_levels"][0]["access_level"] == 30
    assert ask("mark", f"POST {path}", name="v*").status == 409
    assert ask("mark", f"DELETE {path}/v*").status == 204
