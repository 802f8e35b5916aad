"""Labels, milestones, badges and boards: what plans the work of projects and groups."""

from __future__ import annotations

import pytest

from tests.sandbox.rules.conftest import Ask

LABELS, MILESTONES = "/projects/1/labels", "/projects/1/milestones"


def test_a_label_has_a_color_and_a_name_of_its_own(ask: Ask) -> None:
    created = ask("dev", f"POST {LABELS}", name="bug", color="red")
    assert created.status == 201
    assert (created.json["color"], created.json["text_color"]) == ("#FF0000", "#FFFFFF")
    again = ask("dev", f"POST {LABELS}", name="bug", color="#fff")
    assert (again.status, again.json) == (409, {"message": "Label already exists"})
    wrong = ask("dev", f"POST {LABELS}", name="new", color="reddish")
    assert wrong.json == {"message": {"color": ["must be a valid color code"]}}
    assert ask("dev", f"POST {LABELS}").json == {"error": "name is missing, color is missing"}


def test_labels_are_found_by_name_and_by_id(ask: Ask) -> None:
    id = ask("dev", f"POST {LABELS}", name="a b", color="#123456").json["id"]
    assert ask("dev", f"GET {LABELS}/a%20b").json["id"] == id
    assert ask("dev", f"PUT {LABELS}/{id}", new_name="c").json["name"] == "c"
    assert ask("dev", f"GET {LABELS}/a%20b").json == {"message": "404 Label Not Found"}
    assert ask("dev", f"PUT {LABELS}", name="c", color="#fff").json["color"] == "#fff"
    assert ask("dev", f"PUT {LABELS}/c").json == {
        "error": "new_name, color, description, priority are missing,"
        " at least one parameter must be provided"
    }
    assert ask("dev", f"DELETE {LABELS}/c").status == 204
    assert ask("dev", f"DELETE {LABELS}/c").status == 404


def test_projects_show_the_labels_of_their_groups(ask: Ask) -> None:
    ask("olive", "POST /groups/10/labels", name="shared", color="#111111")
    ask("dev", f"POST {LABELS}", name="own", color="#111111")
    listed = ask("dev", f"GET {LABELS}").json
    assert [(it["name"], it["is_project_label"]) for it in listed] == [
        ("own", True),
        ("shared", False),
    ]
    only = ask("dev", f"GET {LABELS}?include_ancestor_groups=false").json
    assert [it["name"] for it in only] == ["own"]
    assert [it["name"] for it in ask("dev", f"GET {LABELS}?search=SHA").json] == ["shared"]


def test_a_label_is_promoted_to_the_group(ask: Ask) -> None:
    ask("dev", f"POST {LABELS}", name="bug", color="#111111")
    assert ask("mark", f"PUT {LABELS}/bug/promote").status == 200
    assert ask("mark", "GET /groups/10/labels/bug").json["name"] == "bug"
    assert ask("mark", f"GET {LABELS}?include_ancestor_groups=false").json == []
    assert ask("dev", "POST /projects/4/labels", name="x", color="#111111").status == 201
    assert ask("dev", "PUT /projects/4/labels/x/promote").status == 400


def test_subscribing_twice_changes_nothing(ask: Ask) -> None:
    ask("dev", f"POST {LABELS}", name="bug", color="#111111")
    assert ask("dev", f"POST {LABELS}/bug/subscribe").json["subscribed"] is True
    assert ask("dev", f"POST {LABELS}/bug/subscribe").status == 304
    assert ask("mark", f"GET {LABELS}/bug").json["subscribed"] is False
    assert ask("dev", f"POST {LABELS}/bug/unsubscribe").json["subscribed"] is False
    assert ask("dev", f"POST {LABELS}/bug/unsubscribe").status == 304


def test_milestones_open_and_close(ask: Ask) -> None:
    created = ask("dev", f"POST {MILESTONES}", title="v1", due_date="2001-02-03").json
    assert (created["iid"], created["state"], created["expired"]) == (1, "active", True)
    assert created["project_id"] == 1
    assert "group_id" not in created
    one = f"{MILESTONES}/{created['id']}"
    assert ask("dev", f"PUT {one}", state_event="close").json["state"] == "closed"
    assert ask("dev", f"PUT {one}", state_event="activate").json["state"] == "active"
    assert ask("dev", f"DELETE {one}").status == 204
    assert ask("dev", f"GET {one}").json == {"message": "404 Not found"}


def test_milestones_need_a_title_of_their_own_and_dates_in_order(ask: Ask) -> None:
    ask("dev", f"POST {MILESTONES}", title="v1")
    assert ask("dev", f"POST {MILESTONES}", title="v1").json == {
        "message": {"title": ["already being used for another group or project milestone."]}
    }
    dates = {"start_date": "2026-02-01", "due_date": "2026-01-01"}
    assert ask("dev", f"POST {MILESTONES}", title="v2", **dates).json == {
        "message": {"due_date": ["must be greater than start date"]}
    }


def test_milestones_come_by_due_date_and_those_of_groups_on_request(ask: Ask) -> None:
    for title, due in (("late", "2030-01-01"), ("soon", "2027-01-01")):
        ask("dev", f"POST {MILESTONES}", title=title, due_date=due)
    ask("dev", f"POST {MILESTONES}", title="some day")
    ask("olive", "POST /groups/10/milestones", title="ours", due_date="2026-12-31")
    titles = [it["title"] for it in ask("dev", f"GET {MILESTONES}").json]
    assert titles == ["soon", "late", "some day"]
    reply = ask("dev", f"GET {MILESTONES}?include_ancestors=true")
    assert reply.json[0]["title"] == "ours"
    assert reply.json[0]["group_id"] == 10
    assert reply.headers["X-Total"] == "4"


def test_badges_are_rendered_for_the_project(ask: Ask) -> None:
    url = "https://example.com/%{project_path}/%{default_branch}"
    sent = {"link_url": url, "image_url": url}
    badge = ask("mark", "POST /projects/1/badges", **sent).json
    assert badge["rendered_link_url"] == "https://example.com/acme/site/main"
    assert badge["kind"] == "project"
    group = ask("olive", "POST /groups/10/badges", **sent, name="ours").json
    assert [it["kind"] for it in ask("dev", "GET /projects/1/badges").json] == ["project", "group"]
    reply = ask("mark", f"DELETE /projects/1/badges/{group['id']}")
    assert reply.json == {
        "message": "403 Forbidden - To delete a Group badge please use the Group endpoint"
    }
    reply = ask("mark", f"GET /projects/1/badges/render?link_url={url}&image_url={url}")
    assert reply.status == 400  # a broken escape, as any server has it
    escaped = url.replace("%", "%25")
    reply = ask("mark", f"GET /projects/1/badges/render?link_url={escaped}&image_url={escaped}")
    assert reply.json["rendered_image_url"] == "https://example.com/acme/site/main"
    reply = ask("mark", "POST /projects/1/badges", link_url="ftp://x", image_url=url)
    assert reply.json == {
        "message": {"link_url": ["is blocked: Only allowed schemes are http, https"]}
    }


@pytest.mark.parametrize("owner", ["projects/1", "groups/10"])
def test_boards_have_lists_in_an_order(ask: Ask, owner: str) -> None:
    labels = [
        ask("olive", f"POST /{owner}/labels", name=name, color="#111111").json["id"]
        for name in ("todo", "doing")
    ]
    board = ask("olive", f"POST /{owner}/boards", name="Work").json
    lists = f"/{owner}/boards/{board['id']}/lists"
    made = [ask("olive", f"POST {lists}", label_id=label).json for label in labels]
    assert [it["position"] for it in made] == [0, 1]
    assert made[0]["label"]["name"] == "todo"
    assert ask("olive", f"POST {lists}", label_id=999).status == 400
    assert ask("olive", f"PUT {lists}/{made[1]['id']}", position=0).json["position"] == 0
    listed = ask("olive", f"GET {lists}").json
    assert [it["label"]["name"] for it in listed] == ["doing", "todo"]
    shown = ask("olive", f"GET /{owner}/boards/{board['id']}").json
    assert [it["label"]["name"] for it in shown["lists"]] == ["doing", "todo"]
