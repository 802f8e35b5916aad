"""The verbs of resources that are newer than the interface, each on the path GitLab has for it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from gitlab.base import RESTManager, RESTObject
from gitlab.exceptions import (
    GitlabCreateError,
    GitlabDeleteError,
    GitlabError,
    GitlabGetError,
    GitlabListError,
    GitlabRotateError,
    GitlabUpdateError,
)
from tests.objects.test_skeleton_actions import Canned

# The client, or an object with this id, and below it the attributes that lead to the manager;
# numbers are ids of objects on the way.
PLACES = {
    "/admin/active_context/code/enabled_namespaces": (
        "gl active_context_enabled_namespaces: only-put"
    ),
    "/admin/active_context/collections": "gl active_context_collections: put",
    "/admin/active_context/connections": "gl active_context_connections: list",
    "/admin/batched_background_migrations": "gl batched_background_migrations: list get",
    "/admin/clusters": "gl clusters: list get put delete other-create",
    "/admin/knowledge_graph/namespaces": "gl knowledge_graph_namespaces: list put delete",
    "/admin/search/migrations": "gl search_migrations: list get",
    "/admin/security/compliance_policy_settings": (
        "gl compliance_policy_settings: only-get only-put"
    ),
    "/admin/zoekt/namespaces": "gl zoekt_namespaces: patch",
    "/admin/zoekt/shards": "gl zoekt_shards: list",
    "/admin/zoekt/shards/2/indexed_namespaces": (
        "gl zoekt_shards 2 indexed_namespaces: list put delete"
    ),
    "/admin_member_roles": "gl admin_member_roles: list create delete",
    "/analytics/code_review": "gl code_review_analytics: list",
    "/application/plan_limits": "gl plan_limits: only-get only-put",
    "/dependency_list_exports": "gl dependency_list_exports: get",
    "/geo_sites": "gl geo_sites: list get create put delete",
    "/group_repository_storage_moves": "gl group_repository_storage_moves: list get create",
    "/groups/1/-/virtual_registries/cleanup/policy": (
        "group virtual_registry_cleanup_policy: only-get create only-patch only-delete"
    ),
    "/groups/1/-/virtual_registries/container/registries": (
        "group container_virtual_registries: list create"
    ),
    "/groups/1/-/virtual_registries/container/upstreams": "group container_upstreams: list",
    "/groups/1/billable_members/2/indirect": "group billable_members 2 indirect_memberships: list",
    "/groups/1/dependency_list_exports": "group dependency_list_exports: create",
    "/groups/1/dora/metrics": "group dora_metrics: list",
    "/groups/1/enterprise_users": "group enterprise_users: list get patch delete",
    "/groups/1/epic_boards": "group epic_boards: list get",
    "/groups/1/epic_boards/2/lists": "group epic_boards 2 lists: list get",
    "/groups/1/epics/2/discussions": "group epics 2 discussions: list get create put",
    "/groups/1/epics/2/discussions/3/notes": (
        "group epics 2 discussions 3 notes: list get create put delete"
    ),
    "/groups/1/epics/2/epics": "group epics 2 links: list create put delete",
    "/groups/1/epics/2/related_epics": "group epics 2 related_epics: list create delete",
    "/groups/1/epics/2/resource_state_events": "group epics 2 resourcestateevents: list get",
    "/groups/1/groups/shared": "group shared_groups: list",
    "/groups/1/hooks/2/events": "group hooks 2 events: list",
    "/groups/1/integrations": "group integrations: list get put delete",
    "/groups/1/invited_groups": "group invited_groups: list",
    "/groups/1/manage/personal_access_tokens": (
        "group managed_personal_access_tokens: list rotate delete"
    ),
    "/groups/1/manage/resource_access_tokens": (
        "group managed_resource_access_tokens: list rotate delete"
    ),
    "/groups/1/manage/ssh_keys": "group managed_ssh_keys: list delete",
    "/groups/1/merge_request_approval_setting": (
        "group merge_request_approval_settings: only-get only-put"
    ),
    "/groups/1/pending_members": "group pending_members: list",
    "/groups/1/protected_environments": "group protected_environments: list get create put delete",
    "/groups/1/provisioned_users": "group provisioned_users: list",
    "/groups/1/related_epic_links": "group related_epic_links: list",
    "/groups/1/releases": "group releases: list",
    "/groups/1/repository_storage_moves": "group repository_storage_moves: list get create",
    "/groups/1/saml": "group saml_identities: other-list get patch delete",
    "/groups/1/saml_users": "group saml_users: list",
    "/groups/1/scim": "group scim_identities: other-list get patch delete",
    "/groups/1/security_settings": "group security_settings: only-put",
    "/groups/1/ssh_certificates": "group ssh_certificates: list create delete",
    "/groups/1/transfer_locations": "group transfer_locations: list",
    "/groups/1/uploads": "group uploads: list delete",
    "/groups/1/wiki_pages/2/notes": "group wikis 2 notes: list get create put delete",
    "/hooks": "gl hooks: list get create put delete",
    "/license": "gl gitlab_licenses: other-list get delete",
    "/namespaces": "gl namespaces: list get put",
    "/namespaces/2/gitlab_subscription": (
        "gl namespaces 2 gitlab_subscription: only-get create only-put"
    ),
    "/namespaces/2/subscription_add_on_purchase": (
        "gl namespaces 2 add_on_purchases: get put other-create"
    ),
    "/namespaces/storage/limit_exclusions": "gl storage_limit_exclusions: list",
    "/offline_exports": "gl offline_exports: list get other-create",
    "/organizations": "gl organizations: create",
    "/pipelines/2/dependency_list_exports": "project pipelines 2 dependency_list_exports: create",
    "/project_aliases": "gl project_aliases: list get create delete",
    "/project_repository_storage_moves": "gl project_repository_storage_moves: list get create",
    "/projects/1/alert_management_alerts/2/metric_images": (
        "project alerts 2 metric_images: list put delete other-create"
    ),
    "/projects/1/analytics/deployment_frequency": "project deployment_frequency: list",
    "/projects/1/approval_settings": "project approval_settings: only-get",
    "/projects/1/approval_settings/rules": "project approval_settings_rules: create put delete",
    "/projects/1/cluster_agents/2/tokens": (
        "project cluster_agents 2 tokens: list get create delete"
    ),
    "/projects/1/cluster_agents/2/url_configurations": (
        "project cluster_agents 2 url_configurations: list get create delete"
    ),
    "/projects/1/dependencies": "project dependencies: list",
    "/projects/1/dependency_list_exports": "project dependency_list_exports: create",
    "/projects/1/deployments": "project deployments: list get create put delete",
    "/projects/1/dora/metrics": "project dora_metrics: list",
    "/projects/1/error_tracking/client_keys": (
        "project error_tracking_client_keys: list create delete"
    ),
    "/projects/1/error_tracking/settings": "project error_tracking_settings: only-get only-patch",
    "/projects/1/freeze_periods": "project freeze_periods: list get create put delete",
    "/projects/1/hooks/2/events": "project hooks 2 events: list",
    "/projects/1/invited_groups": "project invited_groups: list",
    "/projects/1/issues/2/discussions": "project issues 2 discussions: list get create put",
    "/projects/1/issues/2/metric_images": (
        "project issues 2 metric_images: list put delete other-create"
    ),
    "/projects/1/managed_licenses": "project managed_licenses: list get create patch delete",
    "/projects/1/merge_request_approval_setting": (
        "project merge_request_approval_settings: only-get only-put"
    ),
    "/projects/1/merge_requests/2/approval_settings": (
        "project mergerequests 2 approval_settings: only-get"
    ),
    "/projects/1/merge_requests/2/blockees": "project mergerequests 2 blockees: list",
    "/projects/1/merge_requests/2/blocks": (
        "project mergerequests 2 blocks: list get other-create delete"
    ),
    "/projects/1/merge_requests/2/context_commits": "project mergerequests 2 context_commits: list",
    "/projects/1/merge_trains/merge_requests": "project merge_train_merge_requests: get",
    "/projects/1/pipeline_schedules/2/variables": (
        "project pipelineschedules 2 variables: get create put delete"
    ),
    "/projects/1/remote_mirrors": "project remote_mirrors: list get create put delete",
    "/projects/1/protected_environments": (
        "project protected_environments: list get create put delete"
    ),
    "/projects/1/registry/protection/tag/rules": (
        "project registry_protection_tag_rules: list create patch delete"
    ),
    "/projects/1/repository/commits/2/discussions/3/notes": (
        "project commits 2 discussions 3 notes: list get create put delete"
    ),
    "/projects/1/repository_storage_moves": "project repository_storage_moves: list get create",
    "/projects/1/security_settings": "project security_settings: only-get only-put",
    "/projects/1/share_locations": "project share_locations: list",
    "/projects/1/snippets/2/discussions/3/notes": (
        "project snippets 2 discussions 3 notes: list get create put delete"
    ),
    "/projects/1/terraform/state": "project terraform_states: other-get delete",
    "/projects/1/terraform/state/2/versions": (
        "project terraform_states 2 versions: other-get delete"
    ),
    "/projects/1/uploads": "project uploads: list delete",
    "/projects/1/vulnerabilities": "project vulnerabilities: list create",
    "/projects/1/vulnerabilities/2/notes": (
        "project vulnerabilities 2 notes: list get create put delete"
    ),
    "/projects/1/vulnerability_findings": "project vulnerability_findings: list",
    "/projects/1/wiki_pages/2/notes": "project wikis 2 notes: list get create put delete",
    "/runner_controllers": "gl runner_controllers: list get create put delete",
    "/runner_controllers/2/tokens": "gl runner_controllers 2 tokens: list get create delete rotate",
    "/runners/2/managers": "gl runners 2 managers: list",
    "/runners/2/projects": "gl runners 2 all_projects: list",
    "/security/groups/1/vulnerability_exports": "group vulnerability_exports: create",
    "/security/projects/1/vulnerability_archive_exports": (
        "project vulnerability_archive_exports: create"
    ),
    "/security/projects/1/vulnerability_exports": "project vulnerability_exports: create",
    "/security/vulnerability_archive_exports": "gl vulnerability_archive_exports: get",
    "/security/vulnerability_exports": "gl vulnerability_exports: get create",
    "/projects/1/starrers": "project starrers: list",
    "/projects/1/transfer_locations": "project transfer_locations: list",
    "/snippet_repository_storage_moves": "gl snippet_repository_storage_moves: list get create",
    "/snippets/2/repository_storage_moves": (
        "gl snippets 2 repository_storage_moves: list get create"
    ),
    "/user/2/credit_card_validation": "gl users 2 credit_card_validation: only-put",
    "/user_counts": "gl user_counts: only-get",
    "/users/2/project_deploy_keys": "gl users 2 project_deploy_keys: list",
    "/users/2/support_pin": "gl users 2 support_pin: only-get",
    "/virtual_registries/container/cache_entries": "gl container_cache_entries: delete",
    "/virtual_registries/container/registries": "gl container_virtual_registries: get patch delete",
    "/virtual_registries/container/registries/2/upstreams": (
        "gl container_virtual_registries 2 upstreams: list create"
    ),
    "/virtual_registries/container/registry_upstreams": (
        "gl container_registry_upstreams: create patch delete"
    ),
    "/virtual_registries/container/upstreams": "gl container_upstreams: get patch delete",
    "/virtual_registries/container/upstreams/2/cache_entries": (
        "gl container_upstreams 2 cache_entries: list"
    ),
    "/vulnerabilities": "gl vulnerabilities: get",
    "/vulnerabilities/2/issue_links": "gl vulnerabilities 2 issue_links: list create delete",
}


class Verb(NamedTuple):
    """What a manager's method is called with, and what it sends below the manager's path."""

    call: tuple[Any, ...]
    method: str
    below: str
    error: type[GitlabError]


VERBS = {
    "list": Verb(("list",), "GET", "", GitlabListError),
    "get": Verb(("get", 9), "GET", "/9", GitlabGetError),
    "create": Verb(("create",), "POST", "", GitlabCreateError),
    "put": Verb(("update", 9), "PUT", "/9", GitlabUpdateError),
    "patch": Verb(("update", 9), "PATCH", "/9", GitlabUpdateError),
    "delete": Verb(("delete", 9), "DELETE", "/9", GitlabDeleteError),
    "rotate": Verb(("rotate", 9), "POST", "/9/rotate", GitlabRotateError),
    "only-get": Verb(("get",), "GET", "", GitlabGetError),
    "only-put": Verb(("update", None), "PUT", "", GitlabUpdateError),
    "only-delete": Verb(("delete",), "DELETE", "", GitlabDeleteError),
    "only-patch": Verb(("update", None), "PATCH", "", GitlabUpdateError),
}
# Verbs that ask elsewhere or otherwise: `test_newer_actions.py`.
OTHER = {"other-create": "create", "other-get": "get", "other-list": "list"}
NEEDS_DATA = {"create": "_create_attrs", "update": "_update_attrs"}


def manager_at(client: Canned, place: str) -> Any:
    """The manager at a place such as `group hooks 2 events`, all on objects that were not asked."""
    root, *steps = place.split()
    found: Any = {
        "gl": client,
        "group": client.groups.get(1, lazy=True),
        "project": client.projects.get(1, lazy=True),
    }[root]
    for step in steps:
        found = made(found, int(step)) if step.isdigit() else getattr(found, step)
    return found


def made(manager: RESTManager[RESTObject], own_id: int) -> RESTObject:
    assert manager._obj_cls is not None
    # Comments on wiki pages know the page by an id of its own.
    names = {"id", manager._obj_cls._id_attr or "id", "wiki_page_meta_id"}
    return manager._obj_cls(manager, dict.fromkeys(names, own_id))


@pytest.mark.parametrize(
    ("path", "place", "verb"),
    [
        pytest.param(path, place, verb, id=f"{verb}-{path}")
        for path, told in PLACES.items()
        for place, _, verbs in [told.partition(": ")]
        for verb in verbs.split()
        if verb in VERBS
    ],
)
def test_verbs_ask_gitlab_at_its_path(path: str, place: str, verb: str) -> None:
    client = Canned({"id": 9})
    manager = manager_at(client, place)
    (name, *arguments), method, below, error = VERBS[verb]
    if name in NEEDS_DATA:
        required = getattr(manager, NEEDS_DATA[name]).required
        arguments.append(dict.fromkeys(required, "something"))
    getattr(manager, name)(*arguments)
    assert client.sent == (method, path + below)
    assert client.calls[0].error is error
    if name in NEEDS_DATA:
        assert client.calls[0].body == arguments[-1]


@pytest.mark.parametrize("told", PLACES.values())
def test_verbs_are_all_that_a_manager_has(told: str) -> None:
    place, _, verbs = told.partition(": ")
    methods = {VERBS[verb].call[0] if verb in VERBS else OTHER[verb] for verb in verbs.split()}
    manager = manager_at(Canned(None), place)
    usual = {"list", "get", "create", "update", "delete", "rotate"}
    assert {name for name in usual if hasattr(manager, name)} == methods
