"""What GitLab answers inside other resources."""

from __future__ import annotations

from typing import Literal, TypedDict

from gitlab.v4.objects._literals import AccessLevel, NamespaceKind, UserState, Visibility

__all__ = [
    "AllowedAccess",
    "BasicProject",
    "BranchProtectionDefaults",
    "Commit",
    "ContainerExpirationPolicy",
    "ContainerExpirationPolicyAttributes",
    "CustomAttribute",
    "GroupBasic",
    "GroupShare",
    "GroupStatistics",
    "Identity",
    "Iteration",
    "LDAPGroupLink",
    "LabelBasic",
    "License",
    "MemberRole",
    "Milestone",
    "NamespaceBasic",
    "ProjectAccess",
    "ProjectIdentity",
    "ProjectLinks",
    "ProjectPermissions",
    "ProjectStatistics",
    "ProtectedRefAccess",
    "PublicUser",
    "RootStorageStatistics",
    "SAMLGroupLink",
    "SCIMIdentity",
    "UserBasic",
]


class CustomAttribute(TypedDict):
    """A key and value that administrators attach to a user, group or project."""

    key: str
    value: str


class NamespaceBasic(TypedDict):
    """The user or group that a project belongs to."""

    id: int
    name: str
    path: str
    kind: NamespaceKind
    full_path: str
    parent_id: int | None
    avatar_url: str | None
    web_url: str


class UserBasic(TypedDict, total=False):
    """A user as other resources name them."""

    id: int
    username: str
    public_email: str | None
    name: str
    state: UserState
    locked: bool
    avatar_url: str | None
    avatar_path: str | None
    custom_attributes: list[CustomAttribute]
    web_url: str


class Identity(TypedDict, total=False):
    """A user's account at an external provider."""

    provider: str
    extern_uid: str
    saml_provider_id: int | None


class SCIMIdentity(TypedDict):
    """A user's account that a SCIM provider manages."""

    extern_uid: str
    group_id: int | None
    active: bool


class License(TypedDict):
    """The license that GitLab found in the repository."""

    key: str
    name: str
    nickname: str | None
    html_url: str
    source_url: str


class ContainerExpirationPolicy(TypedDict):
    """When the container registry drops old tags."""

    cadence: str
    enabled: bool
    keep_n: int | None
    older_than: str | None
    name_regex: str | None
    name_regex_keep: str | None
    next_run_at: str | None


class ContainerExpirationPolicyAttributes(TypedDict, total=False):
    """The writable part of a container expiration policy."""

    cadence: str
    enabled: bool
    keep_n: int | None
    older_than: str | None
    name_regex: str
    name_regex_delete: str
    name_regex_keep: str


class AllowedAccess(TypedDict):
    """One role in a branch protection."""

    access_level: AccessLevel


class BranchProtectionDefaults(TypedDict, total=False):
    """How default branches of new projects are protected."""

    allowed_to_push: list[AllowedAccess]
    allow_force_push: bool
    allowed_to_merge: list[AllowedAccess]
    code_owner_approval_required: bool
    developer_can_initial_push: bool


class ProjectAccess(TypedDict):
    """The caller's role and notification level."""

    access_level: AccessLevel
    notification_level: int | None


class ProjectPermissions(TypedDict):
    """The caller's roles in a project, direct and through its group."""

    project_access: ProjectAccess | None
    group_access: ProjectAccess | None


class ProjectLinks(TypedDict, total=False):
    """The addresses of a project's resources in the API."""

    self: str
    issues: str
    merge_requests: str
    repo_branches: str
    labels: str
    events: str
    members: str
    cluster_agents: str


class ProjectStatistics(TypedDict):
    """What a project stores, in bytes."""

    commit_count: int
    storage_size: int
    repository_size: int
    wiki_size: int
    lfs_objects_size: int
    job_artifacts_size: int
    pipeline_artifacts_size: int
    packages_size: int
    snippets_size: int
    uploads_size: int
    container_registry_size: int


class GroupShare(TypedDict):
    """A group that was invited to a project or group."""

    group_id: int
    group_name: str
    group_full_path: str
    group_access_level: AccessLevel
    expires_at: str | None


class GroupStatistics(TypedDict):
    """What the projects of a group store, in bytes."""

    storage_size: int
    repository_size: int
    wiki_size: int
    lfs_objects_size: int
    job_artifacts_size: int
    pipeline_artifacts_size: int
    packages_size: int
    snippets_size: int
    uploads_size: int


class RootStorageStatistics(TypedDict):
    """What a top-level group stores, in bytes."""

    build_artifacts_size: int
    container_registry_size: int
    container_registry_size_is_estimated: bool
    dependency_proxy_size: int
    lfs_objects_size: int
    packages_size: int
    pipeline_artifacts_size: int
    repository_size: int
    snippets_size: int
    storage_size: int
    uploads_size: int
    wiki_size: int


class LDAPGroupLink(TypedDict):
    """An LDAP group whose members join a group."""

    cn: str | None
    filter: str | None
    group_access: AccessLevel
    member_role_id: int | None
    provider: str


class SAMLGroupLink(TypedDict):
    """A SAML group whose members join a group."""

    name: str
    access_level: AccessLevel
    member_role_id: int | None
    provider: str | None


class MemberRole(TypedDict, total=False):
    """A custom role: a base role and the permissions it adds."""

    id: int
    group_id: int | None
    name: str
    description: str | None
    base_access_level: AccessLevel
    apply_security_scan_profiles: bool
    admin_merge_request: bool
    archive_project: bool
    remove_project: bool
    remove_group: bool
    manage_security_policy_link: bool
    admin_compliance_framework: bool
    admin_cicd_variables: bool
    manage_deploy_tokens: bool
    manage_group_access_tokens: bool
    admin_group_member: bool
    admin_integrations: bool
    manage_merge_request_settings: bool
    manage_project_access_tokens: bool
    admin_protected_branch: bool
    admin_protected_environments: bool
    manage_protected_tags: bool
    admin_push_rules: bool
    admin_runners: bool
    admin_security_attributes: bool
    admin_terraform_state: bool
    admin_vulnerability: bool
    admin_web_hook: bool
    read_compliance_dashboard: bool
    read_security_scan_profiles: bool
    read_admin_cicd: bool
    read_crm_contact: bool
    read_dependency: bool
    read_admin_groups: bool
    read_admin_projects: bool
    read_code: bool
    read_runners: bool
    read_security_attribute: bool
    read_admin_subscription: bool
    read_admin_monitoring: bool
    read_admin_users: bool
    read_vulnerability: bool
    admin_security_testing: bool


class BasicProject(TypedDict, total=False):
    """A project as other resources name it."""

    id: int
    description: str | None
    name: str
    name_with_namespace: str
    path: str
    path_with_namespace: str
    created_at: str
    default_branch: str | None
    tag_list: list[str]
    topics: list[str]
    ssh_url_to_repo: str
    http_url_to_repo: str
    web_url: str
    readme_url: str | None
    forks_count: int
    license_url: str | None
    license: License | None
    avatar_url: str | None
    star_count: int
    last_activity_at: str
    visibility: Visibility
    namespace: NamespaceBasic
    custom_attributes: list[CustomAttribute]
    repository_storage: str


class LabelBasic(TypedDict):
    """A label as other resources name it."""

    id: int
    name: str
    description: str | None
    description_html: str
    text_color: str
    color: str
    archived: bool


class Milestone(TypedDict, total=False):
    """A milestone of a project or group."""

    id: int
    iid: int
    project_id: int
    group_id: int
    title: str
    description: str | None
    state: Literal["active", "closed"]
    created_at: str
    updated_at: str
    due_date: str | None
    start_date: str | None
    expired: bool
    web_url: str


class Iteration(TypedDict):
    """A time box of a group; the states are upcoming, current and closed."""

    id: int
    iid: int
    sequence: int
    group_id: int
    title: str | None
    description: str | None
    state: Literal[1, 2, 3]
    created_at: str
    updated_at: str
    start_date: str | None
    due_date: str | None
    web_url: str


class PublicUser(UserBasic, total=False):
    """A user with the public part of the profile."""

    created_at: str
    bio: str | None
    location: str | None
    linkedin: str | None
    twitter: str | None
    discord: str | None
    website_url: str | None
    github: str | None
    job_title: str | None
    pronouns: str | None
    organization: str | None
    bot: bool
    work_information: str | None
    followers: int
    following: int
    is_followed: bool
    local_time: str | None


class GroupBasic(TypedDict):
    """A group as other resources name it."""

    id: int
    web_url: str
    name: str


class ProjectIdentity(TypedDict):
    """A project by its names."""

    id: int
    description: str | None
    name: str
    name_with_namespace: str
    path: str
    path_with_namespace: str
    created_at: str


class Commit(TypedDict, total=False):
    """A commit as other resources name it."""

    id: str
    short_id: str
    created_at: str
    parent_ids: list[str]
    title: str
    message: str
    author_name: str
    author_email: str
    authored_date: str
    committer_name: str
    committer_email: str
    committed_date: str
    trailers: dict[str, str]
    extended_trailers: dict[str, list[str]]
    web_url: str


class ProtectedRefAccess(TypedDict, total=False):
    """One entry of who may act on a protected branch or tag."""

    id: int
    access_level: AccessLevel | None
    access_level_description: str
    deploy_key_id: int | None
    user_id: int | None
    group_id: int | None
