# Generated from src/gitlab/v4/objects/pages.py by tools/gen_async.py; edit that file.
"""GitLab Pages: a project's site, its deployments and its domains."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CRUDMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    RefreshMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects.pages import (
    CertificateExpiration,
    PagesDeployment,
    PagesDomainCertificate,
    PagesDomainFields,
    PagesDomainFilters,
    ProjectPagesDomainCreate,
    ProjectPagesDomainUpdate,
    ProjectPagesUpdate,
)

__all__ = [
    "PagesDomain",
    "PagesDomainFilters",
    "PagesDomainManager",
    "ProjectPages",
    "ProjectPagesDomain",
    "ProjectPagesDomainCreate",
    "ProjectPagesDomainManager",
    "ProjectPagesDomainUpdate",
    "ProjectPagesManager",
    "ProjectPagesUpdate",
]


class PagesDomain(PagesDomainFields, RESTObject):
    """A domain of any project's site, for administrators."""

    _id_attr = "domain"

    project_id: int
    certificate_expiration: CertificateExpiration


class PagesDomainManager(ListMixin[PagesDomain, PagesDomainFilters]):
    """https://docs.gitlab.com/api/pages_domains/"""

    _path = "/pages/domains"


class ProjectPages(ObjectDeleteMixin, RefreshMixin, RESTObject):
    """A project's site. `delete()` takes it offline."""

    _id_attr = None

    url: str
    is_unique_domain_enabled: bool
    force_https: bool
    deployments: list[PagesDeployment]
    primary_domain: str | None


class ProjectPagesManager(
    DeleteMixin[ProjectPages],
    UpdateMixin[ProjectPages, ProjectPagesUpdate],
    GetWithoutIdMixin[ProjectPages],
):
    """https://docs.gitlab.com/api/pages/"""

    _path = "/projects/{project_id}/pages"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH


class ProjectPagesDomain(SaveMixin, ObjectDeleteMixin, PagesDomainFields, RESTObject):
    """A domain of a project's site."""

    _id_attr = "domain"

    certificate: PagesDomainCertificate

    async def verify(self, **kwargs: Any) -> None:
        """Have GitLab look now for the `verification_code` in the domain's DNS records.

        Raises GitlabVerifyError.
        """
        self._update_attrs(
            await self._run(
                self._call(
                    "PUT",
                    "/verify",
                    decode=decode.to_dict,
                    error=exc.GitlabVerifyError,
                    kwargs=kwargs,
                )
            )
        )


class ProjectPagesDomainManager(
    CRUDMixin[ProjectPagesDomain, ProjectPagesDomainCreate, ProjectPagesDomainUpdate]
):
    """https://docs.gitlab.com/api/pages_domains/"""

    _path = "/projects/{project_id}/pages/domains"
    _from_parent_attrs = {"project_id": "id"}
