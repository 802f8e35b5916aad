"""Topics, messages, switches, flags and settings."""

from __future__ import annotations

from tests.sandbox.rules.conftest import Ask


def test_topics_count_their_projects(ask: Ask) -> None:
    listed = ask("", "GET /topics").json
    assert [(it["name"], it["total_projects_count"]) for it in listed] == [("ruby", 1), ("web", 1)]
    made = ask("root", "POST /topics", name="rails", title="Ruby on Rails")
    assert made.status == 201
    assert ask("root", "POST /topics", name="Rails", title="x").json == {
        "message": {"name": ["has already been taken"]}
    }
    assert ask("root", "POST /topics", name="y").json == {"error": "title is missing"}
    assert ask("mark", "POST /topics", name="y", title="Y").status == 403
    sent = {"source_topic_id": listed[0]["id"], "target_topic_id": made.json["id"]}
    merged = ask("root", "POST /topics/merge", **sent)
    assert (merged.status, merged.json["total_projects_count"]) == (201, 1)
    assert ask("root", "GET /projects/2").json["topics"] == ["rails", "web"]
    assert ask("root", f"GET /topics/{listed[0]['id']}").json == {"message": "404 Not found"}
    assert ask("root", f"DELETE /topics/{made.json['id']}").status == 204


def test_broadcast_messages_are_active_for_a_time(ask: Ask) -> None:
    now = ask("root", "POST /broadcast_messages", message="now")
    assert (now.status, now.json["active"], now.json["color"]) == (201, True, "#E75E40")
    past = {"starts_at": "2020-01-01T00:00:00Z", "ends_at": "2020-01-02T00:00:00Z"}
    old = ask("root", "POST /broadcast_messages", message="old", **past).json
    assert old["active"] is False
    assert [it["message"] for it in ask("", "GET /broadcast_messages").json] == ["now", "old"]
    assert ask("mark", f"DELETE /broadcast_messages/{old['id']}").status == 403


def test_features_are_on_off_or_conditional(ask: Ask) -> None:
    made = ask("root", "POST /features/new_page", value=True)
    assert made.status == 201
    assert made.json["state"] == "on"
    assert ask("root", "POST /features/new_page", value="false").json["state"] == "off"
    share = ask("root", "POST /features/new_page", value=30).json
    assert (share["state"], share["gates"][1]["value"]) == ("conditional", 30)
    assert [it["name"] for it in ask("root", "GET /features").json] == ["new_page"]
    assert ask("root", "DELETE /features/new_page").status == 204
    assert ask("mark", "GET /features").status == 403


def test_custom_attributes_are_set_by_administrators(ask: Ask) -> None:
    for owner in ("projects/1", "groups/10", "users/4"):
        path = f"/{owner}/custom_attributes"
        assert ask("root", f"PUT {path}/team", value="blue").json == {
            "key": "team",
            "value": "blue",
        }
        assert ask("root", f"PUT {path}/team", value="red").json["value"] == "red"
        assert len(ask("root", f"GET {path}").json) == 1
        assert ask("mark", f"GET {path}").status == 403
        assert ask("root", f"DELETE {path}/team").status == 204
        assert ask("root", f"GET {path}/team").json == {"message": "404 Not found"}


def test_feature_flags_have_strategies(ask: Ask) -> None:
    flags = "/projects/1/feature_flags"
    strategies = [{"name": "userWithId", "parameters": {"userIds": "1"}}]
    made = ask("dev", f"POST {flags}", name="new", strategies=strategies).json
    assert made["version"] == "new_version_flag"
    assert made["strategies"][0]["scopes"][0]["environment_scope"] == "*"
    again = ask("dev", f"POST {flags}", name="new")
    assert (again.status, again.json) == (400, {"message": ["Name has already been taken"]})
    changed = ask("dev", f"PUT {flags}/new", name="newer", active=False).json
    assert (changed["name"], changed["active"]) == ("newer", False)
    assert ask("dev", f"GET {flags}/new").status == 404
    assert [it["name"] for it in ask("dev", f"GET {flags}?scope=disabled").json] == ["newer"]
    assert ask("dev", f"GET {flags}?scope=enabled").json == []
    lists = "/projects/1/feature_flags_user_lists"
    found = ask("dev", f"POST {lists}", name="testers", user_xids="a,b").json
    assert (found["iid"], found["user_xids"]) == (1, "a,b")
    assert ask("paul", f"GET {flags}").status == 403


def test_push_rules_are_there_once(ask: Ask) -> None:
    path = "/projects/1/push_rule"
    assert ask("mark", f"GET {path}").json == {"message": "404 Push Rule Not Found"}
    made = ask("mark", f"POST {path}", deny_delete_tag=True)
    assert (made.status, made.json["deny_delete_tag"]) == (201, True)
    assert ask("mark", f"POST {path}").json == {"error": "Project push rule exists"}
    assert ask("mark", f"PUT {path}", member_check=True).json["member_check"] is True
    assert ask("mark", f"DELETE {path}").status == 204
    assert ask("mark", f"GET {path}").status == 404


def test_notification_settings_are_the_callers(ask: Ask) -> None:
    path = "/projects/1/notification_settings"
    assert ask("dev", f"GET {path}").json == {"level": "global"}
    assert ask("dev", f"PUT {path}", level="watch").json == {"level": "watch"}
    assert ask("mark", f"GET {path}").json == {"level": "global"}
    custom = ask("dev", "PUT /notification_settings", level="custom", new_note=True).json
    assert custom["events"]["new_note"] is True
    assert custom["notification_email"] == "dev@example.com"
    assert ask("dev", f"PUT {path}", level="loud").status == 400


def test_integrations_hide_their_secrets(ask: Ask) -> None:
    path = "/projects/1/integrations"
    assert ask("mark", f"GET {path}/slack").json == {"message": "404 Integration Not Found"}
    sent = {"webhook": "https://hooks.example.com", "token": "hunter2", "push_events": False}
    made = ask("mark", f"PUT {path}/slack", **{k: v for k, v in sent.items() if k != "token"})
    assert made.status == 200
    assert made.json["properties"]["webhook"] == "https://hooks.example.com"
    assert (made.json["active"], made.json["push_events"]) == (True, False)
    assert [it["slug"] for it in ask("mark", f"GET {path}").json] == ["slack"]
    assert ask("mark", f"DELETE {path}/slack").status == 204


def test_applications_show_their_secret_once(ask: Ask) -> None:
    sent = {"name": "app", "redirect_uri": "https://example.com", "scopes": "api read_user"}
    made = ask("root", "POST /applications", **sent).json
    assert made["secret"].startswith("gloas-")
    assert made["scopes"] == ["api", "read_user"]
    (listed,) = ask("root", "GET /applications").json
    assert "secret" not in listed
    assert ask("root", f"DELETE /applications/{listed['id']}").status == 204


def test_the_instance_counts_and_looks(ask: Ask) -> None:
    numbers = ask("root", "GET /application/statistics").json
    assert (numbers["projects"], numbers["groups"], numbers["users"]) == ("4", "3", "6")
    assert ask("mark", "GET /application/statistics").status == 403
    looks = ask("root", "PUT /application/appearance", title="Our GitLab").json
    assert (looks["title"], looks["message_font_color"]) == ("Our GitLab", "#FFFFFF")
    assert ask("root", "GET /application/appearance").json["title"] == "Our GitLab"


def test_groups_are_archived_and_know_where_they_are_invited(ask: Ask) -> None:
    assert ask("olive", "POST /groups/11/archive").json["archived"] is True
    assert ask("olive", "POST /groups/11/archive").status == 422
    assert ask("olive", "POST /groups/11/unarchive").json["archived"] is False
    ask("olive", "POST /groups/10/share", group_id=12, group_access=20)
    assert [it["name"] for it in ask("olive", "GET /groups/10/invited_groups").json] == ["Partners"]
    assert [it["name"] for it in ask("olive", "GET /groups/12/groups/shared").json] == ["Acme"]
    found = ask("root", "GET /groups/11/transfer_locations").json
    assert [it["name"] for it in found] == ["Partners"]
