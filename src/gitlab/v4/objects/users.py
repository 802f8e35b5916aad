# long file: users, with their tokens, keys, emails and projects, are one module of the interface.
"""Users, the current user, and what belongs to them: emails, keys, tokens, status, projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ListMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.types import Array, CommaSeparated, Image, Lowercase
from gitlab.v4.objects._fields import (
    BasicProjectFields,
    ProjectFields,
    TokenFields,
    UserBasicFields,
    UserFields,
)
from gitlab.v4.objects.projects import NewProjectSettings, ProjectFilters

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import (
        AccessLevel,
        KeyUsage,
        PersonalAccessTokenScope,
        ProjectOrder,
        SortDirection,
        UserState,
    )
    from gitlab.v4.objects.custom_attributes import UserCustomAttributeManager
    from gitlab.v4.objects.deploy_keys import UserProjectDeployKeyManager
    from gitlab.v4.objects.events import UserEventManager
    from gitlab.v4.objects.personal_access_tokens import (
        CurrentUserPersonalAccessTokenManager,
        UserPersonalAccessTokenManager,
    )
    from gitlab.v4.objects.support_pins import CurrentUserSupportPinManager, UserSupportPinManager
    from gitlab.v4.objects.user_preferences import CurrentUserPreferencesManager

__all__ = [
    "CurrentUser",
    "CurrentUserEmail",
    "CurrentUserEmailCreate",
    "CurrentUserEmailManager",
    "CurrentUserGPGKey",
    "CurrentUserGPGKeyManager",
    "CurrentUserKey",
    "CurrentUserKeyManager",
    "CurrentUserManager",
    "CurrentUserRunner",
    "CurrentUserRunnerCreate",
    "CurrentUserRunnerManager",
    "CurrentUserStatus",
    "CurrentUserStatusManager",
    "CurrentUserStatusUpdate",
    "GPGKeyCreate",
    "KeyCreate",
    "ProjectStarrer",
    "ProjectStarrerFilters",
    "ProjectStarrerManager",
    "ProjectUser",
    "ProjectUserFilters",
    "ProjectUserManager",
    "StarredProject",
    "StarredProjectManager",
    "User",
    "UserActivities",
    "UserActivitiesFilters",
    "UserActivitiesManager",
    "UserContributedProject",
    "UserContributedProjectFilters",
    "UserContributedProjectManager",
    "UserCreate",
    "UserCreditCardValidation",
    "UserCreditCardValidationManager",
    "UserCreditCardValidationUpdate",
    "UserEmail",
    "UserEmailCreate",
    "UserEmailManager",
    "UserFilters",
    "UserFollowersManager",
    "UserFollowingManager",
    "UserGPGKey",
    "UserGPGKeyManager",
    "UserIdentityProviderManager",
    "UserImpersonationToken",
    "UserImpersonationTokenCreate",
    "UserImpersonationTokenFilters",
    "UserImpersonationTokenManager",
    "UserKey",
    "UserKeyManager",
    "UserManager",
    "UserMembership",
    "UserMembershipFilters",
    "UserMembershipManager",
    "UserProfile",
    "UserProject",
    "UserProjectCreate",
    "UserProjectManager",
    "UserStatus",
    "UserStatusManager",
    "UserUpdate",
]

Availability = Literal["not_set", "busy"]
RunnerAccessLevel = Literal["not_protected", "ref_protected"]
RunnerType = Literal["instance_type", "group_type", "project_type"]
StatusDuration = Literal["30_minutes", "3_hours", "8_hours", "1_day", "3_days", "7_days", "30_days"]
UserOrder = Literal["id", "name", "username", "created_at", "updated_at"]


class UserProfile(TypedDict, total=False):
    """What can be set when a user is created and later."""

    email: str
    username: str
    name: str
    password: str
    admin: bool
    auditor: bool
    avatar: Annotated[bytes, Image]
    bio: str
    can_create_group: bool
    color_scheme_id: int
    commit_email: str
    discord: str
    extern_uid: str
    external: bool
    extra_shared_runners_minutes_limit: int
    github: str
    group_id_for_saml: int
    linkedin: str
    location: str
    note: str
    organization: str
    policy_advanced_editor: bool
    private_profile: bool
    projects_limit: int
    pronouns: str
    provider: str
    public_email: str
    shared_runners_minutes_limit: int
    skype: str
    theme_id: int
    twitter: str
    view_diffs_file_by_file: bool
    website_url: str


class UserCreate(UserProfile, total=False):
    """GitLab wants email, name and username, and one of the three ways to a password."""

    force_random_password: bool
    reset_password: bool
    skip_confirmation: bool
    confirm: Annotated[str, Lowercase]


class UserUpdate(UserProfile, total=False):
    skip_reconfirmation: bool


class UserFilters(TypedDict, total=False):
    active: bool
    admins: bool
    auditors: bool
    blocked: bool
    created_after: str
    created_before: str
    custom_attributes: dict[str, str]
    exclude_active: bool
    exclude_external: bool
    exclude_humans: bool
    exclude_internal: bool
    extern_uid: str
    external: bool
    humans: bool
    order_by: UserOrder
    provider: str
    public_email: str
    search: str
    skip_ldap: bool
    sort: SortDirection
    status: str
    two_factor: Literal["enabled", "disabled"]
    username: str
    with_custom_attributes: bool
    without_project_bots: bool
    without_projects: bool


class User(SaveMixin, ObjectDeleteMixin, UserFields, RESTObject):
    """A user. Most of the attributes are for administrators to see."""

    _repr_attr = "username"

    contributed_projects: UserContributedProjectManager
    credit_card_validation: UserCreditCardValidationManager
    customattributes: UserCustomAttributeManager
    emails: UserEmailManager
    events: UserEventManager
    followers_users: UserFollowersManager
    following_users: UserFollowingManager
    gpgkeys: UserGPGKeyManager
    identityproviders: UserIdentityProviderManager
    impersonationtokens: UserImpersonationTokenManager
    keys: UserKeyManager
    memberships: UserMembershipManager
    personal_access_tokens: UserPersonalAccessTokenManager
    project_deploy_keys: UserProjectDeployKeyManager
    projects: UserProjectManager
    starred_projects: StarredProjectManager
    status: UserStatusManager
    support_pin: UserSupportPinManager

    def block(self, **kwargs: Any) -> bool | None:
        """Shut the user out of GitLab. Raises GitlabBlockError."""
        return self._enter("blocked", self._run(self._post("block", exc.GitlabBlockError, kwargs)))

    def unblock(self, **kwargs: Any) -> bool | None:
        """Let a blocked user in again. Raises GitlabUnblockError."""
        return self._enter(
            "active", self._run(self._post("unblock", exc.GitlabUnblockError, kwargs))
        )

    def deactivate(self, **kwargs: Any) -> bool:
        """Set an idle user aside until the next sign-in. Raises GitlabDeactivateError."""
        return self._enter(
            "deactivated", self._run(self._post("deactivate", exc.GitlabDeactivateError, kwargs))
        )

    def activate(self, **kwargs: Any) -> bool:
        """Bring a deactivated user back. Raises GitlabActivateError."""
        return self._enter(
            "active", self._run(self._post("activate", exc.GitlabActivateError, kwargs))
        )

    def ban(self, **kwargs: Any) -> bool:
        """Shut the user out and hide what they wrote. Raises GitlabBanError."""
        return self._enter("banned", self._run(self._post("ban", exc.GitlabBanError, kwargs)))

    def unban(self, **kwargs: Any) -> bool:
        """Let a banned user in again. Raises GitlabUnbanError."""
        return self._enter("active", self._run(self._post("unban", exc.GitlabUnbanError, kwargs)))

    def approve(self, **kwargs: Any) -> dict[str, str]:
        """Accept a pending sign-up. Raises GitlabUserApproveError."""
        return self._run(self._post("approve", exc.GitlabUserApproveError, kwargs))

    def reject(self, **kwargs: Any) -> dict[str, str]:
        """Refuse a pending sign-up and delete its user. Raises GitlabUserRejectError."""
        return self._run(self._post("reject", exc.GitlabUserRejectError, kwargs))

    def follow(self, **kwargs: Any) -> dict[str, Any]:
        """Show the user's activity to the current user. Raises GitlabFollowError."""
        return self._run(self._post("follow", exc.GitlabFollowError, kwargs))

    def unfollow(self, **kwargs: Any) -> dict[str, Any]:
        """Show the user's activity no longer. Raises GitlabUnfollowError."""
        return self._run(self._post("unfollow", exc.GitlabUnfollowError, kwargs))

    def associations_count(self, **kwargs: Any) -> dict[str, int]:
        """Return how many groups, projects, issues and merge requests are the user's.

        Administrators only, and the user. Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/associations_count",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def disable_two_factor(self, **kwargs: Any) -> None:
        """Let the user sign in by password alone. Administrators only.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PATCH",
                "/disable_two_factor",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    def _post(self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]) -> Call[Any]:
        return self._call("POST", f"/{action}", error=error, kwargs=kwargs)

    def _enter(self, state: UserState, answer: bool) -> bool:
        """GitLab answers true, not the user: note the state that this means."""
        if answer:
            self._attrs["state"] = state
        return answer


class UserManager(CRUDMixin[User, UserCreate, UserUpdate, UserFilters]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/users"
    _paging = Keyset(order_by=("id", "name", "username", "created_at", "updated_at"))


class UserFollowersManager(ListMixin[User]):
    """https://docs.gitlab.com/api/user_follow_unfollow/"""

    _path = "/users/{user_id}/followers"
    _from_parent_attrs = {"user_id": "id"}


class UserFollowingManager(ListMixin[User]):
    """https://docs.gitlab.com/api/user_follow_unfollow/"""

    _path = "/users/{user_id}/following"
    _from_parent_attrs = {"user_id": "id"}


class UserIdentityProviderManager(DeleteMixin[User]):
    """https://docs.gitlab.com/api/users/

    `delete("saml")` forgets the user's account at that provider.
    """

    _path = "/users/{user_id}/identities"
    _from_parent_attrs = {"user_id": "id"}


class CurrentUser(UserFields, RESTObject):
    """The user whose credential makes the requests."""

    _id_attr = None
    _repr_attr = "username"

    emails: CurrentUserEmailManager
    gpgkeys: CurrentUserGPGKeyManager
    keys: CurrentUserKeyManager
    personal_access_tokens: CurrentUserPersonalAccessTokenManager
    preferences: CurrentUserPreferencesManager
    runners: CurrentUserRunnerManager
    status: CurrentUserStatusManager
    support_pin: CurrentUserSupportPinManager

    def upload_avatar(self, filename: str, filedata: bytes, **kwargs: Any) -> None:
        """Make a picture the user's own; `avatar_url` is its address. Raises GitlabUpdateError."""
        answer = self._run(
            self._call(
                "PUT",
                "/avatar",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                files={"avatar": (filename, filedata)},
                kwargs=kwargs,
            )
        )
        self._update_attrs({**self._attrs, **answer})


class CurrentUserManager(GetWithoutIdMixin[CurrentUser]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user"


class ProjectUserFilters(TypedDict, total=False):
    search: str
    skip_users: Annotated[list[int], Array]


class ProjectUser(UserBasicFields, RESTObject):
    """A user with access to a project."""


class ProjectUserManager(ListMixin[ProjectUser, ProjectUserFilters]):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/projects/{project_id}/users"
    _from_parent_attrs = {"project_id": "id"}


class ProjectStarrerFilters(TypedDict, total=False):
    search: str


class ProjectStarrer(RESTObject):
    """A user who starred the project, and since when."""

    _id_attr = None

    starred_since: str
    user: UserBasic


class ProjectStarrerManager(ListMixin[ProjectStarrer, ProjectStarrerFilters]):
    """https://docs.gitlab.com/api/project_starring/"""

    _path = "/projects/{project_id}/starrers"
    _from_parent_attrs = {"project_id": "id"}


UserActivitiesFilters = TypedDict("UserActivitiesFilters", {"from": str}, total=False)


class UserActivities(RESTObject):
    """The day on which a user was last active."""

    _id_attr = "username"

    username: str
    last_activity_on: str


class UserActivitiesManager(ListMixin[UserActivities, UserActivitiesFilters]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user/activities"


class UserMembershipFilters(TypedDict, total=False):
    type: Literal["Project", "Namespace"]


class UserMembership(RESTObject):
    """A group or project that a user is a member of, as administrators see it."""

    _id_attr = "source_id"

    source_id: int
    source_name: str
    source_type: Literal["Project", "Namespace"]
    access_level: AccessLevel


class UserMembershipManager(RetrieveMixin[UserMembership, UserMembershipFilters]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/users/{user_id}/memberships"
    _from_parent_attrs = {"user_id": "id"}


# Emails


class CurrentUserEmailCreate(TypedDict):
    email: str


class CurrentUserEmail(ObjectDeleteMixin, RESTObject):
    """An email address of the current user, besides the primary one."""

    _repr_attr = "email"

    id: int
    email: str
    confirmed_at: str | None


class CurrentUserEmailManager(
    RetrieveMixin[CurrentUserEmail],
    CreateMixin[CurrentUserEmail, CurrentUserEmailCreate],
    DeleteMixin[CurrentUserEmail],
):
    """https://docs.gitlab.com/api/user_email_addresses/"""

    _path = "/user/emails"


class UserEmailCreate(TypedDict, total=False):
    email: Required[str]
    skip_confirmation: bool


class UserEmail(ObjectDeleteMixin, RESTObject):
    """An email address of a user, besides the primary one."""

    _repr_attr = "email"

    id: int
    email: str
    confirmed_at: str | None


class UserEmailManager(
    RetrieveMixin[UserEmail], CreateMixin[UserEmail, UserEmailCreate], DeleteMixin[UserEmail]
):
    """https://docs.gitlab.com/api/user_email_addresses/"""

    _path = "/users/{user_id}/emails"
    _from_parent_attrs = {"user_id": "id"}


# Keys


class KeyCreate(TypedDict, total=False):
    title: Required[str]
    key: Required[str]
    expires_at: str
    usage_type: KeyUsage


class CurrentUserKey(ObjectDeleteMixin, RESTObject):
    """An SSH key of the current user."""

    _repr_attr = "title"

    id: int
    title: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    key: str
    usage_type: KeyUsage


class CurrentUserKeyManager(
    RetrieveMixin[CurrentUserKey],
    CreateMixin[CurrentUserKey, KeyCreate],
    DeleteMixin[CurrentUserKey],
):
    """https://docs.gitlab.com/api/user_keys/"""

    _path = "/user/keys"


class UserKey(ObjectDeleteMixin, RESTObject):
    """An SSH key of a user."""

    id: int
    title: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    key: str
    usage_type: KeyUsage


class UserKeyManager(RetrieveMixin[UserKey], CreateMixin[UserKey, KeyCreate], DeleteMixin[UserKey]):
    """https://docs.gitlab.com/api/user_keys/"""

    _path = "/users/{user_id}/keys"
    _from_parent_attrs = {"user_id": "id"}


class GPGKeyCreate(TypedDict):
    key: str


class _GPGKeyBase(ObjectDeleteMixin, RESTObject):
    """A GPG key, of whomever."""

    id: int
    key: str
    created_at: str

    def revoke(self, **kwargs: Any) -> None:
        """Delete the key, and take back that it verified commits. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "POST",
                "/revoke",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )


class CurrentUserGPGKey(_GPGKeyBase):
    """A GPG key of the current user."""


class CurrentUserGPGKeyManager(
    RetrieveMixin[CurrentUserGPGKey],
    CreateMixin[CurrentUserGPGKey, GPGKeyCreate],
    DeleteMixin[CurrentUserGPGKey],
):
    """https://docs.gitlab.com/api/user_keys/"""

    _path = "/user/gpg_keys"


class UserGPGKey(_GPGKeyBase):
    """A GPG key of a user."""


class UserGPGKeyManager(
    RetrieveMixin[UserGPGKey], CreateMixin[UserGPGKey, GPGKeyCreate], DeleteMixin[UserGPGKey]
):
    """https://docs.gitlab.com/api/user_keys/"""

    _path = "/users/{user_id}/gpg_keys"
    _from_parent_attrs = {"user_id": "id"}


# Tokens and runners


class UserImpersonationTokenCreate(TypedDict, total=False):
    name: Required[str]
    scopes: Required[Annotated[list[PersonalAccessTokenScope], Array]]
    description: str
    expires_at: str


class UserImpersonationTokenFilters(TypedDict, total=False):
    state: Literal["all", "active", "inactive"]


class UserImpersonationToken(ObjectDeleteMixin, TokenFields, RESTObject):
    """A token with which an administrator acts as a user; `create` alone shows its `token`."""

    impersonation: bool
    token: str


class UserImpersonationTokenManager(
    NoUpdateMixin[
        UserImpersonationToken, UserImpersonationTokenCreate, UserImpersonationTokenFilters
    ]
):
    """https://docs.gitlab.com/api/user_tokens/"""

    _path = "/users/{user_id}/impersonation_tokens"
    _from_parent_attrs = {"user_id": "id"}


class CurrentUserRunnerCreate(TypedDict, total=False):
    """A group runner needs `group_id`, a project runner `project_id`."""

    runner_type: Required[RunnerType]
    group_id: int
    project_id: int
    description: str
    paused: bool
    locked: bool
    run_untagged: bool
    tag_list: Annotated[list[str], CommaSeparated]
    access_level: RunnerAccessLevel
    maximum_timeout: int
    maintenance_note: str


class CurrentUserRunner(RESTObject):
    """A runner that the current user made, with the token to register it."""

    id: int
    token: str
    token_expires_at: str | None


class CurrentUserRunnerManager(CreateMixin[CurrentUserRunner, CurrentUserRunnerCreate]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user/runners"


# Status


class CurrentUserStatusUpdate(TypedDict, total=False):
    emoji: str
    message: str
    availability: Availability
    clear_status_after: StatusDuration


class CurrentUserStatus(SaveMixin, RESTObject):
    """What the current user shows next to their name."""

    _id_attr = None
    _repr_attr = "message"

    emoji: str | None
    message: str | None
    availability: Availability
    message_html: str
    clear_status_at: str | None


class CurrentUserStatusManager(
    GetWithoutIdMixin[CurrentUserStatus], UpdateMixin[CurrentUserStatus, CurrentUserStatusUpdate]
):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user/status"

    def patch(self, new_data: CurrentUserStatusUpdate, **kwargs: Any) -> dict[str, Any]:
        """Change what is named and keep the rest, where `update()` takes the rest back.

        Return GitLab's answer. Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PATCH",
                "",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body=new_data,
                kwargs=kwargs,
            )
        )


class UserStatus(RESTObject):
    """What a user shows next to their name."""

    _id_attr = None
    _repr_attr = "message"

    emoji: str | None
    message: str | None
    availability: Availability
    message_html: str
    clear_status_at: str | None


class UserStatusManager(GetWithoutIdMixin[UserStatus]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/users/{user_id}/status"
    _from_parent_attrs = {"user_id": "id"}


# Projects


class UserProjectCreate(NewProjectSettings, total=False):
    """The last four are GitLab's former names of settings."""

    name: Required[str]
    path: str
    builds_enabled: bool
    only_allow_merge_if_build_succeeds: bool
    public: bool
    wall_enabled: bool


class UserProject(ProjectFields, RESTObject):
    """A project in a user's own namespace."""


class UserProjectManager(
    ListMixin[UserProject, ProjectFilters], CreateMixin[UserProject, UserProjectCreate]
):
    """https://docs.gitlab.com/api/projects/

    `create` makes a project for the user, which administrators may.
    """

    _path = "/projects/user/{user_id}"
    _list_path = "/users/{user_id}/projects"
    _from_parent_attrs = {"user_id": "id"}


class UserContributedProjectFilters(TypedDict, total=False):
    order_by: ProjectOrder
    simple: bool
    sort: SortDirection


class UserContributedProject(BasicProjectFields, RESTObject):
    """A project that a user contributed to in the last year."""

    _repr_attr = "path_with_namespace"


class UserContributedProjectManager(
    ListMixin[UserContributedProject, UserContributedProjectFilters]
):
    """https://docs.gitlab.com/api/projects/"""

    _path = "/users/{user_id}/contributed_projects"
    _from_parent_attrs = {"user_id": "id"}


class StarredProject(BasicProjectFields, RESTObject):
    """A project that a user starred."""


class StarredProjectManager(ListMixin[StarredProject, ProjectFilters]):
    """https://docs.gitlab.com/api/project_starring/"""

    _path = "/users/{user_id}/starred_projects"
    _from_parent_attrs = {"user_id": "id"}


class UserCreditCardValidationUpdate(TypedDict, total=False):
    credit_card_validated_at: Required[str]
    credit_card_expiration_month: Required[int]
    credit_card_expiration_year: Required[int]
    credit_card_holder_name: Required[str]
    credit_card_mask_number: Required[str]
    credit_card_type: Required[str]
    zuora_payment_method_xid: str
    stripe_setup_intent_xid: str
    stripe_payment_method_xid: str
    stripe_card_fingerprint: str


class UserCreditCardValidation(RESTObject):
    """When a user's credit card was found to be good."""

    _id_attr = None

    user_id: int
    credit_card_validated_at: str


class UserCreditCardValidationManager(
    UpdateMixin[UserCreditCardValidation, UserCreditCardValidationUpdate]
):
    """https://docs.gitlab.com/development/internal_api/

    Administrators of GitLab.com only. GitLab has deprecated it.
    """

    _path = "/user/{user_id}/credit_card_validation"
    _from_parent_attrs = {"user_id": "id"}
