"""Where the resources of administrators, hooks and integrations differ from the usual verbs."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.base import RESTObject
from gitlab.exceptions import GitlabParsingError
from gitlab.v4.objects.appearance import ApplicationAppearance, ApplicationAppearanceManager
from gitlab.v4.objects.deploy_tokens import DeployToken, DeployTokenManager
from gitlab.v4.objects.features import FeatureManager
from gitlab.v4.objects.groups import Group
from gitlab.v4.objects.hooks import ProjectHook, ProjectHookManager
from gitlab.v4.objects.integrations import ProjectIntegrationManager, ProjectServiceManager
from gitlab.v4.objects.keys import KeyManager
from gitlab.v4.objects.ldap import LDAPGroupManager
from gitlab.v4.objects.member_roles import (
    GroupMemberRole,
    GroupMemberRoleManager,
    MemberRole,
    MemberRoleManager,
)
from gitlab.v4.objects.notification_settings import (
    GroupNotificationSettings,
    GroupNotificationSettingsManager,
)
from gitlab.v4.objects.projects import Project
from gitlab.v4.objects.push_rules import ProjectPushRulesManager
from gitlab.v4.objects.service_accounts import GroupServiceAccount, GroupServiceAccountManager
from tests.objects.test_skeleton_actions import Canned


def test_a_key_is_found_by_its_fingerprint() -> None:
    client = Canned({"id": 1, "title": "laptop"})
    assert KeyManager(client).get(fingerprint="SHA256:nUhz").id == 1
    assert client.sent == ("GET", "/keys")
    assert client.calls[0].query == {"fingerprint": "SHA256:nUhz"}


def test_a_key_is_not_looked_for_without_id_and_fingerprint() -> None:
    client = Canned({})
    with pytest.raises(AttributeError, match="Missing attribute: id or fingerprint"):
        KeyManager(client).get()
    assert client.calls == []


@pytest.mark.parametrize(
    ("provider", "path"),
    [(None, "/ldap/groups"), ("ldap main", "/ldap/ldap%20main/groups")],
)
def test_ldap_groups_are_those_of_one_server(provider: str | None, path: str) -> None:
    client = Canned([])
    LDAPGroupManager(client).list(search="staff", provider=provider)
    assert client.sent == ("GET", path)
    assert client.calls[0].query == {"search": "staff"}


def test_a_feature_is_set_for_those_who_are_named() -> None:
    client = Canned({"name": "new_diff", "state": "conditional"})
    feature = FeatureManager(client).set("new_diff", True, user="root")
    assert feature.get_id() == "new_diff"
    assert client.calls[0].body == {"value": True, "user": "root"}


def test_a_deploy_token_is_not_deleted_through_the_instance() -> None:
    token = DeployToken(DeployTokenManager(Canned(None)), {"id": 1})
    with pytest.raises(AttributeError, match="delete"):
        token.delete()


@pytest.mark.parametrize(
    ("role", "manager"),
    [(MemberRole, MemberRoleManager), (GroupMemberRole, GroupMemberRoleManager)],
)
def test_a_member_role_cannot_be_saved(role: type[RESTObject], manager: Any) -> None:
    client = Canned({})
    changed: Any = role(manager(client, parent=Group(client.groups, {"id": 4})), {"id": 1})
    changed.name = "auditor"
    with pytest.raises(AttributeError, match="update"):
        changed.save()


def test_a_saved_hook_sends_its_url_too() -> None:
    client = Canned({"id": 2, "url": "https://ci.example.com", "push_events": False})
    hooks = ProjectHookManager(client, parent=Project(client.projects, {"id": 1}))
    hook = ProjectHook(hooks, {"id": 2, "url": "https://ci.example.com", "push_events": True})
    hook.push_events = False
    hook.save()
    assert client.sent == ("PUT", "/projects/1/hooks/2")
    assert client.calls[0].body == {"url": "https://ci.example.com", "push_events": False}


@pytest.mark.parametrize("manager", [ProjectIntegrationManager, ProjectServiceManager])
def test_the_known_integrations_need_no_request(manager: Any) -> None:
    client = Canned(None)
    assert {"jira", "slack", "pipelines-email"} <= set(manager(client).available())
    assert client.calls == []


def test_notification_settings_know_whose_they_are() -> None:
    client = Canned({"level": "watch"})
    group = Group(client.groups, {"id": 4})
    found = GroupNotificationSettingsManager(client, parent=group).get()
    assert isinstance(found, GroupNotificationSettings)
    assert client.sent == ("GET", "/groups/4/notification_settings")


def test_a_service_accounts_tokens_lie_below_its_group() -> None:
    client = Canned({"id": 9, "token": "glpat-new"})
    accounts = GroupServiceAccountManager(client, parent=Group(client.groups, {"id": 4}))
    answer = GroupServiceAccount(accounts, {"id": 7}).access_tokens.rotate(8)
    assert answer["token"] == "glpat-new"
    path = "/groups/4/service_accounts/7/personal_access_tokens/8/rotate"
    assert client.sent == ("POST", path)


def test_a_new_logo_goes_out_as_a_file() -> None:
    client = Canned({"logo": "/uploads/logo.png"})
    appearance = ApplicationAppearance(ApplicationAppearanceManager(client), {"logo": None})
    new_logo: Any = b"\x89PNG"
    appearance.logo = new_logo
    appearance.save()
    assert client.calls[0].files == {"logo": ("logo.png", b"\x89PNG")}
    assert appearance.logo == "/uploads/logo.png"


def test_push_rules_that_were_never_made_are_no_object() -> None:
    client = Canned(None)
    with pytest.raises(GitlabParsingError):
        ProjectPushRulesManager(client, parent=Project(client.projects, {"id": 1})).get()
