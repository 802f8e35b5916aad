"""Member roles: custom roles, a base role with more permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin, SaveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import GrantedAccessLevel

__all__ = [
    "AdminMemberRole",
    "AdminMemberRoleCreate",
    "AdminMemberRoleManager",
    "GroupMemberRole",
    "GroupMemberRoleManager",
    "MemberRole",
    "MemberRoleCreate",
    "MemberRoleManager",
]


class MemberRoleCreate(TypedDict, total=False):
    name: Required[str]
    description: str
    base_access_level: Required[GrantedAccessLevel]
    admin_cicd_variables: bool
    admin_compliance_framework: bool
    admin_group_member: bool
    admin_integrations: bool
    admin_merge_request: bool
    admin_protected_branch: bool
    admin_protected_environments: bool
    admin_push_rules: bool
    admin_runners: bool
    admin_security_attributes: bool
    admin_security_testing: bool
    admin_terraform_state: bool
    admin_vulnerability: bool
    admin_web_hook: bool
    apply_security_scan_profiles: bool
    archive_project: bool
    manage_deploy_tokens: bool
    manage_group_access_tokens: bool
    manage_merge_request_settings: bool
    manage_project_access_tokens: bool
    manage_protected_tags: bool
    manage_security_policy_link: bool
    read_admin_cicd: bool
    read_admin_groups: bool
    read_admin_monitoring: bool
    read_admin_projects: bool
    read_admin_subscription: bool
    read_admin_users: bool
    read_code: bool
    read_compliance_dashboard: bool
    read_crm_contact: bool
    read_dependency: bool
    read_runners: bool
    read_security_attribute: bool
    read_security_scan_profiles: bool
    read_vulnerability: bool
    remove_group: bool
    remove_project: bool


class MemberRoleFields:
    """The attributes of a custom role, of the instance or of a group."""

    id: int
    group_id: int | None
    name: str
    description: str | None
    base_access_level: GrantedAccessLevel
    admin_cicd_variables: bool
    admin_compliance_framework: bool
    admin_group_member: bool
    admin_integrations: bool
    admin_merge_request: bool
    admin_protected_branch: bool
    admin_protected_environments: bool
    admin_push_rules: bool
    admin_runners: bool
    admin_security_attributes: bool
    admin_security_testing: bool
    admin_terraform_state: bool
    admin_vulnerability: bool
    admin_web_hook: bool
    apply_security_scan_profiles: bool
    archive_project: bool
    manage_deploy_tokens: bool
    manage_group_access_tokens: bool
    manage_merge_request_settings: bool
    manage_project_access_tokens: bool
    manage_protected_tags: bool
    manage_security_policy_link: bool
    read_admin_cicd: bool
    read_admin_groups: bool
    read_admin_monitoring: bool
    read_admin_projects: bool
    read_admin_subscription: bool
    read_admin_users: bool
    read_code: bool
    read_compliance_dashboard: bool
    read_crm_contact: bool
    read_dependency: bool
    read_runners: bool
    read_security_attribute: bool
    read_security_scan_profiles: bool
    read_vulnerability: bool
    remove_group: bool
    remove_project: bool


class MemberRole(SaveMixin, ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of the instance.

    `save()` raises AttributeError: GitLab's REST API makes and deletes roles, and changes none.
    """


class MemberRoleManager(
    ListMixin[MemberRole],
    CreateMixin[MemberRole, MemberRoleCreate],
    DeleteMixin[MemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/member_roles"


class GroupMemberRole(SaveMixin, ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of a top-level group.

    `save()` raises AttributeError: GitLab's REST API makes and deletes roles, and changes none.
    """


class GroupMemberRoleManager(
    ListMixin[GroupMemberRole],
    CreateMixin[GroupMemberRole, MemberRoleCreate],
    DeleteMixin[GroupMemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/groups/{group_id}/member_roles"
    _from_parent_attrs = {"group_id": "id"}


class AdminMemberRoleCreate(TypedDict, total=False):
    name: str
    description: str
    read_admin_cicd: bool
    read_admin_groups: bool
    read_admin_projects: bool
    read_admin_subscription: bool
    read_admin_monitoring: bool
    read_admin_users: bool


class AdminMemberRole(ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of those who may see parts of the Admin area."""


class AdminMemberRoleManager(
    ListMixin[AdminMemberRole],
    CreateMixin[AdminMemberRole, AdminMemberRoleCreate],
    DeleteMixin[AdminMemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/admin_member_roles"
