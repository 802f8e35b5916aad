# Generated from src/gitlab/v4/objects/job_token_scope.py by tools/gen_async.py; edit that file.
"""CI/CD job token scope: who may use a CI_JOB_TOKEN against a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import unquote

from gitlab._core.flow import Flow, ask
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    RefreshMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects._entities import BasicProject
from gitlab.v4.objects.job_token_scope import (
    AllowlistGroupLink,
    AllowlistProjectLink,
    ListedGroup,
    ProjectJobTokenScopeUpdate,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import NamespaceBasic

__all__ = [
    "AllowlistGroup",
    "AllowlistGroupCreate",
    "AllowlistGroupManager",
    "AllowlistProject",
    "AllowlistProjectCreate",
    "AllowlistProjectManager",
    "ProjectJobTokenScope",
    "ProjectJobTokenScopeManager",
    "ProjectJobTokenScopeUpdate",
]


class AllowlistProjectCreate(TypedDict):
    target_project_id: int | str | RESTObject


class AllowlistProject(ObjectDeleteMixin, RESTObject):
    """A project whose jobs may use their token here.

    GitLab answers `create` with the pair of ids and `list` with the projects; `get_id()` is the
    project's id either way. `source_project_id` is the project that owns the list.
    """

    _id_attr = "target_project_id"
    _id_fallback = "id"

    source_project_id: int
    target_project_id: int
    id: int
    description: str | None
    name: str
    name_with_namespace: str
    path: str
    path_with_namespace: str
    created_at: str
    default_branch: str
    tag_list: list[str]
    topics: list[str]
    ssh_url_to_repo: str
    http_url_to_repo: str
    web_url: str
    readme_url: str | None
    forks_count: int
    avatar_url: str | None
    star_count: int
    last_activity_at: str
    namespace: NamespaceBasic

    def get_id(self) -> int:
        """The id of the project that is let in."""
        found = super().get_id()
        assert isinstance(found, int), f"GitLab named no project: {self._attrs}"
        return found

    @property
    def is_self(self) -> bool:
        """Whether this is the project's own entry, which GitLab always lists and never removes."""
        owner = unquote(str(self._parent_attrs["project_id"]))
        if owner.isdigit():
            return self.get_id() == int(owner)
        own_path = self._attrs.get("path_with_namespace", "")
        return bool(own_path) and own_path.lower() == owner.lower()


class AllowlistProjectManager(
    ListMixin[AllowlistProject],
    CreateMixin[AllowlistProject, AllowlistProjectCreate],
    DeleteMixin[AllowlistProject],
):
    """https://docs.gitlab.com/api/project_job_token_scopes/"""

    _path = "/projects/{project_id}/job_token_scope/allowlist"
    _from_parent_attrs = {"project_id": "project_id"}
    _integer_ids = ("create", "delete")
    _shapes = {"list": BasicProject, "create": AllowlistProjectLink}

    async def create(
        self, data: AllowlistProjectCreate | int | str | RESTObject | None = None, **kwargs: Any
    ) -> AllowlistProject:
        """Let a project's jobs in: its id, full path or object, or `{"target_project_id": ...}`.

        GitLab wants Maintainer here and at least read access there, and takes 200 projects at
        most. Raises GitlabCreateError.
        """
        return await self._run(self._create(data, kwargs))

    async def delete(self, id: int | str | RESTObject | None = None, **kwargs: Any) -> None:
        """Let a project's jobs in no longer: its id, full path, object or entry.

        The project's own entry stays. Raises GitlabDeleteError.
        """
        return await self._run(self._delete(id, kwargs))


class AllowlistGroupCreate(TypedDict):
    target_group_id: int | str | RESTObject


class AllowlistGroup(ObjectDeleteMixin, RESTObject):
    """A group whose projects' jobs may use their token here, those of its subgroups included.

    GitLab answers `create` with the pair of ids and `list` with id, name and URL; `get_id()` is
    the group's id either way.
    """

    _id_attr = "target_group_id"
    _id_fallback = "id"

    source_project_id: int
    target_group_id: int
    id: int
    web_url: str
    name: str

    def get_id(self) -> int:
        """The id of the group that is let in."""
        found = super().get_id()
        assert isinstance(found, int), f"GitLab named no group: {self._attrs}"
        return found


class AllowlistGroupManager(
    ListMixin[AllowlistGroup],
    CreateMixin[AllowlistGroup, AllowlistGroupCreate],
    DeleteMixin[AllowlistGroup],
):
    """https://docs.gitlab.com/api/project_job_token_scopes/"""

    _path = "/projects/{project_id}/job_token_scope/groups_allowlist"
    _from_parent_attrs = {"project_id": "project_id"}
    _integer_ids = ("create", "delete")
    _shapes = {"list": ListedGroup, "create": AllowlistGroupLink}

    async def create(
        self, data: AllowlistGroupCreate | int | str | RESTObject | None = None, **kwargs: Any
    ) -> AllowlistGroup:
        """Let a group's jobs in: its id, full path or object, or `{"target_group_id": ...}`.

        GitLab wants Maintainer here and at least read access there, and takes 200 groups at most.
        Text without a slash is no path: pass a top-level group by id or as an object. Raises
        GitlabCreateError.
        """
        return await self._run(self._create(data, kwargs))

    async def delete(self, id: int | str | RESTObject | None = None, **kwargs: Any) -> None:
        """Let a group's jobs in no longer: its id, full path, object or entry.

        Only that very group: entries of its subgroups stay. Raises GitlabDeleteError.
        """
        return await self._run(self._delete(id, kwargs))


class ProjectJobTokenScope(RefreshMixin, SaveMixin, RESTObject):
    """Whether only listed projects and groups may use their job tokens here, and the two lists.

    GitLab calls the switch `inbound_enabled` in answers and `enabled` in requests; here both names
    read and write the same thing. It answers the effective value: true while the instance
    enforces the list, whatever the project stored.
    """

    _id_attr = None

    inbound_enabled: bool
    outbound_enabled: bool
    allowlist: AllowlistProjectManager
    groups_allowlist: AllowlistGroupManager

    @property
    def enabled(self) -> bool:
        """`inbound_enabled`, by the name that GitLab takes."""
        changes = self._changes()
        switch: bool = changes.get("enabled", self.inbound_enabled)
        return switch

    @enabled.setter
    def enabled(self, value: bool) -> None:
        self._updated_attrs["enabled"] = value

    async def save(self, **kwargs: Any) -> dict[str, Any] | None:
        """Send the switch. GitLab answers 204; the object then holds the new value.

        Raises GitlabUpdateError, among others when `enabled` is false while the instance enforces
        the list.
        """
        return await self._run(self._save(kwargs))

    def _save(self, kwargs: dict[str, Any]) -> Flow[dict[str, Any] | None]:
        sent = self._changes()
        if not sent:
            return None
        yield from ask(self.manager._update(None, sent, kwargs))
        if isinstance(sent.get("enabled"), bool):
            self._update_attrs({**self._attrs, "inbound_enabled": sent["enabled"]})
        else:
            # Text such as "off" means what GitLab takes it to mean.
            scope = yield from ask(self.manager._get(kwargs))
            self._update_attrs(scope._attrs)
        return {}

    def _changes(self) -> dict[str, Any]:
        changes = super()._changes()
        if "inbound_enabled" in changes:
            changes["enabled"] = changes.pop("inbound_enabled")
        return changes


class ProjectJobTokenScopeManager(
    GetWithoutIdMixin[ProjectJobTokenScope],
    UpdateMixin[ProjectJobTokenScope, ProjectJobTokenScopeUpdate],
):
    """https://docs.gitlab.com/api/project_job_token_scopes/"""

    _path = "/projects/{project_id}/job_token_scope"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH
