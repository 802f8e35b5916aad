"""What a rule is given: the request's parameters, the caller, the store, and GitLab's helpers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from gitlab.sandbox import access, lookup
from gitlab.sandbox.answers import Answer, forbidden, not_allowed, not_found, refused
from gitlab.sandbox.auth import Caller
from gitlab.sandbox.deploy_access import reaches
from gitlab.sandbox.features import feature_of, least_level
from gitlab.sandbox.job_scope import JobScope
from gitlab.sandbox.paging import Keyset, Link, keyset_page, offset_page
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import Route
from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["Context", "Entity"]

Entity = Callable[["Context", Row], Mapping[str, Any]]


class Context:
    """One request, authenticated and validated, on its way through a rule."""

    def __init__(
        self,
        store: Store,
        request: ApiRequest,
        route: Route,
        params: dict[str, Any],
        caller: Caller,
        version: tuple[int, int],
    ) -> None:
        self.store = store
        self.request = request
        self.route = route
        self.params = params
        self.version = version
        self.user, self.token, self.job, self.deploy_token = caller
        self.job_scope = self._job_scope()
        self.reached: dict[int, Row] = {}
        """The projects that `find_project` gave out."""

    @property
    def settings(self) -> Row:
        """The application settings."""
        settings = self.store.get("settings", 1)
        assert settings is not None
        return settings

    @property
    def is_admin(self) -> bool:
        """Whether an administrator asks; a job's token never brings that into other projects."""
        is_outside = self.job_scope and not all(map(self.job_scope.includes, self.reached.values()))
        return access.is_admin(self.user) and not is_outside

    def now(self) -> str:
        return self.store.timestamp()

    def url(self, path: str = "") -> str:
        """The external URL of a page."""
        return f"{self.request.base_url}/{path}"

    # Finding: 404 as if it did not exist when the caller may not read it

    def find_project(self, param: str = "id") -> Row:
        """The project that a parameter names. Former paths are redirected, or refused."""
        value = str(self.params[param])
        project = lookup.project(self.store, value)
        if self.job_scope:
            self.job_scope.demand_own_registry(project)
        if project is None or not self.can_read_project(project):
            raise (
                self.job_scope.closed(project)
                if self.job_scope and project
                else not_found("Project")
            )
        if self.job_scope:
            self.job_scope.demand_policies(project)
        self.reached[project["id"]] = project
        if "/" in value and value.lower() != project["full_path"].lower():
            raise self._moved(param, project)
        if feature := feature_of(self.route.path):
            self.authorize_feature(project, feature)
        return project

    def find_group(self, param: str = "id") -> Row:
        group = lookup.group(self.store, self.params[param])
        if group is None or not self.can_read_group(group):
            raise not_found("Group")
        return group

    def find_user(self, param: str = "id") -> Row:
        user = lookup.user(self.store, self.params[param])
        if user is None:
            raise not_found("User")
        return user

    # Asking

    def access_level(self, row: Row) -> int:
        """The caller's role on a project or group, by membership alone."""
        if self._is_outside(row):
            return access.NO_ACCESS
        return access.access_level(self.store, self.user, row)

    def can_read_project(self, project: Row) -> bool:
        if self._is_outside(project):
            return access.is_open(self.user, project)
        if self.deploy_token and reaches(self.store, self.deploy_token, project):
            return True
        return access.can_read_project(self.store, self.user, project)

    def can_admin_project(self, project: Row) -> bool:
        if self._is_outside(project):
            return False
        return access.can_admin_project(self.store, self.user, project)

    def can_use(self, project: Row, feature: str) -> bool:
        """Whether the caller may read what a feature of the project holds."""
        least = least_level(project, feature, is_open=access.is_open(self.user, project))
        if least is None:
            return False
        if self.deploy_token and reaches(self.store, self.deploy_token, project):
            return True
        return not least or self.is_admin or self.access_level(project) >= least

    def can_read_group(self, group: Row) -> bool:
        return access.can_read_group(self.store, self.user, group)

    def can_admin_group(self, group: Row) -> bool:
        return access.can_admin_group(self.store, self.user, group)

    # Demanding

    def authorize(self, condition: bool, reason: str = "") -> None:
        if not condition:
            raise forbidden(reason)

    def authorize_admin_project(self, project: Row, reason: str = "") -> None:
        self.authorize(self.can_admin_project(project), reason)

    def authorize_level(self, project: Row, level: int) -> None:
        """403 unless the caller has the role, or is an administrator."""
        self.authorize(self.is_admin or self.access_level(project) >= level)

    def authorize_feature(self, project: Row, feature: str) -> None:
        self.authorize(self.can_use(project, feature))

    def authenticated_as_admin(self) -> None:
        self.authorize(self.is_admin)

    # Answering

    def paginate(
        self, rows: Selection | Sequence[Row], entity: Entity, keyset: Keyset | None = None
    ) -> Answer:
        """One page of the rows, with the headers that lead to the others."""
        link = self.link()
        by_key = keyset if self.params.get("pagination") == "keyset" else None
        if by_key and isinstance(rows, Selection):
            page = keyset_page(rows, self.params, link, by_key)
        else:
            page = offset_page(rows, self.params, link, keyset)
        return Answer(200, [entity(self, row) for row in page.rows], page.headers)

    def link(self) -> Link:
        """This request as the links to other pages repeat it."""
        url = f"{self.request.base_url}/api/v4{self.request.path}"
        return Link(url, {**self.params, **self.request.params})

    def _job_scope(self) -> JobScope | None:
        origin = self.store.get("projects", self.job["project_id"]) if self.job else None
        if origin is None or self.route.job_token is None:
            return None
        return JobScope(self.store, self.version, origin, self.route.job_token)

    def _is_outside(self, row: Row) -> bool:
        """Whether a project is closed to the members whose job's token this is."""
        is_project = "namespace_id" in row
        return bool(self.job_scope and is_project and not self.job_scope.includes(row))

    def _moved(self, param: str, project: Row) -> Exception:
        if self.request.method not in ("GET", "HEAD"):
            return not_allowed("Non GET methods are not allowed for moved projects")
        values = self.params | {param: project["id"]}
        path = re.sub(
            r"[:*](\w+)", lambda name: quote(str(values[name[1]]), safe=""), self.route.path
        )
        query = f"?{self.request.query}" if self.request.query else ""
        location = f"{self.request.base_url}/api/v4{path}{query}"
        text = f"This resource has been moved permanently to {location}"
        return refused(301, text, {"Location": location})
