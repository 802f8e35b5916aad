"""What actions do to the object, and the requests that are deliberately others than before."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gitlab import Gitlab
from gitlab._core.values import Call, CaseInsensitiveDict, Response
from gitlab.v4.objects.groups import Group, GroupLDAPGroupLink
from gitlab.v4.objects.projects import Project
from gitlab.v4.objects.users import User


class Canned(Gitlab):
    """A client that notes calls and answers each with the same JSON."""

    def __init__(self, answer: Any) -> None:
        super().__init__("https://gitlab.example.com")
        self.answer = Response(
            200,
            "OK",
            CaseInsensitiveDict({"Content-Type": "application/json"}),
            json.dumps(answer).encode(),
            "https://gitlab.example.com",
        )
        self.calls: list[Call[Any]] = []

    def _run(self, work: Any) -> Any:
        self.calls.append(work)
        return work.decode(self.answer)

    def _run_list(self, listing: Any) -> Any:
        self.calls.append(listing.call)
        return []

    @property
    def sent(self) -> tuple[str, str]:
        [call] = self.calls
        return call.method, call.path


@pytest.mark.parametrize(
    ("action", "state"),
    [
        ("block", "blocked"),
        ("unblock", "active"),
        ("deactivate", "deactivated"),
        ("activate", "active"),
        ("ban", "banned"),
        ("unban", "active"),
    ],
)
def test_a_moderated_user_enters_the_state_at_once(action: str, state: str) -> None:
    client = Canned(True)
    user = User(client.users, {"id": 2, "state": "unknown"})
    assert getattr(user, action)() is True
    assert user.state == state
    assert client.sent == ("POST", f"/users/2/{action}")


def test_a_refused_block_leaves_the_state() -> None:
    user = User(Canned(False).users, {"id": 2, "state": "active"})
    assert user.block() is False
    assert user.state == "active"


@pytest.mark.parametrize("action", ["star", "unstar", "archive", "unarchive"])
def test_a_project_takes_over_what_gitlab_answers(action: str) -> None:
    project = Project(Canned({"id": 1, "star_count": 7, "archived": True}).projects, {"id": 1})
    getattr(project, action)()
    assert project.star_count == 7
    assert project.archived


def test_a_group_takes_over_what_gitlab_answers_to_an_invitation() -> None:
    shared: list[Any] = [{"group_id": 9, "group_access_level": 30}]
    group = Group(Canned({"id": 4, "shared_with_groups": shared}).groups, {"id": 4})
    group.share(9, 30)
    assert group.shared_with_groups == shared


def test_an_ldap_link_is_removed_by_provider_and_cn() -> None:
    client = Canned(None)
    links = Group(client.groups, {"id": 4}).ldap_group_links
    link = {"cn": "staff", "filter": None, "group_access": 30, "provider": "ldapmain"}
    GroupLDAPGroupLink(links, link).delete()
    assert client.sent == ("DELETE", "/groups/4/ldap_group_links")
    assert client.calls[0].query == {"provider": "ldapmain", "cn": "staff"}


def test_forks_are_listed_at_one_path_and_made_at_another() -> None:
    client = Canned({"id": 8})
    forks = Project(client.projects, {"id": 1}).forks
    assert forks.path == "/projects/1/forks"
    forks.list()
    forks.create({"namespace": "me"})
    assert [call.path for call in client.calls] == ["/projects/1/forks", "/projects/1/fork"]


def test_a_users_projects_are_made_at_one_path_and_listed_at_another() -> None:
    client = Canned({"id": 8})
    projects = User(client.users, {"id": 2}).projects
    projects.list()
    projects.create({"name": "gift"})
    assert [call.path for call in client.calls] == ["/users/2/projects", "/projects/user/2"]


@pytest.mark.parametrize("name", ["mirror_pull", "mirror_pull_details"])
def test_the_old_mirror_methods_say_what_to_call_instead(name: str) -> None:
    project = Project(Canned({"id": 1}).projects, {"id": 1})
    with pytest.warns(DeprecationWarning, match=r"is deprecated: call `project\.pull_mirror\."):
        getattr(project, name)()


def test_namespace_paths_are_encoded_once() -> None:
    client = Canned({"exists": True, "suggests": ["a1"]})
    answer = client.namespaces.exists("a/b", parent_id=3)
    assert client.sent == ("GET", "/namespaces/a%2Fb/exists")
    assert (answer.exists, answer.suggests) == (True, ["a1"])


@pytest.mark.parametrize(
    ("own", "call", "used"),
    [(300.0, None, 300.0), (5.0, None, 60.0), (None, None, 60.0), (5.0, 9.0, 9.0)],
)
def test_imports_from_elsewhere_get_time(
    own: float | None, call: float | None, used: float
) -> None:
    client = Canned({"id": 1})
    client.timeout = own
    options: dict[str, Any] = {} if call is None else {"timeout": call}
    client.projects.import_github("token", 12, "me", **options)
    assert client.calls[0].options.timeout == used
