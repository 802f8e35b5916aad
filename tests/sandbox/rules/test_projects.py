"""Projects: who sees them, who may do what to them, and in which words GitLab refuses."""

from __future__ import annotations

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

TAKEN = ["has already been taken"]


def paths(ask: Ask, user: str, query: str = "") -> list[str]:
    reply = ask(user, f"GET /projects?sort=asc&order_by=id{query}")
    assert reply.status == 200, reply.json
    return [project["path_with_namespace"] for project in reply.json]


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ("", ["partners/docs"]),
        ("eve", ["partners/docs"]),
        ("paul", ["acme/site", "partners/docs"]),
        ("dev", ["acme/site", "acme/web/shop", "partners/docs", "dev/notes"]),
        ("root", ["acme/site", "acme/web/shop", "partners/docs", "dev/notes"]),
    ],
)
def test_a_list_holds_what_the_caller_may_read(ask: Ask, user: str, seen: list[str]) -> None:
    assert paths(ask, user) == seen
    for path in ("acme%2Fsite", "acme%2Fweb%2Fshop", "partners%2Fdocs", "dev%2Fnotes"):
        reply = ask(user, f"GET /projects/{path}")
        if path.replace("%2F", "/") in seen:
            assert reply.status == 200
        else:
            assert (reply.status, reply.json) == (404, {"message": "404 Project Not Found"})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("&owned=true", ["dev/notes"]),
        ("&membership=true", ["acme/site", "acme/web/shop", "dev/notes"]),
        ("&min_access_level=40", ["dev/notes"]),
        ("&visibility=public", ["partners/docs"]),
        ("&search=SHO", ["acme/web/shop"]),
        ("&search=acme", []),
        ("&search=acme&search_namespaces=true", ["acme/site", "acme/web/shop"]),
        ("&topic=ruby,web", ["acme/web/shop"]),
        ("&topic=ruby,go", []),
        ("&id_after=2", ["partners/docs", "dev/notes"]),
        ("&archived=true", []),
        ("&starred=true", []),
    ],
)
def test_a_list_can_be_filtered(ask: Ask, query: str, found: list[str]) -> None:
    assert paths(ask, "dev", query) == found


def test_the_newest_comes_first(ask: Ask) -> None:
    assert [project["id"] for project in ask("root", "GET /projects").json] == [4, 3, 2, 1]


def test_keyset_paging_is_by_id_alone(ask: Ask) -> None:
    page = ask("root", "GET /projects?pagination=keyset&order_by=id&per_page=3&simple=true")
    assert [project["id"] for project in page.json] == [4, 3, 2]
    assert page.headers["Link"] == (
        "<https://gitlab.example.com/api/v4/projects?id_before=2&order_by=id&page=1"
        '&pagination=keyset&per_page=3&simple=true&sort=desc>; rel="next"'
    )
    assert "X-Total" not in page.headers
    refused = ask("root", "GET /projects?pagination=keyset")
    assert refused.status == 405
    assert ask("root", "GET /projects?page=501&per_page=100").status == 405


def test_visitors_and_simple_lists_get_the_basic_form(ask: Ask) -> None:
    for reply in (ask("", "GET /projects"), ask("root", "GET /projects?simple=true")):
        assert "permissions" not in reply.json[0]
    assert "issues_enabled" not in ask("", "GET /projects/3").json


def test_settings_are_shown_to_those_who_may_change_them(ask: Ask) -> None:
    seen = {user: ask(user, "GET /projects/1").json for user in ("olive", "mark", "dev")}
    assert "runners_token" in seen["mark"]
    assert "runners_token" not in seen["dev"]
    assert seen["olive"]["ci_job_token_scope_enabled"] is False
    assert "ci_job_token_scope_enabled" not in seen["mark"]
    assert seen["dev"]["permissions"] == {
        "project_access": None,
        "group_access": {"access_level": 30, "notification_level": 3},
    }


def test_a_project_is_made_in_the_own_namespace_or_in_a_group(ask: Ask) -> None:
    own = ask("dev", "POST /projects", name="My tool")
    assert (own.status, own.json["path_with_namespace"]) == (201, "dev/my-tool")
    assert own.json["owner"]["username"] == "dev"
    group = ask("dev", "POST /projects", path="tool", namespace_id=11, visibility="private")
    assert (group.json["path_with_namespace"], group.json["name"]) == ("acme/web/tool", "tool")
    assert ask("paul", "POST /projects", path="tool", namespace_id=11).json == {
        "message": {"namespace": ["is not valid"]}
    }


def test_what_is_wrong_with_a_new_project_is_told_by_attribute(ask: Ask) -> None:
    assert ask("dev", "POST /projects").json == {
        "error": "name, path are missing, at least one parameter must be provided"
    }
    assert ask("dev", "POST /projects", name="Notes").json == {
        "message": {"project_namespace.name": TAKEN, "name": TAKEN, "path": TAKEN}
    }
    open_in_closed = ask("olive", "POST /projects", path="x", namespace_id=11, visibility="public")
    assert open_in_closed.json == {
        "message": {"visibility_level": ["public is not allowed in a private group."]}
    }
    bad = ask("dev", "POST /projects", name="x", path="-x")
    assert bad.json["message"]["path"][0].startswith("can contain only letters")
    assert ask("dev", "POST /projects", name="x", path="tree").json == {
        "message": {"path": ["tree is a reserved name"]}
    }


@pytest.mark.parametrize(
    ("attribute", "most"), [("name", 255), ("path", 255), ("description", 2000)]
)
def test_long_texts_are_refused(ask: Ask, attribute: str, most: int) -> None:
    text = f"is too long (maximum is {most} characters)"
    for request in ("POST /projects", "PUT /projects/4"):
        reply = ask("dev", request, **{"name": "New", "path": "fresh", attribute: "x" * (most + 1)})
        assert (reply.status, reply.json) == (400, {"message": {attribute: [text]}})
    assert ask("dev", "PUT /projects/4", **{attribute: "x" * most}).status == 200


def test_only_administrators_make_projects_for_others(ask: Ask) -> None:
    assert ask("dev", "POST /projects/user/5", name="x").status == 403
    assert ask("root", "POST /projects/user/5", name="x").json["path_with_namespace"] == "paul/x"


def test_a_maintainer_changes_settings_but_not_the_visibility(ask: Ask) -> None:
    changed = ask("mark", "PUT /projects/1", description="new", issues_enabled=False)
    assert changed.json["issues_access_level"] == "disabled"
    assert "issues" not in changed.json["_links"]
    assert ask("mark", "PUT /projects/1", visibility="private").status == 403
    assert ask("olive", "PUT /projects/1", visibility="private").json["visibility"] == "private"
    assert ask("dev", "PUT /projects/1", description="x").status == 403
    assert ask("eve", "PUT /projects/1", description="x").status == 404
    nothing = ask("mark", "PUT /projects/1", unknown=1)
    assert nothing.json["error"].endswith("are missing, at least one parameter must be provided")


def test_job_tokens_are_let_push(ask: Ask) -> None:
    name = "ci_push_repository_for_job_token_allowed"
    assert ask("mark", "PUT /projects/1", **{name: True}).json[name] is True
    assert ask("mark", "GET /projects/1").json[name] is True


def test_the_former_path_leads_to_a_renamed_project(ask: Ask) -> None:
    ask("olive", "PUT /projects/1", path="home")
    moved = ask("dev", "GET /projects/acme%2Fsite")
    assert moved.status == 301
    assert moved.headers["Location"] == "https://gitlab.example.com/api/v4/projects/1"
    assert ask("olive", "PUT /projects/acme%2Fsite", name="x").status == 405
    assert ask("dev", "GET /projects/acme%2Fhome").json["id"] == 1


def test_a_deleted_project_waits_and_can_be_restored(ask: Ask) -> None:
    assert ask("mark", "DELETE /projects/1").status == 403
    assert ask("olive", "DELETE /projects/1")[:2] == (202, {"message": "202 Accepted"})
    assert "acme/site" not in paths(ask, "root")
    waiting = ask("olive", "GET /projects/1").json
    assert waiting["path"] == "site-deletion_scheduled-1"
    assert waiting["marked_for_deletion_on"] == "2026-09-21"
    assert ask("olive", "DELETE /projects/1").status == 400
    restored = ask("olive", "POST /projects/1/restore")
    assert (restored.status, restored.json["path"]) == (201, "site")


def test_a_deleted_project_was_gone_at_once_before_18() -> None:
    from tests.sandbox.rules.conftest import SEED

    with Sandbox(SEED, version="17.11") as box:
        headers = {"PRIVATE-TOKEN": box.token}
        assert box.request("DELETE", "/api/v4/projects/1", headers)[0] == 202
        assert box.request("GET", "/api/v4/projects/1", headers)[0] == 404


def test_starring_twice_changes_nothing(ask: Ask) -> None:
    assert ask("dev", "POST /projects/3/star").json["star_count"] == 1
    assert ask("dev", "POST /projects/3/star").status == 304
    assert paths(ask, "dev", "&starred=true") == ["partners/docs"]
    assert ask("dev", "POST /projects/3/unstar").json["star_count"] == 0
    assert ask("dev", "POST /projects/3/unstar").status == 304


def test_archiving_is_for_owners(ask: Ask) -> None:
    assert ask("mark", "POST /projects/1/archive").status == 403
    assert ask("olive", "POST /projects/1/archive").json["archived"] is True
    assert paths(ask, "olive", "&archived=true") == ["acme/site"]
    assert ask("olive", "POST /projects/1/unarchive").json["archived"] is False


def test_members_of_an_invited_group_get_a_role(ask: Ask) -> None:
    assert ask("paul", "GET /projects/2").status == 404
    link = ask("olive", "POST /projects/2/share", group_id=12, group_access=20)
    assert (link.status, link.json["group_access"]) == (201, 20)
    assert ask("olive", "POST /projects/2/share", group_id=12, group_access=20).status == 409
    assert ask("paul", "GET /projects/2").status == 200
    assert paths(ask, "paul", "&min_access_level=20&membership=true") == [
        "acme/web/shop",
        "partners/docs",
    ]
    shared = ask("paul", "GET /groups/12/projects/shared").json
    assert [project["id"] for project in shared] == [2]
    assert ask("olive", "DELETE /projects/2/share/12").status == 204
    assert ask("olive", "DELETE /projects/2/share/12").json == {
        "message": "404 Group Link Not Found"
    }


def test_a_transfer_needs_both_ends(ask: Ask) -> None:
    assert ask("mark", "PUT /projects/1/transfer", namespace="partners").status == 403
    refused = ask("olive", "PUT /projects/1/transfer", namespace="partners")
    assert refused.json["message"].startswith('Failed to transfer project ["You don')
    assert ask("olive", "PUT /projects/1/transfer", namespace="nowhere").json == {
        "message": "404 Namespace Not Found"
    }
    moved = ask("olive", "PUT /projects/1/transfer", namespace=11)
    assert moved.json["path_with_namespace"] == "acme/web/site"
    assert ask("dev", "GET /projects/acme%2Fsite").status == 301


def test_a_fork_knows_its_origin(ask: Ask) -> None:
    fork = ask("dev", "POST /projects/3/fork")
    assert fork.json["path_with_namespace"] == "dev/docs"
    assert fork.json["forked_from_project"]["id"] == 3
    assert ask("dev", "GET /projects/3").json["forks_count"] == 1
    assert [found["id"] for found in ask("dev", "GET /projects/3/forks").json] == [fork.json["id"]]
    again = ask("dev", "POST /projects/3/fork")
    assert again.status == 409
    assert "Path has already been taken" in again.json["message"]
    assert ask("dev", f"DELETE /projects/{fork.json['id']}/fork").status == 204
    assert ask("dev", f"DELETE /projects/{fork.json['id']}/fork").status == 304


def test_the_groups_and_users_of_a_project(ask: Ask) -> None:
    groups = ask("dev", "GET /projects/2/groups").json
    assert [group["full_path"] for group in groups] == ["acme", "acme/web"]
    users = ask("dev", "GET /projects/2/users").json
    assert [user["username"] for user in users] == ["olive", "mark", "dev"]
    assert ask("dev", "GET /projects/2/languages").json == {}


def test_topics_may_come_as_one_text(ask: Ask) -> None:
    made = ask("dev", "POST /projects", name="x", topics="go,cli", visibility=None).json
    assert (made["topics"], made["empty_repo"]) == (["cli", "go"], True)
    assert ask("dev", f"PUT /projects/{made['id']}", tag_list=["web"]).json["topics"] == ["web"]
