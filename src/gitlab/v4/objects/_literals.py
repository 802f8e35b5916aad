"""Closed sets of values that several of GitLab's resources share."""

from __future__ import annotations

from typing import Literal

from gitlab import const

__all__ = [
    "AccessLevel",
    "AutoDevopsDeployStrategy",
    "BranchProtectionLevel",
    "CIStatus",
    "DeploymentStatus",
    "DuoAvailability",
    "FeatureAccessLevel",
    "FinalCIStatus",
    "FinalImportStatus",
    "GitAccessProtocol",
    "GitStrategy",
    "GrantedAccessLevel",
    "GroupOrder",
    "ImportStatus",
    "KeyUsage",
    "MergeMethod",
    "MirrorStatus",
    "NamespaceKind",
    "ObjectFormat",
    "PersonalAccessTokenScope",
    "PipelineCancellationRole",
    "PipelineSource",
    "PipelineVariablesRole",
    "ProcessMode",
    "ProjectCreationLevel",
    "ProjectOrder",
    "ProtectionLevel",
    "ProtectionRole",
    "PublicFeatureAccessLevel",
    "RunnerStatus",
    "RunnerType",
    "SharedRunnersSetting",
    "SortDirection",
    "SquashOption",
    "SubgroupCreationLevel",
    "Toggle",
    "TokenOrder",
    "TokenState",
    "UserState",
    "VariableType",
    "Visibility",
    "VulnerabilitySeverity",
    "VulnerabilityState",
]

# Scripts write these either way: "private" or Visibility.PRIVATE, 30 or AccessLevel.DEVELOPER.
Visibility = Literal["private", "internal", "public"] | const.Visibility
FeatureAccessLevel = Literal["disabled", "private", "enabled"]
PublicFeatureAccessLevel = Literal["disabled", "private", "enabled", "public"]
Toggle = Literal["disabled", "enabled"]
SortDirection = Literal["asc", "desc"]

# No access, minimal access, guest, planner, reporter, security manager, developer, maintainer,
# owner, administrator.
AccessLevel = Literal[0, 5, 10, 15, 20, 25, 30, 40, 50, 60] | const.AccessLevel
# The levels that can be given to a member or to an invited group.
GrantedAccessLevel = Literal[5, 10, 15, 20, 25, 30, 40, 50] | const.AccessLevel
# Not protected, partially, fully, against pushes, fully after the initial push.
BranchProtectionLevel = Literal[0, 1, 2, 3, 4]

# No one, developers, maintainers, administrators.
ProtectionLevel = Literal[0, 30, 40, 60] | const.AccessLevel
# The least role that protected packages and container repositories ask for.
ProtectionRole = Literal["maintainer", "owner", "admin"]

UserState = Literal[
    "active",
    "awaiting",
    "banned",
    "blocked",
    "blocked_pending_approval",
    "deactivated",
    "ldap_blocked",
]
NamespaceKind = Literal["user", "group", "project"]

PersonalAccessTokenScope = Literal[
    "api",
    "read_user",
    "read_api",
    "read_repository",
    "write_repository",
    "read_registry",
    "write_registry",
    "read_virtual_registry",
    "write_virtual_registry",
    "sudo",
    "admin_mode",
    "create_runner",
    "manage_runner",
    "ai_features",
    "k8s_proxy",
    "self_rotate",
    "read_service_ping",
]
TokenState = Literal["active", "inactive"]
TokenOrder = Literal[
    "created_asc",
    "created_desc",
    "expires_asc",
    "expires_desc",
    "last_used_asc",
    "last_used_desc",
    "name_asc",
    "name_desc",
]

AutoDevopsDeployStrategy = Literal["continuous", "manual", "timed_incremental"]
GitStrategy = Literal["fetch", "clone"]
ImportStatus = Literal["none", "scheduled", "started", "finished", "failed", "canceled"]
KeyUsage = Literal["auth_and_signing", "auth", "signing"]
FinalImportStatus = Literal["none", "finished", "failed", "canceled"]
MergeMethod = Literal["merge", "rebase_merge", "ff"]
MirrorStatus = Literal["none", "scheduled", "started", "to_retry", "finished", "failed", "canceled"]
ObjectFormat = Literal["sha1", "sha256"]
PipelineCancellationRole = Literal["developer", "maintainer", "no_one"]
PipelineVariablesRole = Literal["no_one_allowed", "developer", "maintainer", "owner"]
ProcessMode = Literal["unordered", "oldest_first", "newest_first", "newest_ready_first"]
ProjectOrder = Literal[
    "id",
    "name",
    "path",
    "created_at",
    "updated_at",
    "last_activity_at",
    "similarity",
    "star_count",
    "storage_size",
    "repository_size",
    "wiki_size",
    "packages_size",
]
SquashOption = Literal["never", "always", "default_on", "default_off"]

DuoAvailability = Literal["default_on", "default_off", "never_on"]
GitAccessProtocol = Literal["ssh", "http", "all"]
GroupOrder = Literal["name", "path", "id", "similarity"]
ProjectCreationLevel = Literal["noone", "owner", "maintainer", "developer", "administrator"]
SharedRunnersSetting = Literal["disabled_and_unoverridable", "disabled_and_overridable", "enabled"]
SubgroupCreationLevel = Literal["owner", "maintainer"]

# Pipelines, jobs and bridges are in one of these states.
CIStatus = Literal[
    "created",
    "waiting_for_resource",
    "preparing",
    "waiting_for_callback",
    "pending",
    "running",
    "success",
    "failed",
    "canceling",
    "canceled",
    "skipped",
    "manual",
    "scheduled",
]
# Where pipelines and jobs stay; a manual one until somebody plays it.
FinalCIStatus = Literal["success", "failed", "canceled", "skipped", "manual"]
DeploymentStatus = Literal[
    "created", "running", "success", "failed", "canceled", "skipped", "blocked"
]
PipelineSource = Literal[
    "unknown",
    "push",
    "web",
    "trigger",
    "schedule",
    "api",
    "external",
    "pipeline",
    "chat",
    "webide",
    "merge_request_event",
    "external_pull_request_event",
    "parent_pipeline",
    "ondemand_dast_scan",
    "ondemand_dast_validation",
    "security_orchestration_policy",
    "container_registry_push",
    "duo_workflow",
    "pipeline_execution_policy_schedule",
]
RunnerStatus = Literal["active", "paused", "online", "offline", "never_contacted", "stale"]
RunnerType = Literal["instance_type", "group_type", "project_type"]
VariableType = Literal["env_var", "file"]

VulnerabilitySeverity = Literal["info", "unknown", "low", "medium", "high", "critical"]
VulnerabilityState = Literal["detected", "confirmed", "dismissed", "resolved"]
