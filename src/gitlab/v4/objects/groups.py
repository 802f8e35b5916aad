# long file: the group, its settings, and the lists right below it.
"""Groups, the groups below them, and their links to LDAP and SAML groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab._waiting import Patience, exists
from gitlab.base import RESTObject
from gitlab.mixins import (
    HOUR_SECONDS,
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    SaveMixin,
)
from gitlab.types import Array, Image
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects._fields import GroupFields, UserFields
from gitlab.v4.objects._parameters import GroupUserFilters

if TYPE_CHECKING:
    from gitlab._core.flow import Flow
    from gitlab._core.values import Call
    from gitlab._lists import GitlabList
    from gitlab.v4.objects._entities import BranchProtectionDefaults, GroupShare
    from gitlab.v4.objects._literals import (
        AccessLevel,
        BranchProtectionLevel,
        DuoAvailability,
        FeatureAccessLevel,
        GitAccessProtocol,
        GrantedAccessLevel,
        GroupOrder,
        ProjectCreationLevel,
        SharedRunnersSetting,
        SortDirection,
        SubgroupCreationLevel,
        Visibility,
    )
    from gitlab.v4.objects.access_requests import GroupAccessRequestManager
    from gitlab.v4.objects.audit_events import GroupAuditEventManager
    from gitlab.v4.objects.badges import GroupBadgeManager
    from gitlab.v4.objects.boards import GroupBoardManager
    from gitlab.v4.objects.branches import GroupProtectedBranchManager
    from gitlab.v4.objects.clusters import GroupClusterManager
    from gitlab.v4.objects.container_registry import GroupRegistryRepositoryManager
    from gitlab.v4.objects.container_virtual_registries import (
        GroupContainerUpstreamManager,
        GroupContainerVirtualRegistryManager,
        GroupVirtualRegistryCleanupPolicyManager,
    )
    from gitlab.v4.objects.custom_attributes import GroupCustomAttributeManager
    from gitlab.v4.objects.dependency_list_export import GroupDependencyListExportManager
    from gitlab.v4.objects.deploy_tokens import GroupDeployTokenManager
    from gitlab.v4.objects.dora_metrics import GroupDORAMetricManager
    from gitlab.v4.objects.environments import GroupProtectedEnvironmentManager
    from gitlab.v4.objects.epic_boards import GroupEpicBoardManager
    from gitlab.v4.objects.epics import GroupEpicManager
    from gitlab.v4.objects.export_import import GroupExportManager, GroupImportManager
    from gitlab.v4.objects.group_access_tokens import GroupAccessTokenManager
    from gitlab.v4.objects.group_credentials_inventory import (
        GroupManagedPersonalAccessTokenManager,
        GroupManagedResourceAccessTokenManager,
        GroupManagedSSHKeyManager,
    )
    from gitlab.v4.objects.group_enterprise_users import GroupEnterpriseUserManager
    from gitlab.v4.objects.group_ssh_certificates import GroupSSHCertificateManager
    from gitlab.v4.objects.hooks import GroupHookManager
    from gitlab.v4.objects.integrations import GroupIntegrationManager
    from gitlab.v4.objects.invitations import GroupInvitationManager
    from gitlab.v4.objects.issues import GroupIssueManager
    from gitlab.v4.objects.iterations import GroupIterationManager
    from gitlab.v4.objects.labels import GroupLabelManager
    from gitlab.v4.objects.linked_epics import GroupRelatedEpicLinkManager
    from gitlab.v4.objects.markdown_uploads import GroupMarkdownUploadManager
    from gitlab.v4.objects.member_roles import GroupMemberRoleManager
    from gitlab.v4.objects.members import (
        GroupBillableMemberManager,
        GroupMemberAllManager,
        GroupMemberManager,
        GroupPendingMemberManager,
    )
    from gitlab.v4.objects.merge_request_approval_settings import (
        GroupMergeRequestApprovalSettingsManager,
    )
    from gitlab.v4.objects.merge_request_approvals import GroupApprovalRuleManager
    from gitlab.v4.objects.merge_requests import GroupMergeRequestManager
    from gitlab.v4.objects.milestones import GroupMilestoneManager
    from gitlab.v4.objects.notification_settings import GroupNotificationSettingsManager
    from gitlab.v4.objects.packages import GroupPackageManager
    from gitlab.v4.objects.placeholder_reassignments import GroupPlaceholderReassignmentManager
    from gitlab.v4.objects.projects import GroupProjectManager, SharedProjectManager
    from gitlab.v4.objects.provider_identities import (
        GroupSAMLIdentityManager,
        GroupSCIMIdentityManager,
    )
    from gitlab.v4.objects.push_rules import GroupPushRulesManager
    from gitlab.v4.objects.relations_export import GroupRelationsExportManager
    from gitlab.v4.objects.releases import GroupReleaseManager
    from gitlab.v4.objects.repository_storage_moves import GroupRepositoryStorageMoveManager
    from gitlab.v4.objects.runners import GroupRunnerManager
    from gitlab.v4.objects.security_settings import GroupSecuritySettingsManager
    from gitlab.v4.objects.service_accounts import GroupServiceAccountManager
    from gitlab.v4.objects.statistics import GroupIssuesStatisticsManager
    from gitlab.v4.objects.variables import GroupVariableManager
    from gitlab.v4.objects.vulnerability_exports import GroupVulnerabilityExportManager
    from gitlab.v4.objects.wikis import GroupWikiManager

__all__ = [
    "Group",
    "GroupCreate",
    "GroupDescendantGroup",
    "GroupDescendantGroupManager",
    "GroupFilters",
    "GroupInvitedGroup",
    "GroupInvitedGroupFilters",
    "GroupInvitedGroupManager",
    "GroupLDAPGroupLink",
    "GroupLDAPGroupLinkCreate",
    "GroupLDAPGroupLinkManager",
    "GroupManager",
    "GroupProvisionedUser",
    "GroupProvisionedUserManager",
    "GroupSAMLGroupLink",
    "GroupSAMLGroupLinkCreate",
    "GroupSAMLGroupLinkManager",
    "GroupSAMLUser",
    "GroupSAMLUserManager",
    "GroupSettings",
    "GroupSharedGroup",
    "GroupSharedGroupFilters",
    "GroupSharedGroupManager",
    "GroupSubgroup",
    "GroupSubgroupManager",
    "GroupTransferLocation",
    "GroupTransferLocationFilters",
    "GroupTransferLocationManager",
    "GroupUpdate",
]


class GroupSettings(TypedDict, total=False):
    """What can be set when a group is created and later."""

    ai_settings_attributes: dict[str, Any]
    amazon_q_auto_review_enabled: bool
    auto_devops_enabled: bool
    avatar: Annotated[bytes, Image]
    default_branch: str
    default_branch_protection: BranchProtectionLevel
    default_branch_protection_defaults: BranchProtectionDefaults
    description: str
    duo_availability: DuoAvailability
    duo_foundational_flows_availability: bool
    duo_remote_flows_availability: bool
    duo_sast_fp_detection_availability: bool
    emails_disabled: bool
    emails_enabled: bool
    enabled_git_access_protocol: GitAccessProtocol
    experiment_features_enabled: bool
    extra_shared_runners_minutes_limit: int
    foundational_agents_statuses: list[dict[str, Any]]
    ldap_access: AccessLevel
    ldap_cn: str
    lfs_enabled: bool
    membership_lock: bool
    mentions_disabled: bool
    model_prompt_cache_enabled: bool
    project_creation_level: ProjectCreationLevel
    request_access_enabled: bool
    require_two_factor_authentication: bool
    share_with_group_lock: bool
    shared_runners_minutes_limit: int
    shared_runners_setting: SharedRunnersSetting
    show_diff_preview_in_email: bool
    subgroup_creation_level: SubgroupCreationLevel
    two_factor_grace_period: int
    visibility: Visibility
    wiki_access_level: FeatureAccessLevel


class GroupCreate(GroupSettings, total=False):
    name: Required[str]
    path: Required[str]
    organization_id: int
    parent_id: int


class GroupUpdate(GroupSettings, total=False):
    name: str
    path: str
    allow_merge_on_skipped_pipeline: bool
    allow_personal_snippets: bool
    allowed_email_domains_list: str
    auto_ban_user_on_excessive_projects_download: bool
    auto_duo_code_review_enabled: bool
    duo_core_features_enabled: bool
    duo_features_enabled: bool
    duo_namespace_access_rules: list[dict[str, Any]]
    enabled_foundational_flows: list[str]
    file_template_project_id: int
    ip_restriction_ranges: str
    lock_duo_features_enabled: bool
    lock_math_rendering_limits_enabled: bool
    math_rendering_limits_enabled: bool
    max_artifacts_size: int
    only_allow_merge_if_all_discussions_are_resolved: bool
    only_allow_merge_if_pipeline_succeeds: bool
    prevent_forking_outside_group: bool
    prevent_sharing_groups_outside_hierarchy: bool
    service_access_tokens_expiration_enforced: bool
    step_up_auth_required_oauth_provider: str
    unique_project_download_limit: int
    unique_project_download_limit_alertlist: list[int]
    unique_project_download_limit_allowlist: list[str]
    unique_project_download_limit_interval_in_seconds: int
    web_based_commit_signing_enabled: bool


class GroupFilters(TypedDict, total=False):
    active: bool
    all_available: bool
    archived: bool
    custom_attributes: dict[str, str]
    marked_for_deletion_on: str
    min_access_level: GrantedAccessLevel
    order_by: GroupOrder
    owned: bool
    repository_storage: str
    search: str
    skip_groups: Annotated[list[int], Array]
    sort: SortDirection
    statistics: bool
    top_level_only: bool
    visibility: Visibility
    with_custom_attributes: bool


class Group(SaveMixin, ObjectDeleteMixin, GroupFields, RESTObject):
    """A group: projects and further groups with common members and settings.

    GitLab also answers some of its projects and links; those names are managers here, and
    `attributes` has what was answered.
    """

    _repr_attr = "name"

    shared_with_groups: list[GroupShare]
    runners_token: str
    enabled_git_access_protocol: GitAccessProtocol
    prevent_sharing_groups_outside_hierarchy: bool
    step_up_auth_required_oauth_provider: str | None
    shared_runners_minutes_limit: int | None
    extra_shared_runners_minutes_limit: int | None
    prevent_forking_outside_group: bool | None
    service_access_tokens_expiration_enforced: bool
    experiment_features_enabled: bool
    membership_lock: bool
    ip_restriction_ranges: str | None
    allowed_email_domains_list: str | None
    only_allow_merge_if_pipeline_succeeds: bool
    allow_merge_on_skipped_pipeline: bool
    only_allow_merge_if_all_discussions_are_resolved: bool
    unique_project_download_limit: int
    unique_project_download_limit_interval_in_seconds: int
    unique_project_download_limit_allowlist: list[str]
    unique_project_download_limit_alertlist: list[int]
    auto_ban_user_on_excessive_projects_download: bool

    access_tokens: GroupAccessTokenManager
    accessrequests: GroupAccessRequestManager
    approval_rules: GroupApprovalRuleManager
    audit_events: GroupAuditEventManager
    badges: GroupBadgeManager
    billable_members: GroupBillableMemberManager
    boards: GroupBoardManager
    clusters: GroupClusterManager
    container_upstreams: GroupContainerUpstreamManager
    container_virtual_registries: GroupContainerVirtualRegistryManager
    customattributes: GroupCustomAttributeManager
    dependency_list_exports: GroupDependencyListExportManager
    deploytokens: GroupDeployTokenManager
    descendant_groups: GroupDescendantGroupManager
    dora_metrics: GroupDORAMetricManager
    enterprise_users: GroupEnterpriseUserManager
    epic_boards: GroupEpicBoardManager
    epics: GroupEpicManager
    exports: GroupExportManager
    hooks: GroupHookManager
    imports: GroupImportManager
    integrations: GroupIntegrationManager
    invitations: GroupInvitationManager
    invited_groups: GroupInvitedGroupManager
    issues: GroupIssueManager
    issues_statistics: GroupIssuesStatisticsManager
    iterations: GroupIterationManager
    labels: GroupLabelManager
    ldap_group_links: GroupLDAPGroupLinkManager
    managed_personal_access_tokens: GroupManagedPersonalAccessTokenManager
    managed_resource_access_tokens: GroupManagedResourceAccessTokenManager
    managed_ssh_keys: GroupManagedSSHKeyManager
    member_roles: GroupMemberRoleManager
    members: GroupMemberManager
    members_all: GroupMemberAllManager
    merge_request_approval_settings: GroupMergeRequestApprovalSettingsManager
    mergerequests: GroupMergeRequestManager
    milestones: GroupMilestoneManager
    notificationsettings: GroupNotificationSettingsManager
    packages: GroupPackageManager
    pending_members: GroupPendingMemberManager
    placeholder_reassignments: GroupPlaceholderReassignmentManager
    projects: GroupProjectManager
    protected_environments: GroupProtectedEnvironmentManager
    protectedbranches: GroupProtectedBranchManager
    provisioned_users: GroupProvisionedUserManager
    pushrules: GroupPushRulesManager
    registry_repositories: GroupRegistryRepositoryManager
    related_epic_links: GroupRelatedEpicLinkManager
    relations_exports: GroupRelationsExportManager
    releases: GroupReleaseManager
    repository_storage_moves: GroupRepositoryStorageMoveManager
    runners: GroupRunnerManager
    saml_group_links: GroupSAMLGroupLinkManager
    saml_identities: GroupSAMLIdentityManager
    saml_users: GroupSAMLUserManager
    scim_identities: GroupSCIMIdentityManager
    security_settings: GroupSecuritySettingsManager
    service_accounts: GroupServiceAccountManager
    shared_groups: GroupSharedGroupManager
    shared_projects: SharedProjectManager
    ssh_certificates: GroupSSHCertificateManager
    subgroups: GroupSubgroupManager
    transfer_locations: GroupTransferLocationManager
    uploads: GroupMarkdownUploadManager
    variables: GroupVariableManager
    virtual_registry_cleanup_policy: GroupVirtualRegistryCleanupPolicyManager
    vulnerability_exports: GroupVulnerabilityExportManager
    wikis: GroupWikiManager

    def archive(self, **kwargs: Any) -> None:
        """Make the group and all below it read-only. Raises GitlabCreateError."""
        self._update_attrs(self._run(self._post("archive", exc.GitlabCreateError, kwargs)))

    def unarchive(self, **kwargs: Any) -> None:
        """Make the group writable again. Raises GitlabDeleteError."""
        self._update_attrs(self._run(self._post("unarchive", exc.GitlabDeleteError, kwargs)))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the group as it is afterwards."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    def revoke_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Revoke a token that reaches into the group; return what it was.

        Only for owners of top-level groups. Raises GitlabDeleteError.
        """
        return self._run(
            self._call(
                "POST",
                "/tokens/revoke",
                decode=decode.to_dict,
                error=exc.GitlabDeleteError,
                body={"token": token},
                kwargs=kwargs,
            )
        )

    def delete_dependency_proxy_cache(self, **kwargs: Any) -> None:
        """Have GitLab drop all images that the dependency proxy holds. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                "/dependency_proxy/cache",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
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
        """Return the bytes of the group's picture, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/avatar", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def restore(self, **kwargs: Any) -> None:
        """Take the group back from its pending deletion. Raises GitlabRestoreError."""
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
        """Invite another group with the role `group_access`, until the date `expires_at`.

        Raises GitlabCreateError.
        """
        self._update_attrs(
            self._run(
                self._call(
                    "POST",
                    "/share",
                    decode=decode.to_dict,
                    error=exc.GitlabCreateError,
                    body={
                        "group_id": group_id,
                        "group_access": group_access,
                        "expires_at": expires_at,
                    },
                    kwargs=kwargs,
                )
            )
        )

    def unshare(self, group_id: int, **kwargs: Any) -> None:
        """Take another group's invitation back. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                f"/share/{EncodedId(group_id)}",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    def transfer(self, group_id: int | None = None, **kwargs: Any) -> None:
        """Move the group below another one, or to the top. Raises GitlabGroupTransferError."""
        return self._run(
            self._call(
                "POST",
                "/transfer",
                decode=decode.to_none,
                error=exc.GitlabGroupTransferError,
                body={} if group_id is None else {"group_id": group_id},
                kwargs=kwargs,
            )
        )

    def transfer_to_organization(self, organization_id: int, **kwargs: Any) -> None:
        """Move a top-level group to another organization. Raises GitlabGroupTransferError."""
        self._update_attrs(
            self._run(
                self._call(
                    "POST",
                    "/transfer_to_organization",
                    decode=decode.to_dict,
                    error=exc.GitlabGroupTransferError,
                    body={"organization_id": organization_id},
                    kwargs=kwargs,
                )
            )
        )

    def transfer_project(self, project_id: int, **kwargs: Any) -> None:
        """Move a project into the group. Raises GitlabTransferProjectError."""
        return self._run(
            self._call(
                "POST",
                f"/projects/{EncodedId(project_id)}",
                decode=decode.to_none,
                error=exc.GitlabTransferProjectError,
                kwargs=kwargs,
            )
        )

    def search(self, scope: str, search: str, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """Search in the group's projects, issues, blobs or what else `scope` names.

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

    def ldap_sync(self, **kwargs: Any) -> None:
        """Start reading the members from the linked LDAP groups. Raises GitlabCreateError."""
        return self._run(
            self._call(
                "POST",
                "/ldap_sync",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )


class GroupManager(CRUDMixin[Group, GroupCreate, GroupUpdate, GroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups"

    def import_group(
        self,
        file: BinaryIO,
        path: str,
        name: str,
        parent_id: int | str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Upload an export file and start its import. Raises GitlabImportError.

        GitLab answers a message only: `wait_for_import()` gives the group.
        """
        body = {"path": path, "name": name, "parent_id": parent_id}
        call = self._call(
            "POST",
            "/import",
            decode=decode.to_dict,
            error=exc.GitlabImportError,
            body=remove_none_from_dict(body),
            files={"file": ("file.tar.gz", file, "application/octet-stream")},
            kwargs=kwargs,
        )
        return self._run(call)

    def wait_for_import(
        self,
        full_path: str,
        *,
        timeout: float | None = HOUR_SECONDS,
        poll: float | None = None,
        **kwargs: Any,
    ) -> Group:
        """Look again and again until the group that is imported is there; return it.

        Its contents may still be on their way: of an import from a file GitLab tells neither how
        far it is nor that it failed. `gl.bulk_imports` tell both. `poll` is the pause between two
        looks in seconds, by default one that grows from 1 to 30. After `timeout` seconds
        GitlabWaitError is raised; None waits without end. Raises GitlabGetError.
        """
        return self._run(self._imported(full_path, timeout, poll, kwargs))

    def _imported(
        self, full_path: str, timeout: float | None, poll: float | None, kwargs: dict[str, Any]
    ) -> Flow[Group]:
        look = self._call(
            "GET",
            f"/{EncodedId(full_path)}",
            decode=lambda response: self._make(decode.to_dict(response)),
            error=exc.GitlabGetError,
            kwargs=kwargs,
        )
        return exists(look, Patience(timeout, poll))


class GroupSubgroup(GroupFields, RESTObject):
    """A group right below another. `gl.groups.get(subgroup.id)` gives one that can be changed."""


class GroupSubgroupManager(ListMixin[GroupSubgroup, GroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/subgroups"
    _from_parent_attrs = {"group_id": "id"}


class GroupDescendantGroup(GroupFields, RESTObject):
    """A group anywhere below another."""


class GroupDescendantGroupManager(ListMixin[GroupDescendantGroup, GroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/descendant_groups"
    _from_parent_attrs = {"group_id": "id"}


class GroupSharedGroupFilters(TypedDict, total=False):
    skip_groups: Annotated[list[int], Array]
    visibility: Visibility
    search: str
    min_access_level: GrantedAccessLevel
    order_by: GroupOrder
    sort: SortDirection
    with_custom_attributes: bool
    custom_attributes: dict[str, str]


class GroupSharedGroup(GroupFields, RESTObject):
    """A group that has invited this one."""


class GroupSharedGroupManager(ListMixin[GroupSharedGroup, GroupSharedGroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/groups/shared"
    _from_parent_attrs = {"group_id": "id"}


class GroupInvitedGroupFilters(TypedDict, total=False):
    """`relation`: groups invited here, or to a group above."""

    relation: Annotated[list[Literal["direct", "inherited"]], Array]
    search: str
    min_access_level: GrantedAccessLevel
    with_custom_attributes: bool
    custom_attributes: dict[str, str]


class GroupInvitedGroup(GroupFields, RESTObject):
    """A group that was invited to this one."""


class GroupInvitedGroupManager(ListMixin[GroupInvitedGroup, GroupInvitedGroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/invited_groups"
    _from_parent_attrs = {"group_id": "id"}


class GroupTransferLocationFilters(TypedDict, total=False):
    search: str


class GroupTransferLocation(GroupFields, RESTObject):
    """A group that this one may be moved into by the current user."""


class GroupTransferLocationManager(ListMixin[GroupTransferLocation, GroupTransferLocationFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/transfer_locations"
    _from_parent_attrs = {"group_id": "id"}


class GroupProvisionedUser(UserFields, RESTObject):
    """A user whose account the group made by SCIM or SAML."""


class GroupProvisionedUserManager(ListMixin[GroupProvisionedUser, GroupUserFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/provisioned_users"
    _from_parent_attrs = {"group_id": "id"}


class GroupSAMLUser(UserFields, RESTObject):
    """A user who signs in through the group's SAML provider."""


class GroupSAMLUserManager(ListMixin[GroupSAMLUser, GroupUserFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/saml_users"
    _from_parent_attrs = {"group_id": "id"}


class GroupLDAPGroupLinkCreate(TypedDict, total=False):
    """`cn` or `filter`, one of them."""

    provider: Required[str]
    group_access: Required[GrantedAccessLevel]
    cn: str
    filter: str
    member_role_id: int


class GroupLDAPGroupLink(RESTObject):
    """An LDAP group, or a filter of LDAP users, whose members join a group."""

    _repr_attr = "provider"

    cn: str | None
    filter: str | None
    group_access: AccessLevel
    member_role_id: int | None
    provider: str

    def delete(self, **kwargs: Any) -> None:
        """Remove the link. GitLab knows it by its provider and `cn` or `filter`.

        Raises GitlabDeleteError.
        """
        known_by = {name: self._attrs.get(name) for name in ("provider", "cn", "filter")}
        self.manager.delete(**{**remove_none_from_dict(known_by), **kwargs})


class GroupLDAPGroupLinkManager(
    ListMixin[GroupLDAPGroupLink],
    CreateMixin[GroupLDAPGroupLink, GroupLDAPGroupLinkCreate],
    DeleteMixin[GroupLDAPGroupLink],
):
    """https://docs.gitlab.com/api/group_ldap_links/"""

    _path = "/groups/{group_id}/ldap_group_links"
    _from_parent_attrs = {"group_id": "id"}
    _exclusive = (("cn", "filter"),)


class GroupSAMLGroupLinkCreate(TypedDict, total=False):
    saml_group_name: Required[str]
    access_level: Required[GrantedAccessLevel]
    member_role_id: int
    provider: str


class GroupSAMLGroupLink(ObjectDeleteMixin, RESTObject):
    """A SAML group whose members join a group."""

    _id_attr = "name"
    _repr_attr = "name"

    name: str
    access_level: AccessLevel
    member_role_id: int | None
    provider: str | None


class GroupSAMLGroupLinkManager(NoUpdateMixin[GroupSAMLGroupLink, GroupSAMLGroupLinkCreate]):
    """https://docs.gitlab.com/api/saml/"""

    _path = "/groups/{group_id}/saml_group_links"
    _from_parent_attrs = {"group_id": "id"}
