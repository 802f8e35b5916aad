"""The sandbox answers the fields that the resource classes declare: no more, and not less."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from gitlab._registry import Operation, Resource, resources
from gitlab.sandbox import Sandbox
from gitlab.sandbox.documents.kinds import collections, is_declared
from gitlab.sandbox.routes import router, shape
from tests.sandbox import calls

READING = ("get", "list", "create")
MODULES = {
    "groups",
    "group_access_tokens",
    "job_token_scope",
    "members",
    "metadata",
    "namespaces",
    "notification_settings",
    "personal_access_tokens",
    "project_access_tokens",
    "projects",
    "runners",
    "settings",
    "users",
}
PGP_KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----"
SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExample mary@example.com"

SEED = {
    "groups": [
        {"id": 1, "full_path": "acme", "name": "Acme", "visibility": "public"},
        {"id": 2, "full_path": "acme/web", "name": "Web", "visibility": "public"},
        {"id": 3, "full_path": "guests", "name": "Guests", "visibility": "public"},
    ],
    "users": [{"id": 2, "username": "mary"}, {"id": 3, "username": "zoe"}],
    "projects": [
        {
            "id": 1,
            "full_path": "acme/site",
            "name": "Site",
            "visibility": "public",
            "allowlist": {"projects": [2], "groups": [2]},
        },
        {"id": 2, "full_path": "acme/tools", "name": "Tools", "visibility": "public"},
        {"id": 3, "full_path": "root/notes", "name": "Notes", "visibility": "private"},
    ],
    "members": [
        {"group": "acme", "user": "mary", "access_level": 30},
        {"project": "acme/site", "user": "mary", "access_level": 40},
    ],
    "tokens": [{"user": "mary", "token": "glpat-mary", "scopes": ["api"]}],
}

# Done before every call, so that lists have something to show.
PREPARED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/projects/1/fork", {"namespace_path": "guests"}),
    ("POST", "/projects/1/share", {"group_id": 3, "group_access": 20}),
    ("POST", "/projects/1/star", {}),
    ("POST", "/users/2/follow", {}),
    ("POST", "/user/keys", {"title": "laptop", "key": SSH_KEY}),
    ("POST", "/users/2/keys", {"title": "laptop", "key": SSH_KEY + ".org"}),
    ("POST", "/user/emails", {"email": "root@example.org"}),
    ("POST", "/users/2/emails", {"email": "mary@example.org"}),
    ("POST", "/user/gpg_keys", {"key": PGP_KEY + "1"}),
    ("POST", "/users/2/gpg_keys", {"key": PGP_KEY + "2"}),
    ("POST", "/users/2/impersonation_tokens", {"name": "it", "scopes": ["api"]}),
    ("PUT", "/user/status", {"message": "here"}),
    ("POST", "/groups/1/share", {"group_id": 3, "group_access": 10}),
    ("POST", "/users/1/follow", {"sudo": "mary"}),
    ("POST", "/groups/1/members", {"user_id": 1, "access_level": 50}),
    ("POST", "/user/runners", {"runner_type": "project_type", "project_id": 1}),
    ("POST", "/user/runners", {"runner_type": "instance_type"}),
    ("POST", "/projects/1/access_tokens", {"name": "bot", "scopes": ["api"]}),
    ("POST", "/groups/1/access_tokens", {"name": "bot", "scopes": ["api"]}),
    ("POST", "/groups/3/members", {"user_id": 3, "access_level": 30}),
    ("POST", "/groups/1/invitations", {"email": "new@example.com", "access_level": 30}),
    ("POST", "/projects/1/deploy_keys", {"title": "laptop", "key": SSH_KEY + ".info"}),
    ("POST", "/user/support_pin", {}),
    ("PUT", "/users/3", {"extern_uid": "zoe", "group_id_for_saml": 1}),
)

# Every other endpoint is read with id 1 for each placeholder.
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "GET /projects": ("/projects?statistics=true", {}),
    "GET /projects/:": ("/projects/4?statistics=true", {}),
    "GET /namespaces/:/exists": ("/namespaces/acme/exists", {}),
    "GET /groups/:/projects/shared": ("/groups/3/projects/shared", {}),
    "GET /groups/:/members": ("/groups/1/members?show_seat_info=true", {}),
    "GET /groups/:/members/:": ("/groups/1/members/2?show_seat_info=true", {}),
    "GET /groups/:/members/all": ("/groups/1/members/all?show_seat_info=true", {}),
    "GET /groups/:/members/all/:": ("/groups/1/members/all/2?show_seat_info=true", {}),
    "GET /projects/:/members": ("/projects/1/members?show_seat_info=true", {}),
    "GET /projects/:/members/:": ("/projects/1/members/2?show_seat_info=true", {}),
    "GET /projects/:/members/all": ("/projects/1/members/all?show_seat_info=true", {}),
    "GET /projects/:/members/all/:": ("/projects/1/members/all/2?show_seat_info=true", {}),
    "GET /users/:/keys/:": ("/users/2/keys/2", {}),
    "GET /users/:/keys": ("/users/2/keys", {}),
    "GET /users/:/emails": ("/users/2/emails", {}),
    "GET /users/:/emails/:": ("/users/2/emails/2", {}),
    "GET /users/:/gpg_keys": ("/users/2/gpg_keys", {}),
    "GET /users/:/gpg_keys/:": ("/users/2/gpg_keys/2", {}),
    "GET /users/:/impersonation_tokens": ("/users/2/impersonation_tokens", {}),
    "GET /users/:/impersonation_tokens/:": ("/users/2/impersonation_tokens/3", {}),
    "GET /groups/:/billable_members/:/indirect": ("/groups/1/billable_members/3/indirect", {}),
    "GET /users/:/project_deploy_keys": ("/users/2/project_deploy_keys", {}),
    "GET /avatar": ("/avatar?email=a@example.com", {}),
    "GET /users/:/followers": ("/users/2/followers", {}),
    "GET /users/:/memberships": ("/users/2/memberships", {}),
    "POST /projects": ("/projects", {"name": "fresh"}),
    "POST /projects/user/:": ("/projects/user/2", {"name": "fresh"}),
    "POST /projects/:/fork": ("/projects/2/fork", {"namespace_path": "guests"}),
    "POST /projects/:/members": ("/projects/1/members", {"user_id": 3, "access_level": 30}),
    "POST /projects/:/job_token_scope/allowlist": (
        "/projects/2/job_token_scope/allowlist",
        {"target_project_id": 1},
    ),
    "POST /projects/:/job_token_scope/groups_allowlist": (
        "/projects/2/job_token_scope/groups_allowlist",
        {"target_group_id": 1},
    ),
    "POST /groups": ("/groups", {"name": "new", "path": "new"}),
    "POST /groups/:/members": ("/groups/2/members", {"user_id": 3, "access_level": 30}),
    "POST /users": (
        "/users",
        {"email": "a@b.c", "username": "ann", "name": "Ann", "force_random_password": True},
    ),
    "POST /user/personal_access_tokens": (
        "/user/personal_access_tokens",
        {"name": "t", "scopes": ["k8s_proxy"]},
    ),
    "POST /users/:/personal_access_tokens": (
        "/users/2/personal_access_tokens",
        {"name": "t", "scopes": ["api"]},
    ),
    "POST /users/:/impersonation_tokens": (
        "/users/2/impersonation_tokens",
        {"name": "t", "scopes": ["api"]},
    ),
    "GET /projects/:/access_tokens/:": ("/projects/1/access_tokens/4", {}),
    "GET /groups/:/access_tokens/:": ("/groups/1/access_tokens/5", {}),
    "POST /projects/:/access_tokens": (
        "/projects/1/access_tokens",
        {"name": "t", "scopes": ["api"]},
    ),
    "POST /groups/:/access_tokens": ("/groups/1/access_tokens", {"name": "t", "scopes": ["api"]}),
    "GET /groups/:/groups/shared": ("/groups/3/groups/shared", {}),
    "POST /user/runners": ("/user/runners", {"runner_type": "instance_type"}),
    "POST /projects/:/runners": ("/projects/2/runners", {"runner_id": 1}),
    "POST /user/keys": ("/user/keys", {"title": "desk", "key": SSH_KEY + ".net"}),
    "POST /users/:/keys": ("/users/2/keys", {"title": "desk", "key": SSH_KEY + ".net"}),
    "POST /user/emails": ("/user/emails", {"email": "root@example.net"}),
    "POST /users/:/emails": ("/users/2/emails", {"email": "mary@example.net"}),
    "POST /user/gpg_keys": ("/user/gpg_keys", {"key": PGP_KEY + "3"}),
    "POST /users/:/gpg_keys": (
        "/users/2/gpg_keys",
        {"key": PGP_KEY + "4"},
    ),
}


# Answered although the class does not declare it.
UNDECLARED = {
    "ProjectJob.artifacts": "the class has a method by this name",
    "_links": "declared, but the registry keeps underscored names to itself",
    "Group.projects": "the class has its child manager by this name",
    "Group.shared_projects": "the class has its child manager by this name",
    "UserActivities.last_activity_at": "deprecated; GitLab still sends it",
    "StarredProject": "GitLab answers whole projects; its description says basic ones",
    "UserContributedProject": "GitLab answers whole projects; its description says basic ones",
    "UserProject.permissions": "GitLab answers whole projects; its description leaves it out",
}

# Declared although the sandbox does not answer it.
UNANSWERED = {
    "Premium and Ultimate": """
        additional_purchased_storage_size allow_personal_snippets
        allow_pipeline_trigger_approve_deployment approvals_before_merge
        auto_ban_user_on_excessive_projects_download auto_duo_code_review_enabled
        automatic_rebase_enabled billable_members_count ci_restrict_pipeline_cancellation_role
        ci_skip_branch_pipelines_for_mrs cicd_catalog_enabled compliance_frameworks
        duo_core_features_enabled duo_dependency_bump_breaking_changes_enabled
        duo_features_enabled duo_foundational_flows_enabled duo_namespace_access_rules
        duo_remote_flows_enabled duo_sast_fp_detection_enabled duo_sast_vr_workflow_enabled
        duo_secret_detection_fp_enabled experiment_features_enabled group_saml_identity
        group_scim_identity lock_duo_features_enabled member_role merge_pipelines_enabled
        merge_train_enforcement merge_trains_enabled merge_trains_skip_train_allowed mirror
        mirror_overwrites_diverged_branches mirror_trigger_builds
        only_allow_merge_if_all_status_checks_passed only_mirror_protected_branches override plan
        pre_receive_secret_detection_enabled prevent_merge_without_jira_issue
        requirements_enabled reviewer_assignment_strategy seats_in_use
        secret_push_protection_enabled security_and_compliance_enabled
        security_policy_pipeline_must_succeed service_access_tokens_expiration_enforced
        spp_repository_pipeline_access trial unique_project_download_limit_alertlist
        unique_project_download_limit_allowlist web_based_commit_signing_enabled
        only_allow_merge_if_pipeline_succeeds allow_merge_on_skipped_pipeline
        only_allow_merge_if_all_discussions_are_resolved
        unique_project_download_limit unique_project_download_limit_interval_in_seconds
        ip_restriction_ranges allowed_email_domains_list
    """,
    "features that an instance has switched off by default": """
        container_registry_image_prefix custom_attributes license two_factor_enabled
        step_up_auth_required_oauth_provider
    """,
    "of groups, where the sandbox counts nothing": """
        Group.statistics GroupSubgroup.statistics GroupDescendantGroup.statistics
        Group.root_storage_statistics GroupSubgroup.root_storage_statistics
        GroupDescendantGroup.root_storage_statistics Group.repository_storage
        GroupSharedGroup.statistics GroupSharedGroup.root_storage_statistics
        GroupSharedGroup.repository_storage GroupInvitedGroup.statistics
        ProjectInvitedGroup.statistics ProjectInvitedGroup.root_storage_statistics
        ProjectInvitedGroup.repository_storage ProjectShareLocation.statistics
        ProjectShareLocation.root_storage_statistics ProjectShareLocation.repository_storage
        GroupInvitedGroup.root_storage_statistics GroupInvitedGroup.repository_storage
        GroupSubgroup.repository_storage GroupDescendantGroup.repository_storage
    """,
    "of jobs that failed or left artifacts, of packages from pipelines": """
        ProjectPackage.pipeline ProjectPackage.conan_package_name
        ProjectJob.failure_reason ProjectJob.artifacts_file
        ProjectPipelineJob.failure_reason ProjectPipelineJob.artifacts_file
        ProjectPipelineBridge.failure_reason
    """,
    "of pipelines that a merge request would start": """
        ProjectMergeRequestPipeline.archived ProjectMergeRequestPipeline.before_sha
        ProjectMergeRequestPipeline.detailed_status ProjectMergeRequestPipeline.tag
        ProjectMergeRequestPipeline.user
    """,
    "of answers to other questions": """
        Namespace.exists Namespace.suggests PersonalAccessToken.token Runner.token
        AllowlistProject.repository_storage AllowlistProject.visibility
        RunnerProject.repository_storage RunnerProject.visibility
        GroupProject.statistics SharedProject.statistics ProjectFork.statistics
        UserProject.statistics GroupProject.owner SharedProject.owner ProjectFork.owner
        GroupProject.forked_from_project SharedProject.forked_from_project
        GroupProject.mr_default_target_self SharedProject.mr_default_target_self
        UserProject.forked_from_project UserProject.mr_default_target_self
        NotificationSettings.events GroupNotificationSettings.events
        ProjectNotificationSettings.events
    """,
}

# They answer a part of what the manager of their class does.
# Registering takes a token of another answer; machines and jobs come from runners themselves.
OF_RUNNERS = ("POST /runners", "GET /runners/:/managers", "GET /runners/:/jobs")

PARTIAL = (
    "UserFollowersManager",
    "UserFollowingManager",
    "GroupTransferLocationManager",
    "GroupSAMLUserManager",
)

# Described, but the sandbox has no rule: it answers 501.
UNSERVED = {
    "needs files and commits": """
        /import /remote-import /search /mirror /remote_mirrors /repository/ /snapshot /uploads
    """,
    "Premium and Ultimate": """
        /ldap_sync /provisioned_users /members/approve_all
        /members/:/approve /members/:/state
    """,
    "plans of GitLab.com, its support and what it runs beside GitLab": """
        PUT /namespaces/: /storage/limit_exclusion /google_cloud
        /security_scans
    """,
    "catalogues": "/catalog/publish /create_ci_config",
    "registries and organizations": "/dependency_proxy /transfer_to_organization",
    "answers that count or compare": """
        /relation-imports
        /repository_size /pages_access
    """,
    "pipelines": "/pipeline /trigger/pipeline",
    "GitLab has no such endpoint": "GET /users/:/memberships/:",
}


@pytest.fixture(scope="module")
def answers() -> dict[str, set[str]]:
    """The fields of what every endpoint answers."""
    rules = {
        f"{rule.method} {_shape(rule.path)}": rule
        for rule in router().routes
        if not (rule.described or _is_kept(rule.path))
    }
    with Sandbox(SEED) as box:
        for method, target, body in (*PREPARED, *calls.PREPARED):
            _fields(box, method, target, body)
        prepared = box.snapshot()
        found = {}
        for endpoint in _looked_at() & rules.keys():
            box.reset(prepared)
            rule = rules[endpoint]
            target, body = (CALLS | calls.CALLS).get(
                endpoint, (re.sub(r":\w+", "1", rule.path), {})
            )
            found[endpoint] = _fields(box, rule.method, target, body)
    return found


@pytest.mark.parametrize("resource", resources().values(), ids=lambda found: found.manager)
def test_no_rule_answers_a_field_that_the_class_does_not_declare(
    answers: dict[str, set[str]], resource: Resource
) -> None:
    for operation in _operations(resource):
        declared = dict(operation.shape or resource.attributes)
        extra = answers.get(_endpoint(operation), set()) - declared.keys()
        surprising = {
            name
            for name in extra
            if not {resource.name, name, f"{resource.name}.{name}"} & UNDECLARED.keys()
        }
        assert not surprising, _endpoint(operation)


@pytest.mark.parametrize("resource", resources().values(), ids=lambda found: found.manager)
def test_every_field_that_is_never_null_is_answered(
    answers: dict[str, set[str]], resource: Resource
) -> None:
    served = [answers[found] for it in _operations(resource) if (found := _endpoint(it)) in answers]
    if not served or resource.manager in PARTIAL:
        return  # nothing to compare
    always = {name for name, kind in resource.attributes if "None" not in kind}
    excused = " ".join(UNANSWERED.values()).split()
    absent = {
        name
        for name in always - set().union(*served)
        if name not in excused and f"{resource.name}.{name}" not in excused
    }
    assert not absent


def test_every_described_endpoint_is_served_or_excused() -> None:
    """Of the resources that the sandbox has at all."""
    rules = {f"{rule.method} {_shape(rule.path)}" for rule in router().routes}
    excused = " ".join(UNSERVED.values())
    words = [word for text in UNSERVED.values() for word in text.split() if word.startswith("/")]
    unserved = {
        endpoint
        for resource in resources().values()
        if resource.module.rpartition(".")[2] in MODULES
        for operation in resource.operations.values()
        if (endpoint := _endpoint(operation)) not in rules
        and endpoint not in excused
        and not any(word in endpoint for word in words)
    }
    assert not unserved


def _is_kept(path: str) -> bool:
    """Whether it is about documents: `documents/test_walk.py` looks at their fields."""
    if "/discussions" in path:
        return True
    place = shape(path)
    found = collections().get(place) or collections().get(place.rpartition("/")[0])
    return found is not None and is_declared(found)


def _looked_at() -> set[str]:
    """The endpoints of the resources that are seeded or prepared here."""
    return {
        _endpoint(operation)
        for resource in resources().values()
        if resource.module.rpartition(".")[2] in MODULES
        for operation in _operations(resource)
        if _endpoint(operation) not in OF_RUNNERS
    }


def _operations(resource: Resource) -> list[Operation]:
    """Those whose answers make objects of the resource."""
    return [resource.operations[name] for name in READING if name in resource.operations]


def _endpoint(operation: Operation) -> str:
    return f"{operation.method} {_shape(operation.path)}"


def _shape(path: str) -> str:
    return re.sub(r"\{\w+\}|:\w+", ":", path)


def _fields(box: Sandbox, method: str, target: str, body: dict[str, Any]) -> set[str]:
    """The fields of what comes back; there must be something."""
    headers = {"PRIVATE-TOKEN": box.token}
    status, _, content = box.request(method, f"/api/v4{target}", headers, json=body or None)
    assert status in (200, 201), (method, target, content)
    answer = json.loads(content)
    fields = {name for item in (answer if isinstance(answer, list) else [answer]) for name in item}
    assert fields, f"{method} {target} has nothing to show; prepare something"
    return fields
