"""Groups and namespaces."""

from __future__ import annotations

from tests.sandbox.rules.conftest import Ask


def paths(ask: Ask, user: str, request: str) -> list[str]:
    reply = ask(user, request)
    assert reply.status == 200, reply.json
    return [found["full_path"] for found in reply.json]


def test_users_list_their_own_groups_unless_they_ask_for_all(ask: Ask) -> None:
    assert paths(ask, "", "GET /groups") == ["partners"]
    assert paths(ask, "dev", "GET /groups") == ["acme", "acme/web"]
    assert paths(ask, "paul", "GET /groups?all_available=true") == ["acme", "partners"]
    assert paths(ask, "root", "GET /groups") == ["acme", "partners", "acme/web"]
    assert paths(ask, "root", "GET /groups?all_available=false") == []


def test_groups_can_be_filtered(ask: Ask) -> None:
    assert paths(ask, "olive", "GET /groups?owned=true") == ["acme", "acme/web"]
    assert paths(ask, "dev", "GET /groups?owned=true") == []
    assert paths(ask, "dev", "GET /groups?top_level_only=true") == ["acme"]
    assert paths(ask, "dev", "GET /groups?skip_groups[]=10") == ["acme/web"]
    assert paths(ask, "dev", "GET /groups?search=web") == ["acme/web"]
    assert paths(ask, "root", "GET /groups?order_by=id&sort=desc") == [
        "partners",
        "acme/web",
        "acme",
    ]


def test_groups_have_keyset_paging_by_name(ask: Ask) -> None:
    page = ask("root", "GET /groups?pagination=keyset&order_by=name&sort=asc&per_page=2")
    assert [group["name"] for group in page.json] == ["Acme", "Partners"]
    link = page.headers["Link"]
    rest = ask("root", "GET " + link[link.index("/groups") : link.index(">")])
    assert [group["name"] for group in rest.json] == ["Web"]
    assert "Link" not in rest.headers


def test_a_group_has_subgroups_and_projects(ask: Ask) -> None:
    assert paths(ask, "dev", "GET /groups/acme/subgroups") == ["acme/web"]
    assert paths(ask, "dev", "GET /groups/10/descendant_groups") == ["acme/web"]
    ids = [found["id"] for found in ask("dev", "GET /groups/acme/projects").json]
    assert ids == [1]
    below = ask("dev", "GET /groups/acme/projects?include_subgroups=true&sort=asc").json
    assert [found["id"] for found in below] == [1, 2]
    detail = ask("dev", "GET /groups/acme").json
    assert [found["id"] for found in detail["projects"]] == [1]
    assert "projects" not in ask("dev", "GET /groups/acme?with_projects=false").json
    assert ask("paul", "GET /groups/11").json == {"message": "404 Group Not Found"}


def test_whoever_makes_a_group_owns_it(ask: Ask) -> None:
    made = ask("dev", "POST /groups", name="Lab", path="lab")
    assert (made.status, made.json["visibility"]) == (201, "private")
    members = ask("dev", "GET /groups/lab/members").json
    assert [(row["username"], row["access_level"]) for row in members] == [("dev", 50)]
    assert ask("eve", "POST /groups", name="Lab", path="lab2").status == 403


def test_subgroups_need_a_maintainer(ask: Ask) -> None:
    assert ask("dev", "POST /groups", name="x", path="x", parent_id=10).status == 403
    made = ask("mark", "POST /groups", name="x", path="x", parent_id=10)
    assert made.json["full_path"] == "acme/x"
    taken = ask("mark", "POST /groups", name="x", path="x", parent_id=10)
    assert taken.json == {"message": 'Failed to save group {:path=>["has already been taken"]}'}
    opener = ask("mark", "POST /groups", name="y", path="y", parent_id=11, visibility="public")
    assert "parent group has a private visibility" in opener.json["message"]
    assert ask("mark", "POST /groups", path="y").json == {"error": "name is missing"}


def test_a_renamed_group_takes_its_projects_along(ask: Ask) -> None:
    assert ask("mark", "PUT /groups/10", path="corp").status == 403
    assert ask("olive", "PUT /groups/10", path="corp").json["full_path"] == "corp"
    assert ask("dev", "GET /projects/2").json["path_with_namespace"] == "corp/web/shop"
    assert ask("dev", "GET /projects/acme%2Fweb%2Fshop").status == 301
    assert ask("dev", "GET /groups/corp%2Fweb").status == 200
    assert ask("olive", "PUT /groups/10", path="partners").json == {
        "message": {"path": ["has already been taken"]}
    }


def test_a_group_is_not_less_open_than_its_projects(ask: Ask) -> None:
    refused = ask("olive", "PUT /groups/10", visibility="private")
    assert refused.status == 400
    assert "contains projects" in refused.json["message"]["visibility_level"][0]


def test_a_group_moves_below_another(ask: Ask) -> None:
    assert ask("root", "POST /groups/10/transfer", group_id=11).json == {
        "message": "Transfer failed: Cannot transfer group to one of its subgroup."
    }
    moved = ask("root", "POST /groups/11/transfer", group_id=12)
    assert (moved.status, moved.json["full_path"]) == (201, "partners/web")
    assert ask("root", "POST /groups/11/transfer").json["full_path"] == "web"
    into = ask("root", "POST /groups/12/projects/1")
    assert {project["id"] for project in into.json["projects"]} == {1, 3}


def test_a_deleted_group_waits_and_can_be_restored(ask: Ask) -> None:
    assert ask("mark", "DELETE /groups/10").status == 403
    assert ask("olive", "DELETE /groups/10").status == 202
    assert ask("olive", "GET /groups/10").json["marked_for_deletion_on"] == "2026-09-21"
    assert ask("olive", "POST /groups/10/restore").status == 201
    assert ask("olive", "POST /groups/10/restore").status == 400


def test_members_of_an_invited_group_inherit_a_role_below(ask: Ask) -> None:
    assert ask("olive", "POST /groups/10/share", group_id=12, group_access=30).status == 201
    assert ask("paul", "GET /projects/2").json["permissions"]["group_access"] == {
        "access_level": 30,
        "notification_level": 3,
    }
    assert ask("olive", "DELETE /groups/10/share/12").status == 204
    assert ask("paul", "GET /projects/2").status == 404


def test_namespaces_are_groups_and_the_own_place(ask: Ask) -> None:
    assert paths(ask, "dev", "GET /namespaces") == ["acme", "acme/web", "dev"]
    assert paths(ask, "dev", "GET /namespaces?owned_only=true") == ["dev"]
    assert paths(ask, "dev", "GET /namespaces?search=web") == ["acme/web"]
    assert ask("dev", "GET /namespaces/acme%2Fweb").json["kind"] == "group"
    assert ask("dev", "GET /namespaces/paul").json == {"message": "404 Namespace Not Found"}
    assert ask("", "GET /namespaces").status == 401
    owned = ask("olive", "GET /namespaces/acme").json
    assert (owned["members_count_with_descendants"], owned["projects_count"]) == (3, 2)


def test_a_taken_path_comes_with_a_free_one(ask: Ask) -> None:
    assert ask("dev", "GET /namespaces/acme/exists").json == {
        "exists": True,
        "suggests": ["acme1"],
    }
    assert ask("dev", "GET /namespaces/nobody/exists").json == {"exists": False, "suggests": []}
    assert ask("dev", "GET /namespaces/web/exists?parent_id=10").json["exists"] is True


def test_a_waiting_group_can_be_removed_for_good(ask: Ask) -> None:
    ask("olive", "DELETE /groups/11")
    again = ask("olive", "DELETE /groups/11")
    assert again.json == {"message": "Group has been already marked for deletion"}
    assert ask("olive", "DELETE /groups/11", permanently_remove=True, full_path="web").status == 400
    done = ask("olive", "DELETE /groups/11", permanently_remove=True, full_path="acme/web")
    assert done.status == 202
    assert ask("root", "GET /groups/11").status == 404
    assert ask("root", "GET /projects/2").status == 404
