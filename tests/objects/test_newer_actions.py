"""What resources can do that are newer than the interface: the request, the answer, the error."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from gitlab import exceptions as exc
from gitlab.base import RESTObject
from tests.objects.test_newer_resources import manager_at
from tests.objects.test_skeleton_actions import Canned


class Action(NamedTuple):
    """A method at a place, how it is called, and the request that it makes."""

    place: str
    name: str
    arguments: dict[str, Any]
    request: str
    error: type[exc.GitlabError]
    body: dict[str, Any] | None = None
    query: dict[str, Any] | None = None


HEADER = {"key": "X Trace"}
VARIABLE = {"key": "token"}
ACTIONS = [
    Action("group", "archive", {}, "POST /groups/1/archive", exc.GitlabCreateError),
    Action("group", "unarchive", {}, "POST /groups/1/unarchive", exc.GitlabDeleteError),
    Action(
        "group",
        "revoke_token",
        {"token": "glpat-lost"},
        "POST /groups/1/tokens/revoke",
        exc.GitlabDeleteError,
        {"token": "glpat-lost"},
    ),
    Action(
        "group",
        "transfer_to_organization",
        {"organization_id": 7},
        "POST /groups/1/transfer_to_organization",
        exc.GitlabGroupTransferError,
        {"organization_id": 7},
    ),
    Action(
        "group",
        "delete_dependency_proxy_cache",
        {},
        "DELETE /groups/1/dependency_proxy/cache",
        exc.GitlabDeleteError,
    ),
    Action("group epics 2", "todo", {}, "POST /groups/1/epics/2/todo", exc.GitlabTodoError),
    Action(
        "group epics 2 links",
        "assign",
        {"id": 8},
        "POST /groups/1/epics/2/epics/8",
        exc.GitlabCreateError,
    ),
    Action(
        "group enterprise_users 2",
        "disable_two_factor",
        {},
        "PATCH /groups/1/enterprise_users/2/disable_two_factor",
        exc.GitlabUpdateError,
    ),
    Action(
        "group uploads",
        "delete_by_secret",
        {"secret": "f00", "filename": "a b.png"},
        "DELETE /groups/1/uploads/f00/a%20b.png",
        exc.GitlabDeleteError,
    ),
    Action(
        "project error_tracking_settings",
        "set_up",
        {"active": True, "integrated": False},
        "PUT /projects/1/error_tracking/settings",
        exc.GitlabCreateError,
        {"active": True, "integrated": False},
    ),
    Action("gl hooks 2", "test", {}, "POST /hooks/2", exc.GitlabHookTestError),
    *(
        action
        for place, path in (
            ("gl hooks 2", "/hooks/2"),
            ("group hooks 2", "/groups/1/hooks/2"),
            ("project hooks 2", "/projects/1/hooks/2"),
        )
        for action in (
            Action(
                place,
                "set_custom_header",
                {**HEADER, "value": "on"},
                f"PUT {path}/custom_headers/X%20Trace",
                exc.GitlabSetError,
                {"value": "on"},
            ),
            Action(
                place,
                "delete_custom_header",
                HEADER,
                f"DELETE {path}/custom_headers/X%20Trace",
                exc.GitlabDeleteError,
            ),
            Action(
                place,
                "set_url_variable",
                {**VARIABLE, "value": "secret"},
                f"PUT {path}/url_variables/token",
                exc.GitlabSetError,
                {"value": "secret"},
            ),
            Action(
                place,
                "delete_url_variable",
                VARIABLE,
                f"DELETE {path}/url_variables/token",
                exc.GitlabDeleteError,
            ),
        )
    ),
    *(
        Action(
            f"{root} hooks 2 events 3",
            "resend",
            {},
            f"POST /{root}s/1/hooks/2/events/3/resend",
            exc.GitlabRetryError,
        )
        for root in ("group", "project")
    ),
]


def check(action: Action) -> None:
    """An action makes its one request, asks for its own error, and hands the options on."""
    client = Canned({"id": 9})
    answer = getattr(manager_at(client, action.place), action.name)(**action.arguments, sudo="root")
    assert " ".join(client.sent) == action.request
    [call] = client.calls
    assert call.error is action.error
    assert (call.body or None) == (action.body or None)
    assert call.query == {**(action.query or {}), "sudo": "root"}
    # Headers and lists are what they are; the rest is GitLab's answer, or nothing.
    if call.method != "HEAD" and call.error is not exc.GitlabListError:
        assert answer in (None, {"id": 9}, []) or isinstance(answer, RESTObject)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.name}-{action.request}")
def test_actions_ask_gitlab_for_what_they_are_called(action: Action) -> None:
    check(action)


@pytest.mark.parametrize("action", ["archive", "unarchive"])
def test_an_archived_group_is_what_gitlab_says_it_is(action: str) -> None:
    client = Canned({"id": 1, "archived": action == "archive"})
    group = client.groups.get(1, lazy=True)
    getattr(group, action)()
    assert group.archived is (action == "archive")


def test_a_link_to_an_epic_is_deleted_by_the_links_own_id() -> None:
    client = Canned({"id": 5, "source_epic": {"iid": 2}, "target_epic": {"iid": 8}})
    epics: Any = manager_at(client, "group epics 2 related_epics")
    epics.create({"target_group_id": 1, "target_epic_iid": 8}).delete()
    assert client.calls[1].path == "/groups/1/epics/2/related_epics/5"


def test_a_rotated_token_of_a_group_becomes_its_successor() -> None:
    client = Canned({"id": 9, "token": "glpat-new"})
    token: Any = manager_at(client, "group managed_resource_access_tokens 2")
    token.rotate()
    assert client.sent == ("POST", "/groups/1/manage/resource_access_tokens/2/rotate")
    assert (token.id, token.token) == (9, "glpat-new")


def test_the_calls_of_a_hook_are_listed_by_their_status() -> None:
    client = Canned([])
    manager_at(client, "project hooks 2 events").list(status=["500", "client_failure"])
    assert client.calls[0].query == {"status": "500,client_failure"}


class Chunks(Canned):
    """Answers each download with the bytes of a picture."""

    def _run_download(self, download: Any) -> Any:
        self.calls.append(download.call)
        return b"png"


@pytest.mark.parametrize(
    ("place", "name", "arguments", "path"),
    [
        ("group uploads 2", "download", (), "/groups/1/uploads/2"),
        ("project uploads 2", "download", (), "/projects/1/uploads/2"),
        (
            "group uploads",
            "download_by_secret",
            ("f00", "a b.png"),
            "/groups/1/uploads/f00/a%20b.png",
        ),
    ],
)
def test_files_are_downloaded(place: str, name: str, arguments: tuple[str, ...], path: str) -> None:
    client = Chunks(None)
    assert getattr(manager_at(client, place), name)(*arguments) == b"png"
    assert client.sent == ("GET", path)
    assert client.calls[0].error is exc.GitlabGetError
