"""Attributes that several resources share: annotations only, each class in GitLab's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, Literal

    from gitlab.v4.objects._ci_entities import (
        CIProject,
        JobArtifactsFile,
        PipelineBasic,
        RunnerBasic,
        RunnerMachine,
    )
    from gitlab.v4.objects._entities import (
        BasicProject,
        BranchProtectionDefaults,
        Commit,
        ContainerExpirationPolicy,
        CustomAttribute,
        GroupShare,
        GroupStatistics,
        Identity,
        License,
        MemberRole,
        NamespaceBasic,
        ProjectLinks,
        ProjectStatistics,
        PublicUser,
        RootStorageStatistics,
        SCIMIdentity,
        UserBasic,
    )
    from gitlab.v4.objects._literals import (
        AccessLevel,
        AutoDevopsDeployStrategy,
        BranchProtectionLevel,
        CIStatus,
        FeatureAccessLevel,
        GitStrategy,
        ImportStatus,
        MergeMethod,
        ObjectFormat,
        PersonalAccessTokenScope,
        PipelineCancellationRole,
        PipelineVariablesRole,
        ProcessMode,
        ProjectCreationLevel,
        PublicFeatureAccessLevel,
        SharedRunnersSetting,
        SquashOption,
        SubgroupCreationLevel,
        Toggle,
        UserState,
        VariableType,
        Visibility,
    )

__all__ = [
    "BasicProjectFields",
    "GroupFields",
    "JobBasicFields",
    "JobFields",
    "MemberFields",
    "ProjectFields",
    "ResourceAccessTokenFields",
    "TokenFields",
    "UserBasicFields",
    "UserFields",
    "VariableFields",
]


class UserBasicFields:
    """The attributes of every user that GitLab answers."""

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


class UserFields(UserBasicFields):
    """The attributes of a user's profile, then those for the user and for administrators."""

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

    last_sign_in_at: str | None
    confirmed_at: str | None
    last_activity_on: str | None
    email: str
    theme_id: int | None
    color_scheme_id: int
    projects_limit: int
    current_sign_in_at: str | None
    identities: list[Identity]
    can_create_group: bool
    can_create_project: bool
    two_factor_enabled: bool
    external: bool
    private_profile: bool | None
    commit_email: str
    preferred_language: str
    shared_runners_minutes_limit: int | None
    extra_shared_runners_minutes_limit: int | None
    scim_identities: list[SCIMIdentity]

    is_admin: bool
    note: str | None
    namespace_id: int | None
    created_by: UserBasic | None
    using_license_seat: bool
    is_auditor: bool
    provisioned_by_group_id: int | None
    enterprise_group_id: int | None
    enterprise_group_associated_at: str | None


class MemberFields(UserBasicFields):
    """The attributes of a user as a member of a group or project."""

    access_level: AccessLevel
    created_at: str
    created_by: UserBasic
    expires_at: str | None
    email: str
    group_saml_identity: Identity | None
    group_scim_identity: SCIMIdentity | None
    is_using_seat: bool
    member_role: MemberRole | None
    membership_state: Literal["active", "awaiting"]
    override: bool
    two_factor_enabled: bool


class TokenFields:
    """The attributes of every token that acts for a user."""

    id: int
    name: str
    revoked: bool
    created_at: str
    description: str | None
    scopes: list[PersonalAccessTokenScope]
    user_id: int
    last_used_at: str | None
    active: bool
    expires_at: str | None


class ResourceAccessTokenFields(TokenFields):
    """The attributes of a token that acts for the bot user of a group or project."""

    granular: bool
    access_level: AccessLevel
    resource_type: Literal["project", "group"]
    resource_id: int
    token: str


class BasicProjectFields:
    """The attributes of every project that GitLab answers."""

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


class ProjectFields(BasicProjectFields):
    """The attributes of a project to those who may see its settings."""

    forked_from_project: BasicProject
    container_registry_image_prefix: str
    _links: ProjectLinks
    marked_for_deletion_at: str | None
    marked_for_deletion_on: str | None
    packages_enabled: bool
    empty_repo: bool
    archived: bool
    owner: UserBasic
    resolve_outdated_diff_discussions: bool
    container_expiration_policy: ContainerExpirationPolicy | None
    repository_object_format: ObjectFormat
    issues_enabled: bool
    merge_requests_enabled: bool
    wiki_enabled: bool
    jobs_enabled: bool
    snippets_enabled: bool
    container_registry_enabled: bool
    service_desk_enabled: bool
    service_desk_address: str | None
    can_create_merge_request_in: bool
    issues_access_level: FeatureAccessLevel
    repository_access_level: FeatureAccessLevel
    merge_requests_access_level: FeatureAccessLevel
    forking_access_level: FeatureAccessLevel
    wiki_access_level: FeatureAccessLevel
    builds_access_level: FeatureAccessLevel
    snippets_access_level: FeatureAccessLevel
    pages_access_level: PublicFeatureAccessLevel
    analytics_access_level: FeatureAccessLevel
    container_registry_access_level: FeatureAccessLevel
    security_and_compliance_access_level: FeatureAccessLevel
    releases_access_level: FeatureAccessLevel
    environments_access_level: FeatureAccessLevel
    feature_flags_access_level: FeatureAccessLevel
    infrastructure_access_level: FeatureAccessLevel
    monitor_access_level: FeatureAccessLevel
    model_experiments_access_level: FeatureAccessLevel
    model_registry_access_level: FeatureAccessLevel
    package_registry_access_level: PublicFeatureAccessLevel
    emails_disabled: bool
    emails_enabled: bool
    show_diff_preview_in_email: bool
    shared_runners_enabled: bool
    lfs_enabled: bool
    creator_id: int
    mr_default_target_self: bool
    import_url: str | None
    import_type: str | None
    import_status: ImportStatus
    import_error: str | None
    open_issues_count: int
    description_html: str
    updated_at: str
    ci_default_git_depth: int | None
    ci_delete_pipelines_in_seconds: int | None
    ci_forward_deployment_enabled: bool
    ci_forward_deployment_rollback_allowed: bool
    ci_job_token_scope_enabled: bool
    ci_separated_caches: bool
    ci_allow_fork_pipelines_to_run_in_parent_project: bool
    ci_id_token_sub_claim_components: list[str]
    build_git_strategy: GitStrategy
    keep_latest_artifact: bool
    restrict_user_defined_variables: bool
    ci_pipeline_variables_minimum_override_role: PipelineVariablesRole
    runner_token_expiration_interval: int | None
    group_runners_enabled: bool
    resource_group_default_process_mode: ProcessMode
    auto_cancel_pending_pipelines: Toggle
    build_timeout: int
    auto_devops_enabled: bool
    auto_devops_deploy_strategy: AutoDevopsDeployStrategy
    ci_push_repository_for_job_token_allowed: bool
    protect_merge_request_pipelines: bool
    ci_display_pipeline_variables: bool
    runners_token: str
    ci_config_path: str | None
    public_jobs: bool
    shared_with_groups: list[GroupShare]
    only_allow_merge_if_pipeline_succeeds: bool
    allow_merge_on_skipped_pipeline: bool
    request_access_enabled: bool
    only_allow_merge_if_all_discussions_are_resolved: bool
    remove_source_branch_after_merge: bool
    printing_merge_request_link_enabled: bool
    merge_method: MergeMethod
    squash_option: SquashOption
    enforce_auth_checks_on_uploads: bool
    suggestion_commit_message: str | None
    merge_commit_template: str | None
    squash_commit_template: str | None
    issue_branch_template: str | None
    statistics: ProjectStatistics
    warn_about_potentially_unwanted_characters: bool
    autoclose_referenced_issues: bool
    max_artifacts_size: int | None
    approvals_before_merge: int
    mirror: bool
    mirror_user_id: int | None
    mirror_trigger_builds: bool
    only_mirror_protected_branches: bool
    mirror_overwrites_diverged_branches: bool
    external_authorization_classification_label: str | None
    requirements_enabled: bool
    requirements_access_level: FeatureAccessLevel
    security_and_compliance_enabled: bool
    secret_push_protection_enabled: bool
    pre_receive_secret_detection_enabled: bool
    compliance_frameworks: list[str]
    issues_template: str | None
    merge_requests_template: str | None
    ci_restrict_pipeline_cancellation_role: PipelineCancellationRole
    merge_pipelines_enabled: bool
    merge_trains_enabled: bool
    merge_trains_skip_train_allowed: bool
    only_allow_merge_if_all_status_checks_passed: bool
    allow_pipeline_trigger_approve_deployment: bool
    prevent_merge_without_jira_issue: bool
    auto_duo_code_review_enabled: bool
    duo_remote_flows_enabled: bool
    duo_foundational_flows_enabled: bool
    duo_sast_fp_detection_enabled: bool
    duo_secret_detection_fp_enabled: bool
    duo_sast_vr_workflow_enabled: bool
    web_based_commit_signing_enabled: bool
    spp_repository_pipeline_access: bool
    security_policy_pipeline_must_succeed: bool
    merge_request_title_regex: str | None
    merge_request_title_regex_description: str | None
    cicd_catalog_enabled: bool
    ci_skip_branch_pipelines_for_mrs: bool
    automatic_rebase_enabled: bool
    mr_default_title_template: str | None
    max_pipelines_per_merge_train: int | None
    merge_train_enforcement: str
    reviewer_assignment_strategy: str
    duo_dependency_bump_breaking_changes_enabled: bool


class GroupFields:
    """The attributes of every group that GitLab answers."""

    id: int
    web_url: str
    name: str
    path: str
    description: str
    visibility: Visibility
    share_with_group_lock: bool
    require_two_factor_authentication: bool
    two_factor_grace_period: int
    project_creation_level: ProjectCreationLevel
    auto_devops_enabled: bool
    subgroup_creation_level: SubgroupCreationLevel
    emails_disabled: bool
    emails_enabled: bool
    show_diff_preview_in_email: bool
    mentions_disabled: bool
    lfs_enabled: bool
    archived: bool
    math_rendering_limits_enabled: bool
    lock_math_rendering_limits_enabled: bool
    default_branch: str | None
    default_branch_protection: BranchProtectionLevel
    default_branch_protection_defaults: BranchProtectionDefaults
    avatar_url: str | None
    request_access_enabled: bool
    full_name: str
    full_path: str
    created_at: str
    parent_id: int | None
    organization_id: int
    shared_runners_setting: SharedRunnersSetting
    max_artifacts_size: int | None
    custom_attributes: list[CustomAttribute]
    statistics: GroupStatistics
    marked_for_deletion_on: str | None
    root_storage_statistics: RootStorageStatistics
    ldap_cn: str | None
    ldap_access: AccessLevel | None
    file_template_project_id: int | None
    wiki_access_level: FeatureAccessLevel
    repository_storage: str
    duo_core_features_enabled: bool
    duo_features_enabled: bool
    lock_duo_features_enabled: bool
    auto_duo_code_review_enabled: bool
    web_based_commit_signing_enabled: bool
    allow_personal_snippets: bool
    duo_namespace_access_rules: list[dict[str, Any]]


class JobBasicFields:
    """The attributes of every job that GitLab answers, bridges included."""

    id: int
    status: CIStatus
    stage: str
    name: str
    ref: str
    tag: bool
    coverage: float | None
    allow_failure: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    erased_at: str | None
    duration: float | None
    queued_duration: float | None
    user: PublicUser | None
    commit: Commit | None
    pipeline: PipelineBasic
    failure_reason: str
    web_url: str


class JobFields(JobBasicFields):
    """The attributes of a job that a runner takes. Its `artifacts` are left to the classes."""

    project: CIProject
    artifacts_file: JobArtifactsFile
    runner: RunnerBasic | None
    runner_manager: RunnerMachine | None
    artifacts_expire_at: str | None
    archived: bool
    tag_list: list[str]


class VariableFields:
    """The attributes of every CI/CD variable that GitLab answers."""

    variable_type: VariableType
    key: str
    value: str | None
    hidden: bool
    protected: bool
    masked: bool
    raw: bool
    environment_scope: str
    description: str | None
