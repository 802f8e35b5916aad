# Generated from src/gitlab/v4/objects/groups.py by tools/gen_async.py; edit that file.
# long file: the group, its settings, and the lists right below it.
"""Groups, the groups below them, and their links to LDAP and SAML groups."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any, BinaryIO

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab._waiting import Patience, exists
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    HOUR_SECONDS,
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    SaveMixin,
)
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects._fields import GroupFields, UserFields
from gitlab.v4.objects._parameters import GroupUserFilters
from gitlab.v4.objects.groups import (
    GroupCreate,
    GroupFilters,
    GroupInvitedGroupFilters,
    GroupLDAPGroupLinkCreate,
    GroupSAMLGroupLinkCreate,
    GroupSettings,
    GroupSharedGroupFilters,
    GroupTransferLocationFilters,
    GroupUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.flow import Flow
    from gitlab._core.values import Call
    from gitlab.aio._lists import GitlabList
    from gitlab.v4.objects._entities import GroupShare
    from gitlab.v4.objects._literals import AccessLevel, GitAccessProtocol
    from gitlab.aio.objects.access_requests import GroupAccessRequestManager
    from gitlab.aio.objects.audit_events import GroupAuditEventManager
    from gitlab.aio.objects.badges import GroupBadgeManager
    from gitlab.aio.objects.boards import GroupBoardManager
    from gitlab.aio.objects.branches import GroupProtectedBranchManager
    from gitlab.aio.objects.clusters import GroupClusterManager
    from gitlab.aio.objects.container_registry import GroupRegistryRepositoryManager
    from gitlab.aio.objects.container_virtual_registries import (
        GroupContainerUpstreamManager,
        GroupContainerVirtualRegistryManager,
        GroupVirtualRegistryCleanupPolicyManager,
    )
    from gitlab.aio.objects.custom_attributes import GroupCustomAttributeManager
    from gitlab.aio.objects.dependency_list_export import GroupDependencyListExportManager
    from gitlab.aio.objects.deploy_tokens import GroupDeployTokenManager
    from gitlab.aio.objects.dora_metrics import GroupDORAMetricManager
    from gitlab.aio.objects.environments import GroupProtectedEnvironmentManager
    from gitlab.aio.objects.epic_boards import GroupEpicBoardManager
    from gitlab.aio.objects.epics import GroupEpicManager
    from gitlab.aio.objects.export_import import GroupExportManager, GroupImportManager
    from gitlab.aio.objects.group_access_tokens import GroupAccessTokenManager
    from gitlab.aio.objects.group_credentials_inventory import (
        GroupManagedPersonalAccessTokenManager,
        GroupManagedResourceAccessTokenManager,
        GroupManagedSSHKeyManager,
    )
    from gitlab.aio.objects.group_enterprise_users import GroupEnterpriseUserManager
    from gitlab.aio.objects.group_ssh_certificates import GroupSSHCertificateManager
    from gitlab.aio.objects.hooks import GroupHookManager
    from gitlab.aio.objects.integrations import GroupIntegrationManager
    from gitlab.aio.objects.invitations import GroupInvitationManager
    from gitlab.aio.objects.issues import GroupIssueManager
    from gitlab.aio.objects.iterations import GroupIterationManager
    from gitlab.aio.objects.labels import GroupLabelManager
    from gitlab.aio.objects.linked_epics import GroupRelatedEpicLinkManager
    from gitlab.aio.objects.markdown_uploads import GroupMarkdownUploadManager
    from gitlab.aio.objects.member_roles import GroupMemberRoleManager
    from gitlab.aio.objects.members import (
        GroupBillableMemberManager,
        GroupMemberAllManager,
        GroupMemberManager,
        GroupPendingMemberManager,
    )
    from gitlab.aio.objects.merge_request_approval_settings import (
        GroupMergeRequestApprovalSettingsManager,
    )
    from gitlab.aio.objects.merge_request_approvals import GroupApprovalRuleManager
    from gitlab.aio.objects.merge_requests import GroupMergeRequestManager
    from gitlab.aio.objects.milestones import GroupMilestoneManager
    from gitlab.aio.objects.notification_settings import GroupNotificationSettingsManager
    from gitlab.aio.objects.packages import GroupPackageManager
    from gitlab.aio.objects.placeholder_reassignments import GroupPlaceholderReassignmentManager
    from gitlab.aio.objects.projects import GroupProjectManager, SharedProjectManager
    from gitlab.aio.objects.provider_identities import (
        GroupSAMLIdentityManager,
        GroupSCIMIdentityManager,
    )
    from gitlab.aio.objects.push_rules import GroupPushRulesManager
    from gitlab.aio.objects.relations_export import GroupRelationsExportManager
    from gitlab.aio.objects.releases import GroupReleaseManager
    from gitlab.aio.objects.repository_storage_moves import GroupRepositoryStorageMoveManager
    from gitlab.aio.objects.runners import GroupRunnerManager
    from gitlab.aio.objects.security_settings import GroupSecuritySettingsManager
    from gitlab.aio.objects.service_accounts import GroupServiceAccountManager
    from gitlab.aio.objects.statistics import GroupIssuesStatisticsManager
    from gitlab.aio.objects.variables import GroupVariableManager
    from gitlab.aio.objects.vulnerability_exports import GroupVulnerabilityExportManager
    from gitlab.aio.objects.wikis import GroupWikiManager
    from gitlab.aio._lists import ListCall

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

    async def archive(self, **kwargs: Any) -> None:
        """Make the group and all below it read-only. Raises GitlabCreateError."""
        self._update_attrs(await self._run(self._post("archive", exc.GitlabCreateError, kwargs)))

    async def unarchive(self, **kwargs: Any) -> None:
        """Make the group writable again. Raises GitlabDeleteError."""
        self._update_attrs(await self._run(self._post("unarchive", exc.GitlabDeleteError, kwargs)))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the group as it is afterwards."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    async def revoke_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Revoke a token that reaches into the group; return what it was.

        Only for owners of top-level groups. Raises GitlabDeleteError.
        """
        return await self._run(
            self._call(
                "POST",
                "/tokens/revoke",
                decode=decode.to_dict,
                error=exc.GitlabDeleteError,
                body={"token": token},
                kwargs=kwargs,
            )
        )

    async def delete_dependency_proxy_cache(self, **kwargs: Any) -> None:
        """Have GitLab drop all images that the dependency proxy holds. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "DELETE",
                "/dependency_proxy/cache",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    async def download_avatar(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the bytes of the group's picture, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/avatar", error=exc.GitlabGetError, kwargs=kwargs)
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    async def restore(self, **kwargs: Any) -> None:
        """Take the group back from its pending deletion. Raises GitlabRestoreError."""
        return await self._run(
            self._call(
                "POST",
                "/restore",
                decode=decode.to_none,
                error=exc.GitlabRestoreError,
                kwargs=kwargs,
            )
        )

    async def share(
        self, group_id: int, group_access: int, expires_at: str | None = None, **kwargs: Any
    ) -> None:
        """Invite another group with the role `group_access`, until the date `expires_at`.

        Raises GitlabCreateError.
        """
        self._update_attrs(
            await self._run(
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

    async def unshare(self, group_id: int, **kwargs: Any) -> None:
        """Take another group's invitation back. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "DELETE",
                f"/share/{EncodedId(group_id)}",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    async def transfer(self, group_id: int | None = None, **kwargs: Any) -> None:
        """Move the group below another one, or to the top. Raises GitlabGroupTransferError."""
        return await self._run(
            self._call(
                "POST",
                "/transfer",
                decode=decode.to_none,
                error=exc.GitlabGroupTransferError,
                body={} if group_id is None else {"group_id": group_id},
                kwargs=kwargs,
            )
        )

    async def transfer_to_organization(self, organization_id: int, **kwargs: Any) -> None:
        """Move a top-level group to another organization. Raises GitlabGroupTransferError."""
        self._update_attrs(
            await self._run(
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

    async def transfer_project(self, project_id: int, **kwargs: Any) -> None:
        """Move a project into the group. Raises GitlabTransferProjectError."""
        return await self._run(
            self._call(
                "POST",
                f"/projects/{EncodedId(project_id)}",
                decode=decode.to_none,
                error=exc.GitlabTransferProjectError,
                kwargs=kwargs,
            )
        )

    def search(self, scope: str, search: str, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
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

    async def ldap_sync(self, **kwargs: Any) -> None:
        """Start reading the members from the linked LDAP groups. Raises GitlabCreateError."""
        return await self._run(
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

    async def import_group(
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
        return await self._run(call)

    async def wait_for_import(
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
        return await self._run(self._imported(full_path, timeout, poll, kwargs))

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


class GroupSharedGroup(GroupFields, RESTObject):
    """A group that has invited this one."""


class GroupSharedGroupManager(ListMixin[GroupSharedGroup, GroupSharedGroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/groups/shared"
    _from_parent_attrs = {"group_id": "id"}


class GroupInvitedGroup(GroupFields, RESTObject):
    """A group that was invited to this one."""


class GroupInvitedGroupManager(ListMixin[GroupInvitedGroup, GroupInvitedGroupFilters]):
    """https://docs.gitlab.com/api/groups/"""

    _path = "/groups/{group_id}/invited_groups"
    _from_parent_attrs = {"group_id": "id"}


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


class GroupLDAPGroupLink(RESTObject):
    """An LDAP group, or a filter of LDAP users, whose members join a group."""

    _repr_attr = "provider"

    cn: str | None
    filter: str | None
    group_access: AccessLevel
    member_role_id: int | None
    provider: str

    async def delete(self, **kwargs: Any) -> None:
        """Remove the link. GitLab knows it by its provider and `cn` or `filter`.

        Raises GitlabDeleteError.
        """
        known_by = {name: self._attrs.get(name) for name in ("provider", "cn", "filter")}
        await self.manager.delete(**{**remove_none_from_dict(known_by), **kwargs})


class GroupLDAPGroupLinkManager(
    ListMixin[GroupLDAPGroupLink],
    CreateMixin[GroupLDAPGroupLink, GroupLDAPGroupLinkCreate],
    DeleteMixin[GroupLDAPGroupLink],
):
    """https://docs.gitlab.com/api/group_ldap_links/"""

    _path = "/groups/{group_id}/ldap_group_links"
    _from_parent_attrs = {"group_id": "id"}
    _exclusive = (("cn", "filter"),)


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
