# long file: GitLab's largest resource, with some 160 attributes and as many parameters.
"""Projects, their forks and mirrors, and the groups that hold or share them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    RefreshMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
    UploadMixin,
)
from gitlab.types import Array, CommaSeparated, Image
from gitlab.utils import EncodedId, remove_none_from_dict, warn
from gitlab.v4.objects._fields import GroupFields, ProjectFields
from gitlab.v4.objects.repositories import RepositoryMixin

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._entities import (
        ContainerExpirationPolicyAttributes,
        ProjectPermissions,
    )
    from gitlab.v4.objects._literals import (
        AutoDevopsDeployStrategy,
        FeatureAccessLevel,
        GitStrategy,
        GrantedAccessLevel,
        MergeMethod,
        MirrorStatus,
        ObjectFormat,
        PipelineCancellationRole,
        PipelineVariablesRole,
        ProcessMode,
        ProjectOrder,
        PublicFeatureAccessLevel,
        SortDirection,
        SquashOption,
        Toggle,
        Visibility,
    )
    from gitlab.v4.objects.access_requests import ProjectAccessRequestManager
    from gitlab.v4.objects.alert_management_alerts import ProjectAlertManager
    from gitlab.v4.objects.approval_settings import (
        ProjectApprovalSettingsManager,
        ProjectApprovalSettingsRuleManager,
    )
    from gitlab.v4.objects.artifacts import ProjectArtifactManager
    from gitlab.v4.objects.attestations import ProjectAttestationManager
    from gitlab.v4.objects.audit_events import ProjectAuditEventManager
    from gitlab.v4.objects.badges import ProjectBadgeManager
    from gitlab.v4.objects.boards import ProjectBoardManager
    from gitlab.v4.objects.branches import ProjectBranchManager, ProjectProtectedBranchManager
    from gitlab.v4.objects.ci_lint import ProjectCiLintManager
    from gitlab.v4.objects.cluster_agents import ProjectClusterAgentManager
    from gitlab.v4.objects.clusters import ProjectClusterManager
    from gitlab.v4.objects.commits import ProjectCommitManager
    from gitlab.v4.objects.compliance_external_controls import (
        ProjectComplianceExternalControlManager,
    )
    from gitlab.v4.objects.container_registry import ProjectRegistryRepositoryManager
    from gitlab.v4.objects.custom_attributes import ProjectCustomAttributeManager
    from gitlab.v4.objects.dependencies import ProjectDependencyManager
    from gitlab.v4.objects.dependency_list_export import ProjectDependencyListExportManager
    from gitlab.v4.objects.deploy_keys import ProjectKeyManager
    from gitlab.v4.objects.deploy_tokens import ProjectDeployTokenManager
    from gitlab.v4.objects.deployments import ProjectDeploymentManager
    from gitlab.v4.objects.dora_metrics import ProjectDORAMetricManager
    from gitlab.v4.objects.environments import (
        ProjectEnvironmentManager,
        ProjectProtectedEnvironmentManager,
    )
    from gitlab.v4.objects.error_tracking import (
        ProjectErrorTrackingClientKeyManager,
        ProjectErrorTrackingSettingsManager,
    )
    from gitlab.v4.objects.events import ProjectEventManager
    from gitlab.v4.objects.export_import import ProjectExportManager, ProjectImportManager
    from gitlab.v4.objects.feature_flag_user_lists import ProjectFeatureFlagUserListManager
    from gitlab.v4.objects.feature_flags import ProjectFeatureFlagManager
    from gitlab.v4.objects.files import ProjectFileManager
    from gitlab.v4.objects.freeze_periods import ProjectFreezePeriodManager
    from gitlab.v4.objects.hooks import ProjectHookManager
    from gitlab.v4.objects.integrations import ProjectIntegrationManager, ProjectServiceManager
    from gitlab.v4.objects.invitations import ProjectInvitationManager
    from gitlab.v4.objects.issues import ProjectIssueManager
    from gitlab.v4.objects.iterations import ProjectIterationManager
    from gitlab.v4.objects.job_token_scope import ProjectJobTokenScopeManager
    from gitlab.v4.objects.jobs import ProjectJobManager
    from gitlab.v4.objects.labels import ProjectLabelManager
    from gitlab.v4.objects.managed_licenses import ProjectManagedLicenseManager
    from gitlab.v4.objects.markdown_uploads import ProjectMarkdownUploadManager
    from gitlab.v4.objects.members import ProjectMemberAllManager, ProjectMemberManager
    from gitlab.v4.objects.merge_request_approval_settings import (
        ProjectMergeRequestApprovalSettingsManager,
    )
    from gitlab.v4.objects.merge_request_approvals import (
        ProjectApprovalManager,
        ProjectApprovalRuleManager,
    )
    from gitlab.v4.objects.merge_requests import ProjectMergeRequestManager
    from gitlab.v4.objects.merge_trains import (
        ProjectMergeTrainManager,
        ProjectMergeTrainMergeRequestManager,
    )
    from gitlab.v4.objects.milestones import ProjectMilestoneManager
    from gitlab.v4.objects.notes import ProjectNoteManager
    from gitlab.v4.objects.notification_settings import ProjectNotificationSettingsManager
    from gitlab.v4.objects.package_protection_rules import ProjectPackageProtectionRuleManager
    from gitlab.v4.objects.packages import GenericPackageManager, ProjectPackageManager
    from gitlab.v4.objects.pages import ProjectPagesDomainManager, ProjectPagesManager
    from gitlab.v4.objects.pipelines import (
        ProjectPipeline,
        ProjectPipelineManager,
        ProjectPipelineScheduleManager,
    )
    from gitlab.v4.objects.product_analytics import ProjectProductAnalyticsManager
    from gitlab.v4.objects.project_access_tokens import ProjectAccessTokenManager
    from gitlab.v4.objects.project_analytics import ProjectDeploymentFrequencyManager
    from gitlab.v4.objects.push_rules import ProjectPushRulesManager
    from gitlab.v4.objects.registry_protection_repository_rules import (
        ProjectRegistryRepositoryProtectionRuleManager,
    )
    from gitlab.v4.objects.registry_protection_rules import ProjectRegistryProtectionRuleManager
    from gitlab.v4.objects.registry_protection_tag_rules import (
        ProjectRegistryTagProtectionRuleManager,
    )
    from gitlab.v4.objects.relations_export import ProjectRelationsExportManager
    from gitlab.v4.objects.releases import ProjectReleaseManager
    from gitlab.v4.objects.repository_storage_moves import ProjectRepositoryStorageMoveManager
    from gitlab.v4.objects.resource_groups import ProjectResourceGroupManager
    from gitlab.v4.objects.runners import ProjectRunnerManager
    from gitlab.v4.objects.secure_files import ProjectSecureFileManager
    from gitlab.v4.objects.security_settings import ProjectSecuritySettingsManager
    from gitlab.v4.objects.service_accounts import ProjectServiceAccountManager
    from gitlab.v4.objects.snippets import ProjectSnippetManager
    from gitlab.v4.objects.statistics import (
        ProjectAdditionalStatisticsManager,
        ProjectIssuesStatisticsManager,
    )
    from gitlab.v4.objects.status_checks import ProjectExternalStatusCheckManager
    from gitlab.v4.objects.tags import ProjectProtectedTagManager, ProjectTagManager
    from gitlab.v4.objects.templates import (
        ProjectDockerfileTemplateManager,
        ProjectGitignoreTemplateManager,
        ProjectGitlabciymlTemplateManager,
        ProjectIssueTemplateManager,
        ProjectLicenseTemplateManager,
        ProjectMergeRequestTemplateManager,
    )
    from gitlab.v4.objects.terraform_states import ProjectTerraformStateManager
    from gitlab.v4.objects.triggers import ProjectTriggerManager
    from gitlab.v4.objects.users import ProjectStarrerManager, ProjectUserManager
    from gitlab.v4.objects.variables import ProjectVariableManager
    from gitlab.v4.objects.vulnerabilities import ProjectVulnerabilityManager
    from gitlab.v4.objects.vulnerability_archive_exports import (
        ProjectVulnerabilityArchiveExportManager,
    )
    from gitlab.v4.objects.vulnerability_exports import ProjectVulnerabilityExportManager
    from gitlab.v4.objects.vulnerability_findings import ProjectVulnerabilityFindingManager
    from gitlab.v4.objects.wikis import ProjectWikiManager

__all__ = [
    "GroupProject",
    "GroupProjectFilters",
    "GroupProjectManager",
    "NewProjectSettings",
    "Project",
    "ProjectCreate",
    "ProjectFilters",
    "ProjectFork",
    "ProjectForkCreate",
    "ProjectForkManager",
    "ProjectGroup",
    "ProjectGroupFilters",
    "ProjectGroupManager",
    "ProjectInvitedGroup",
    "ProjectInvitedGroupFilters",
    "ProjectInvitedGroupManager",
    "ProjectLocationFilters",
    "ProjectManager",
    "ProjectPullMirror",
    "ProjectPullMirrorManager",
    "ProjectPullMirrorUpdate",
    "ProjectRemoteMirror",
    "ProjectRemoteMirrorCreate",
    "ProjectRemoteMirrorManager",
    "ProjectRemoteMirrorUpdate",
    "ProjectSettings",
    "ProjectShareLocation",
    "ProjectShareLocationManager",
    "ProjectStorage",
    "ProjectStorageManager",
    "ProjectTransferLocation",
    "ProjectTransferLocationManager",
    "ProjectUpdate",
    "SharedProject",
    "SharedProjectFilters",
    "SharedProjectManager",
]

GroupProjectOrder = Literal[
    "id",
    "name",
    "path",
    "created_at",
    "updated_at",
    "last_activity_at",
    "similarity",
    "star_count",
]
SharedProjectOrder = Literal[
    "id", "name", "path", "created_at", "updated_at", "last_activity_at", "star_count"
]
MirrorAuthMethod = Literal["ssh_public_key", "password"]

# GitHub and Bitbucket are asked by GitLab before it answers.
IMPORT_TIMEOUT_SECONDS = 60.0


class ProjectPath(TypedDict, total=False):
    name: str
    path: str


class ProjectSettings(TypedDict, total=False):
    """What can be set when a project is created and later."""

    allow_merge_on_skipped_pipeline: bool
    analytics_access_level: FeatureAccessLevel
    approvals_before_merge: int
    auto_cancel_pending_pipelines: Toggle
    auto_devops_deploy_strategy: AutoDevopsDeployStrategy
    auto_devops_enabled: bool
    auto_duo_code_review_enabled: bool
    autoclose_referenced_issues: bool
    avatar: Annotated[bytes, Image]
    build_coverage_regex: str
    build_git_strategy: GitStrategy
    build_timeout: int
    builds_access_level: FeatureAccessLevel
    ci_config_path: str
    container_expiration_policy_attributes: ContainerExpirationPolicyAttributes
    container_registry_access_level: FeatureAccessLevel
    container_registry_enabled: bool
    default_branch: str
    description: str
    duo_remote_flows_enabled: bool
    duo_sast_fp_detection_enabled: bool
    duo_sast_vr_workflow_enabled: bool
    emails_disabled: bool
    emails_enabled: bool
    enforce_auth_checks_on_uploads: bool
    environments_access_level: FeatureAccessLevel
    external_authorization_classification_label: str
    feature_flags_access_level: FeatureAccessLevel
    forking_access_level: FeatureAccessLevel
    group_runners_enabled: bool
    import_url: str
    infrastructure_access_level: FeatureAccessLevel
    issue_branch_template: str
    issues_access_level: FeatureAccessLevel
    issues_enabled: bool
    jobs_enabled: bool
    lfs_enabled: bool
    merge_commit_template: str
    merge_method: MergeMethod
    merge_pipelines_enabled: bool
    merge_request_title_regex: str
    merge_request_title_regex_description: str
    merge_requests_access_level: FeatureAccessLevel
    merge_requests_enabled: bool
    mirror: bool
    mirror_trigger_builds: bool
    model_experiments_access_level: FeatureAccessLevel
    model_registry_access_level: FeatureAccessLevel
    monitor_access_level: FeatureAccessLevel
    mr_default_target_self: bool
    only_allow_merge_if_all_discussions_are_resolved: bool
    only_allow_merge_if_all_status_checks_passed: bool
    only_allow_merge_if_pipeline_succeeds: bool
    operations_access_level: FeatureAccessLevel
    package_registry_access_level: PublicFeatureAccessLevel
    packages_enabled: bool
    pages_access_level: PublicFeatureAccessLevel
    prevent_merge_without_jira_issue: bool
    printing_merge_request_link_enabled: bool
    public_builds: bool
    public_jobs: bool
    releases_access_level: FeatureAccessLevel
    remove_source_branch_after_merge: bool
    repository_access_level: FeatureAccessLevel
    repository_storage: str
    request_access_enabled: bool
    requirements_access_level: FeatureAccessLevel
    resolve_outdated_diff_discussions: bool
    resource_group_default_process_mode: ProcessMode
    security_and_compliance_access_level: FeatureAccessLevel
    service_desk_enabled: bool
    shared_runners_enabled: bool
    show_default_award_emojis: bool
    show_diff_preview_in_email: bool
    snippets_access_level: FeatureAccessLevel
    snippets_enabled: bool
    spp_repository_pipeline_access: bool
    squash_commit_template: str
    squash_option: SquashOption
    suggestion_commit_message: str
    tag_list: list[str]
    topics: Annotated[list[str], Array]
    visibility: Visibility
    warn_about_potentially_unwanted_characters: bool
    wiki_access_level: FeatureAccessLevel
    wiki_enabled: bool


class NewProjectSettings(ProjectSettings, total=False):
    """What can be set when a project is created."""

    group_with_project_templates_id: int
    initialize_with_readme: bool
    namespace_id: int
    repository_object_format: ObjectFormat
    template_name: str
    template_project_id: int
    use_custom_template: bool


class ProjectCreate(ProjectPath, NewProjectSettings, total=False):
    """GitLab wants a name or a path."""


class ProjectUpdate(ProjectPath, ProjectSettings, total=False):
    allow_pipeline_trigger_approve_deployment: bool
    ci_allow_fork_pipelines_to_run_in_parent_project: bool
    ci_default_git_depth: int
    ci_delete_pipelines_in_seconds: int
    ci_forward_deployment_enabled: bool
    ci_forward_deployment_rollback_allowed: bool
    ci_id_token_sub_claim_components: list[str]
    ci_pipeline_variables_minimum_override_role: PipelineVariablesRole
    ci_push_repository_for_job_token_allowed: bool
    ci_restrict_pipeline_cancellation_role: PipelineCancellationRole
    ci_separated_caches: bool
    fallback_approvals_required: int
    issues_template: str
    keep_latest_artifact: bool
    max_artifacts_size: int
    merge_requests_template: str
    merge_trains_enabled: bool
    merge_trains_skip_train_allowed: bool
    mirror_branch_regex: str
    mirror_overwrites_diverged_branches: bool
    mirror_user_id: int
    only_mirror_protected_branches: bool
    restrict_user_defined_variables: bool
    web_based_commit_signing_enabled: bool


class ProjectFilters(TypedDict, total=False):
    active: bool
    archived: bool
    custom_attributes: dict[str, str]
    id_after: int
    id_before: int
    imported: bool
    include_hidden: bool
    include_pending_delete: bool
    last_activity_after: str
    last_activity_before: str
    marked_for_deletion_on: str
    membership: bool
    min_access_level: GrantedAccessLevel
    order_by: ProjectOrder
    owned: bool
    repository_checksum_failed: bool
    repository_storage: str
    search: str
    search_namespaces: bool
    simple: bool
    sort: SortDirection
    starred: bool
    statistics: bool
    topic: Annotated[list[str], CommaSeparated]
    topic_id: int
    updated_after: str
    updated_before: str
    visibility: Visibility
    wiki_checksum_failed: bool
    with_custom_attributes: bool
    with_issues_enabled: bool
    with_merge_requests_enabled: bool
    with_programming_language: str


class Project(
    RefreshMixin,
    SaveMixin,
    ObjectDeleteMixin,
    RepositoryMixin,
    UploadMixin,
    ProjectFields,
    RESTObject,
):
    """A project: a repository with its issues, merge requests, pipelines and settings."""

    _repr_attr = "path_with_namespace"
    _upload_path = "/projects/{id}/uploads"

    permissions: ProjectPermissions

    access_tokens: ProjectAccessTokenManager
    accessrequests: ProjectAccessRequestManager
    additionalstatistics: ProjectAdditionalStatisticsManager
    alerts: ProjectAlertManager
    approval_settings: ProjectApprovalSettingsManager
    approval_settings_rules: ProjectApprovalSettingsRuleManager
    approvalrules: ProjectApprovalRuleManager
    approvals: ProjectApprovalManager
    artifacts: ProjectArtifactManager
    attestations: ProjectAttestationManager
    audit_events: ProjectAuditEventManager
    badges: ProjectBadgeManager
    boards: ProjectBoardManager
    branches: ProjectBranchManager
    ci_lint: ProjectCiLintManager
    cluster_agents: ProjectClusterAgentManager
    clusters: ProjectClusterManager
    commits: ProjectCommitManager
    compliance_external_controls: ProjectComplianceExternalControlManager
    customattributes: ProjectCustomAttributeManager
    dependencies: ProjectDependencyManager
    dependency_list_exports: ProjectDependencyListExportManager
    deployment_frequency: ProjectDeploymentFrequencyManager
    deployments: ProjectDeploymentManager
    deploytokens: ProjectDeployTokenManager
    dockerfile_templates: ProjectDockerfileTemplateManager
    dora_metrics: ProjectDORAMetricManager
    environments: ProjectEnvironmentManager
    error_tracking_client_keys: ProjectErrorTrackingClientKeyManager
    error_tracking_settings: ProjectErrorTrackingSettingsManager
    events: ProjectEventManager
    exports: ProjectExportManager
    external_status_checks: ProjectExternalStatusCheckManager
    feature_flags: ProjectFeatureFlagManager
    feature_flags_user_lists: ProjectFeatureFlagUserListManager
    files: ProjectFileManager
    forks: ProjectForkManager
    freeze_periods: ProjectFreezePeriodManager
    generic_packages: GenericPackageManager
    gitignore_templates: ProjectGitignoreTemplateManager
    gitlabciyml_templates: ProjectGitlabciymlTemplateManager
    groups: ProjectGroupManager
    hooks: ProjectHookManager
    imports: ProjectImportManager
    integrations: ProjectIntegrationManager
    invitations: ProjectInvitationManager
    invited_groups: ProjectInvitedGroupManager
    issue_templates: ProjectIssueTemplateManager
    issues: ProjectIssueManager
    issues_statistics: ProjectIssuesStatisticsManager
    iterations: ProjectIterationManager
    job_token_scope: ProjectJobTokenScopeManager
    jobs: ProjectJobManager
    keys: ProjectKeyManager
    labels: ProjectLabelManager
    license_templates: ProjectLicenseTemplateManager
    managed_licenses: ProjectManagedLicenseManager
    members: ProjectMemberManager
    members_all: ProjectMemberAllManager
    merge_request_approval_settings: ProjectMergeRequestApprovalSettingsManager
    merge_request_templates: ProjectMergeRequestTemplateManager
    merge_train_merge_requests: ProjectMergeTrainMergeRequestManager
    merge_trains: ProjectMergeTrainManager
    mergerequests: ProjectMergeRequestManager
    milestones: ProjectMilestoneManager
    notes: ProjectNoteManager
    notificationsettings: ProjectNotificationSettingsManager
    package_protection_rules: ProjectPackageProtectionRuleManager
    packages: ProjectPackageManager
    pages: ProjectPagesManager
    pagesdomains: ProjectPagesDomainManager
    pipelines: ProjectPipelineManager
    pipelineschedules: ProjectPipelineScheduleManager
    product_analytics: ProjectProductAnalyticsManager
    protected_environments: ProjectProtectedEnvironmentManager
    protectedbranches: ProjectProtectedBranchManager
    protectedtags: ProjectProtectedTagManager
    pull_mirror: ProjectPullMirrorManager
    pushrules: ProjectPushRulesManager
    registry_protection_repository_rules: ProjectRegistryRepositoryProtectionRuleManager
    registry_protection_rules: ProjectRegistryProtectionRuleManager
    registry_protection_tag_rules: ProjectRegistryTagProtectionRuleManager
    relations_exports: ProjectRelationsExportManager
    releases: ProjectReleaseManager
    remote_mirrors: ProjectRemoteMirrorManager
    repositories: ProjectRegistryRepositoryManager
    repository_storage_moves: ProjectRepositoryStorageMoveManager
    resource_groups: ProjectResourceGroupManager
    runners: ProjectRunnerManager
    secure_files: ProjectSecureFileManager
    security_settings: ProjectSecuritySettingsManager
    service_accounts: ProjectServiceAccountManager
    services: ProjectServiceManager
    snippets: ProjectSnippetManager
    share_locations: ProjectShareLocationManager
    starrers: ProjectStarrerManager
    storage: ProjectStorageManager
    tags: ProjectTagManager
    terraform_states: ProjectTerraformStateManager
    transfer_locations: ProjectTransferLocationManager
    triggers: ProjectTriggerManager
    uploads: ProjectMarkdownUploadManager
    users: ProjectUserManager
    variables: ProjectVariableManager
    vulnerabilities: ProjectVulnerabilityManager
    vulnerability_archive_exports: ProjectVulnerabilityArchiveExportManager
    vulnerability_exports: ProjectVulnerabilityExportManager
    vulnerability_findings: ProjectVulnerabilityFindingManager
    wikis: ProjectWikiManager

    def star(self, **kwargs: Any) -> None:
        """Star the project for the current user. Raises GitlabCreateError."""
        self._update_attrs(self._run(self._post("star", exc.GitlabCreateError, kwargs)))

    def unstar(self, **kwargs: Any) -> None:
        """Take the current user's star back. Raises GitlabDeleteError."""
        self._update_attrs(self._run(self._post("unstar", exc.GitlabDeleteError, kwargs)))

    def archive(self, **kwargs: Any) -> None:
        """Make the project read-only and hide it from lists. Raises GitlabCreateError."""
        self._update_attrs(self._run(self._post("archive", exc.GitlabCreateError, kwargs)))

    def unarchive(self, **kwargs: Any) -> None:
        """Make the project writable again. Raises GitlabDeleteError."""
        self._update_attrs(self._run(self._post("unarchive", exc.GitlabDeleteError, kwargs)))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the project as it is afterwards."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    def create_ci_config(self, **kwargs: Any) -> None:
        """Commit a `.gitlab-ci.yml` for static analysis to a project without one.

        Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                "/create_ci_config",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def publish_to_catalog(self, metadata: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """Publish a release in the CI/CD catalog; return its `catalog_url`.

        `version` is the release's tag, and `metadata` describes its components. Raises
        GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                "/catalog/publish",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body={"metadata": metadata},
                kwargs=kwargs,
            )
        )

    def download_avatar(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the bytes of the project's picture, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/avatar", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def restore(self, **kwargs: Any) -> None:
        """Take the project back from its pending deletion. Raises GitlabRestoreError."""
        return self._run(
            self._call(
                "POST",
                "/restore",
                decode=decode.to_none,
                error=exc.GitlabRestoreError,
                kwargs=kwargs,
            )
        )

    def share(
        self, group_id: int, group_access: int, expires_at: str | None = None, **kwargs: Any
    ) -> None:
        """Invite a group with the role `group_access`, until the date `expires_at`.

        Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                "/share",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                body={
                    "group_id": group_id,
                    "group_access": group_access,
                    "expires_at": expires_at,
                },
                kwargs=kwargs,
            )
        )

    def unshare(self, group_id: int, **kwargs: Any) -> None:
        """Take a group's invitation back. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                f"/share/{EncodedId(group_id)}",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    def transfer(self, to_namespace: int | str, **kwargs: Any) -> None:
        """Move the project to a group or user, named by id or full path.

        Raises GitlabTransferProjectError.
        """
        return self._run(
            self._call(
                "PUT",
                "/transfer",
                decode=decode.to_none,
                error=exc.GitlabTransferProjectError,
                body={"namespace": to_namespace},
                kwargs=kwargs,
            )
        )

    def create_fork_relation(self, forked_from_id: int, **kwargs: Any) -> None:
        """Make this existing project a fork of another one. Raises GitlabCreateError."""
        return self._run(
            self._call(
                "POST",
                f"/fork/{EncodedId(forked_from_id)}",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def delete_fork_relation(self, **kwargs: Any) -> None:
        """Make this fork a project of its own. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                "/fork",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    def check_pages_access(self, **kwargs: Any) -> None:
        """Do nothing if the current user may see the project's Pages. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                "/pages_access",
                decode=decode.to_none,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def import_members(self, source_project_id: int | str, **kwargs: Any) -> dict[str, Any]:
        """Make the direct members of another project members; return who could not be.

        Raises GitlabImportError.
        """
        return self._run(
            self._call(
                "POST",
                f"/import_project_members/{EncodedId(source_project_id)}",
                decode=decode.to_dict,
                error=exc.GitlabImportError,
                kwargs=kwargs,
            )
        )

    def recalculate_repository_size(self, **kwargs: Any) -> None:
        """Measure the repository anew. Raises GitlabUpdateError."""
        return self._run(
            self._call(
                "POST",
                "/repository_size",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    def scan_sast(self, file_path: str, content: str, **kwargs: Any) -> dict[str, Any]:
        """Return the vulnerabilities that a quick scan finds in a file's text.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "POST",
                "/security_scans/sast/scan",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                body={"file_path": file_path, "content": content},
                kwargs=kwargs,
            )
        )

    def import_git(
        self,
        import_url: str,
        import_url_user: str | None = None,
        import_url_password: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of a Git repository into the project, which has none yet.

        Raises GitlabImportError.
        """
        body = {
            "import_url": import_url,
            "import_url_user": import_url_user,
            "import_url_password": import_url_password,
        }
        return self._run(
            self._call(
                "POST",
                "/import/git",
                decode=decode.to_dict,
                error=exc.GitlabImportError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )

    def relation_imports(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the imports of single parts, as dicts. Raises GitlabListError."""
        return self._run_list(
            listing(f"{self._own_path}/relation-imports", {}, kwargs, error=exc.GitlabListError)
        )

    def google_cloud_integrations_script(
        self,
        enable_google_cloud_artifact_registry: bool | None = None,
        google_cloud_artifact_registry_project_id: str | None = None,
        **kwargs: Any,
    ) -> str:
        """Return the script that sets up Google Cloud's side of integrations.

        Raises GitlabGetError.
        """
        query = {
            "enable_google_cloud_artifact_registry": enable_google_cloud_artifact_registry,
            "google_cloud_artifact_registry_project_id": google_cloud_artifact_registry_project_id,
        }
        return self._run(
            self._call(
                "GET",
                "/google_cloud/setup/integrations.sh",
                decode=decode.to_text,
                error=exc.GitlabGetError,
                query=remove_none_from_dict(query),
                kwargs=kwargs,
            )
        )

    def google_cloud_runner_script(self, google_cloud_project_id: str, **kwargs: Any) -> str:
        """Return the script that prepares a Google Cloud project to run runners.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/google_cloud/setup/runner_deployment_project.sh",
                decode=decode.to_text,
                error=exc.GitlabGetError,
                query={"google_cloud_project_id": google_cloud_project_id},
                kwargs=kwargs,
            )
        )

    def languages(self, **kwargs: Any) -> dict[str, float]:
        """Return the programming languages of the repository, each with its percentage.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/languages",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def housekeeping(self, **kwargs: Any) -> None:
        """Start Git maintenance of the repository. Raises GitlabHousekeepingError."""
        return self._run(
            self._call(
                "POST",
                "/housekeeping",
                decode=decode.to_none,
                error=exc.GitlabHousekeepingError,
                kwargs=kwargs,
            )
        )

    def search(self, scope: str, search: str, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """Search in the project's issues, blobs, commits or what else `scope` names.

        Pages as `list()` does. Raises GitlabSearchError.
        """
        return self._run_list(
            listing(
                f"{self.manager.path}/{self.encoded_id}/search",
                {"scope": scope, "search": search},
                kwargs,
                error=exc.GitlabSearchError,
            )
        )

    def snapshot(
        self,
        wiki: bool = False,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the repository, or the wiki's, as a tar file. Administrators only.

        With `iterator=True` chunks come instead; with `streamed=True` each goes to `action`.
        Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET", "/snapshot", error=exc.GitlabGetError, query={"wiki": wiki}, kwargs=kwargs
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def trigger_pipeline(
        self,
        ref: str,
        token: str,
        variables: dict[str, Any] | None = None,
        inputs: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> ProjectPipeline:
        """Run a pipeline for a branch or tag with a trigger token or a job token.

        Raises GitlabCreateError.
        """
        body = {"ref": ref, "token": token, "variables": variables or {}, "inputs": inputs or {}}
        return self._run(
            self._call(
                "POST",
                "/trigger/pipeline",
                decode=lambda response: self.pipelines._make(decode.to_dict(response)),
                error=exc.GitlabCreateError,
                body=body,
                kwargs=kwargs,
            )
        )

    def mirror_pull(self, **kwargs: Any) -> None:
        """Start the pull mirror; deprecated for `pull_mirror.start()`. Raises GitlabCreateError."""
        warn(
            "`Project.mirror_pull()` is deprecated: call `project.pull_mirror.start()`",
            category=DeprecationWarning,
        )
        return self._run(
            self._call(
                "POST",
                "/mirror/pull",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )

    def mirror_pull_details(self, **kwargs: Any) -> dict[str, Any]:
        """Return the pull mirror; deprecated for `pull_mirror.get()`. Raises GitlabGetError."""
        warn(
            "`Project.mirror_pull_details()` is deprecated: call `project.pull_mirror.get()`",
            category=DeprecationWarning,
        )
        return self._run(
            self._call(
                "GET",
                "/mirror/pull",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectManager(CRUDMixin[Project, ProjectCreate, ProjectUpdate, ProjectFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects"
    _paging = Keyset()

    def remote_import(
        self,
        url: str,
        path: str,
        name: str | None = None,
        namespace: str | None = None,
        overwrite: bool = False,
        override_params: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of an export file that GitLab fetches from `url`.

        Raises GitlabImportError.
        """
        source = {"url": url}
        target = _import_target(path, name, namespace, overwrite, override_params)
        return self._run(self._import("/projects/remote-import", {**source, **target}, kwargs))

    def remote_import_s3(
        self,
        path: str,
        region: str,
        bucket_name: str,
        file_key: str,
        access_key_id: str,
        secret_access_key: str,
        name: str | None = None,
        namespace: str | None = None,
        overwrite: bool = False,
        override_params: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of an export file that GitLab fetches from an S3 bucket.

        Raises GitlabImportError.
        """
        source = {
            "region": region,
            "bucket_name": bucket_name,
            "file_key": file_key,
            "access_key_id": access_key_id,
            "secret_access_key": secret_access_key,
        }
        target = _import_target(path, name, namespace, overwrite, override_params)
        return self._run(self._import("/projects/remote-import-s3", {**source, **target}, kwargs))

    def import_project(
        self,
        file: BinaryIO,
        path: str,
        name: str | None = None,
        namespace: str | None = None,
        overwrite: bool = False,
        override_params: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Upload an export file and start its import. Raises GitlabImportError."""
        target = _import_target(path, name, namespace, overwrite, override_params)
        call = self._import("/projects/import", target, kwargs)
        archive = ("file.tar.gz", file, "application/octet-stream")
        return self._run(call._replace(files={"file": archive}))

    def import_relation(
        self,
        file: BinaryIO,
        path: str,
        relation: Literal["issues", "merge_requests", "milestones", "ci_pipelines"],
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Upload an export file and add one part of it to the project at `path`.

        `project.relation_imports()` tells how far it is. Raises GitlabImportError.
        """
        target = {"path": path, "relation": relation}
        call = self._import("/projects/import-relation", target, kwargs)
        archive = ("file.tar.gz", file, "application/octet-stream")
        return self._run(call._replace(files={"file": archive}))

    def _import(
        self, path: str, body: dict[str, Any], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        call = self._call(
            "POST", decode=decode.to_dict, error=exc.GitlabImportError, body=body, kwargs=kwargs
        )
        return call._replace(path=path)

    def import_github(
        self,
        personal_access_token: str,
        repo_id: int,
        target_namespace: str,
        new_name: str | None = None,
        github_hostname: str | None = None,
        optional_stages: dict[str, bool] | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of a GitHub repository, named by GitHub's id. Raises GitlabHttpError."""
        body = {
            "personal_access_token": personal_access_token,
            "repo_id": repo_id,
            "target_namespace": target_namespace,
            "new_name": new_name,
            "github_hostname": github_hostname,
            "optional_stages": optional_stages,
        }
        return self._run(self._import_from("github", body, kwargs))

    def cancel_github_import(self, project_id: int, **kwargs: Any) -> dict[str, Any]:
        """Stop the import of a GitHub repository. Raises GitlabHttpError."""
        return self._run(self._import_from("github/cancel", {"project_id": project_id}, kwargs))

    def import_bitbucket(
        self,
        repo_path: str,
        target_namespace: str,
        bitbucket_username: str | None = None,
        bitbucket_app_password: str | None = None,
        bitbucket_email: str | None = None,
        bitbucket_api_token: str | None = None,
        new_name: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of a Bitbucket Cloud repository.

        Bitbucket wants an email with an API token, or a user name with an app password. Raises
        GitlabHttpError.
        """
        body = {
            "bitbucket_username": bitbucket_username,
            "bitbucket_app_password": bitbucket_app_password,
            "bitbucket_email": bitbucket_email,
            "bitbucket_api_token": bitbucket_api_token,
            "repo_path": repo_path,
            "target_namespace": target_namespace,
            "new_name": new_name,
        }
        return self._run(self._import_from("bitbucket", body, kwargs))

    def import_bitbucket_server(
        self,
        bitbucket_server_url: str,
        bitbucket_server_username: str,
        personal_access_token: str,
        bitbucket_server_project: str,
        bitbucket_server_repo: str,
        new_name: str | None = None,
        target_namespace: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Start the import of a Bitbucket Server repository. Raises GitlabHttpError."""
        body = {
            "bitbucket_server_url": bitbucket_server_url,
            "bitbucket_server_username": bitbucket_server_username,
            "personal_access_token": personal_access_token,
            "bitbucket_server_project": bitbucket_server_project,
            "bitbucket_server_repo": bitbucket_server_repo,
            "new_name": new_name,
            "target_namespace": target_namespace,
        }
        return self._run(self._import_from("bitbucket_server", body, kwargs))

    def _import_from(
        self, service: str, body: dict[str, Any], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        patience = max(IMPORT_TIMEOUT_SECONDS, self.gitlab.timeout or 0.0)
        call = self._call(
            "POST",
            decode=decode.to_dict,
            body=remove_none_from_dict(body),
            kwargs={"timeout": patience, **kwargs},
        )
        return call._replace(path=f"/import/{service}")


def _import_target(
    path: str,
    name: str | None,
    namespace: str | None,
    overwrite: bool,
    override_params: dict[str, Any] | None,
) -> dict[str, Any]:
    """The parameters that all imports of export files share, spelled as in their multipart form."""
    overrides = {f"override_params[{key}]": value for key, value in (override_params or {}).items()}
    names = remove_none_from_dict({"name": name or None, "namespace": namespace or None})
    return {"path": path, "overwrite": str(overwrite), **overrides, **names}


class GroupProjectFilters(TypedDict, total=False):
    active: bool
    archived: bool
    custom_attributes: dict[str, str]
    include_ancestor_groups: bool
    include_subgroups: bool
    min_access_level: GrantedAccessLevel
    order_by: Literal[
        "id",
        "name",
        "path",
        "created_at",
        "updated_at",
        "last_activity_at",
        "similarity",
        "star_count",
    ]
    owned: bool
    search: str
    simple: bool
    sort: SortDirection
    starred: bool
    visibility: Visibility
    with_custom_attributes: bool
    with_issues_enabled: bool
    with_merge_requests_enabled: bool
    with_security_reports: bool
    with_shared: bool


class GroupProject(ProjectFields, RESTObject):
    """A project in a group. `gl.projects.get(project.id)` gives one that can be changed."""


class GroupProjectManager(ListMixin[GroupProject, GroupProjectFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/projects"
    _from_parent_attrs = {"group_id": "id"}


class SharedProjectFilters(TypedDict, total=False):
    archived: bool
    custom_attributes: dict[str, str]
    min_access_level: GrantedAccessLevel
    order_by: Literal[
        "id", "name", "path", "created_at", "updated_at", "last_activity_at", "star_count"
    ]
    search: str
    simple: bool
    sort: SortDirection
    starred: bool
    visibility: Visibility
    with_custom_attributes: bool
    with_issues_enabled: bool
    with_merge_requests_enabled: bool


class SharedProject(ProjectFields, RESTObject):
    """A project that a group was invited to."""


class SharedProjectManager(ListMixin[SharedProject, SharedProjectFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/projects/shared"
    _from_parent_attrs = {"group_id": "id"}


class ProjectGroupFilters(TypedDict, total=False):
    search: str
    shared_min_access_level: GrantedAccessLevel
    shared_visible_only: bool
    skip_groups: Annotated[list[int], Array]
    with_shared: bool


class PublicGroupFields:
    """The attributes of a group that everyone may see."""

    id: int
    web_url: str
    name: str
    avatar_url: str | None
    full_name: str
    full_path: str


class ProjectGroup(PublicGroupFields, RESTObject):
    """A group above a project, or one that was invited to it."""


class ProjectGroupManager(ListMixin[ProjectGroup, ProjectGroupFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/groups"
    _from_parent_attrs = {"project_id": "id"}


class ProjectInvitedGroupFilters(TypedDict, total=False):
    """`relation`: groups invited here, or to a group above."""

    relation: Annotated[list[Literal["direct", "inherited"]], Array]
    search: str
    min_access_level: GrantedAccessLevel
    with_custom_attributes: bool
    custom_attributes: dict[str, str]


class ProjectInvitedGroup(GroupFields, RESTObject):
    """A group that was invited to the project."""


class ProjectInvitedGroupManager(ListMixin[ProjectInvitedGroup, ProjectInvitedGroupFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/invited_groups"
    _from_parent_attrs = {"project_id": "id"}


class ProjectLocationFilters(TypedDict, total=False):
    search: str


class ProjectShareLocation(GroupFields, RESTObject):
    """A group that the current user may invite to the project."""


class ProjectShareLocationManager(ListMixin[ProjectShareLocation, ProjectLocationFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/share_locations"
    _from_parent_attrs = {"project_id": "id"}


class ProjectTransferLocation(PublicGroupFields, RESTObject):
    """A group that the current user may move the project into."""


class ProjectTransferLocationManager(ListMixin[ProjectTransferLocation, ProjectLocationFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/transfer_locations"
    _from_parent_attrs = {"project_id": "id"}


class ProjectForkCreate(TypedDict, total=False):
    branches: str
    description: str
    mr_default_target_self: bool
    name: str
    namespace: str
    namespace_id: int
    namespace_path: str
    path: str
    visibility: Visibility


class ProjectFork(ProjectFields, RESTObject):
    """A fork of a project. `gl.projects.get(fork.id)` gives one that can be changed."""


class ProjectForkManager(
    ListMixin[ProjectFork, ProjectFilters], CreateMixin[ProjectFork, ProjectForkCreate]
):
    """https://docs.gitlab.com/api/project_forks/"""

    _path = "/projects/{project_id}/forks"
    _create_path = "/projects/{project_id}/fork"
    _from_parent_attrs = {"project_id": "id"}


class ProjectPullMirrorUpdate(TypedDict, total=False):
    auth_password: str
    auth_user: str
    enabled: bool
    mirror_branch_regex: str
    mirror_overwrites_diverged_branches: bool
    mirror_trigger_builds: bool
    only_mirror_protected_branches: bool
    only_protected_branches: bool
    url: str


class ProjectPullMirror(SaveMixin, RESTObject):
    """The repository that a project copies from, and how the last copying went."""

    _id_attr = None

    id: int
    update_status: MirrorStatus
    url: str
    last_error: str | None
    last_update_at: str | None
    last_update_started_at: str | None
    last_successful_update_at: str | None
    enabled: bool
    mirror_trigger_builds: bool
    only_mirror_protected_branches: bool | None
    mirror_overwrites_diverged_branches: bool | None
    mirror_branch_regex: str | None


class ProjectPullMirrorManager(
    GetWithoutIdMixin[ProjectPullMirror],
    CreateMixin[ProjectPullMirror, ProjectPullMirrorUpdate],
    UpdateMixin[ProjectPullMirror, ProjectPullMirrorUpdate],
):
    """https://docs.gitlab.com/api/project_pull_mirroring/"""

    _path = "/projects/{project_id}/mirror/pull"
    _from_parent_attrs = {"project_id": "id"}

    def create(
        self, data: ProjectPullMirrorUpdate | None = None, **kwargs: Any
    ) -> ProjectPullMirror:
        """Set up the pull mirror, with a PUT. Raises GitlabCreateError."""
        return self._run(
            self._call(
                "PUT",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabCreateError,
                body=data,
                kwargs=kwargs,
            )
        )

    def start(self, **kwargs: Any) -> None:
        """Start copying now. Raises GitlabCreateError."""
        return self._run(
            self._call("POST", decode=decode.to_none, error=exc.GitlabCreateError, kwargs=kwargs)
        )


class ProjectRemoteMirrorCreate(TypedDict, total=False):
    url: Required[str]
    auth_method: MirrorAuthMethod
    enabled: bool
    keep_divergent_refs: bool
    mirror_branch_regex: str
    only_protected_branches: bool


class ProjectRemoteMirrorUpdate(TypedDict, total=False):
    auth_method: MirrorAuthMethod
    enabled: bool
    keep_divergent_refs: bool
    mirror_branch_regex: str
    only_protected_branches: bool


class MirrorHostKey(TypedDict):
    fingerprint_sha256: str


class ProjectRemoteMirror(ObjectDeleteMixin, SaveMixin, RESTObject):
    """A repository that a project copies to, and how the last copying went."""

    id: int
    enabled: bool
    url: str
    update_status: MirrorStatus
    last_update_at: str | None
    last_update_started_at: str | None
    last_successful_update_at: str | None
    last_error: str | None
    only_protected_branches: bool
    keep_divergent_refs: bool | None
    auth_method: MirrorAuthMethod
    host_keys: list[MirrorHostKey]
    mirror_branch_regex: str | None

    def sync(self, **kwargs: Any) -> Any:
        """Start copying now. Raises GitlabCreateError."""
        return self._run(self._call("POST", "/sync", error=exc.GitlabCreateError, kwargs=kwargs))

    def public_key(self, **kwargs: Any) -> dict[str, Any]:
        """Return the key that GitLab copies with over SSH, as `public_key`.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/public_key",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectRemoteMirrorManager(
    RetrieveMixin[ProjectRemoteMirror],
    CreateMixin[ProjectRemoteMirror, ProjectRemoteMirrorCreate],
    UpdateMixin[ProjectRemoteMirror, ProjectRemoteMirrorUpdate],
    DeleteMixin[ProjectRemoteMirror],
):
    """https://docs.gitlab.com/api/remote_mirrors/"""

    _path = "/projects/{project_id}/remote_mirrors"
    _from_parent_attrs = {"project_id": "id"}


class ProjectStorage(RefreshMixin, RESTObject):
    """Where the repository lies on GitLab's disks."""

    disk_path: str
    project_id: int
    repository_storage: str
    created_at: str


class ProjectStorageManager(GetWithoutIdMixin[ProjectStorage]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/storage"
    _from_parent_attrs = {"project_id": "id"}
