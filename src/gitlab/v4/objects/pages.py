"""GitLab Pages: a project's site, its deployments and its domains."""

from __future__ import annotations

from typing import Any, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
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


class PagesDomainFilters(TypedDict, total=False):
    domain: str


class CertificateExpiration(TypedDict):
    """Until when a certificate is good."""

    expired: bool
    expiration: str


class PagesDomainFields:
    """The attributes of a domain, be it listed for its project or for administrators."""

    domain: str
    url: str
    verified: bool
    verification_code: str
    enabled_until: str | None
    auto_ssl_enabled: bool


class PagesDomain(PagesDomainFields, RESTObject):
    """A domain of any project's site, for administrators."""

    _id_attr = "domain"

    project_id: int
    certificate_expiration: CertificateExpiration


class PagesDomainManager(ListMixin[PagesDomain, PagesDomainFilters]):
    """https://docs.gitlab.com/api/pages_domains/"""

    _path = "/pages/domains"


class ProjectPagesUpdate(TypedDict, total=False):
    pages_unique_domain_enabled: bool
    pages_https_only: bool
    pages_primary_domain: str


class PagesDeployment(TypedDict):
    """A version of the site that is online."""

    created_at: str
    url: str
    path_prefix: str | None
    root_directory: str | None


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


class ProjectPagesDomainCreate(TypedDict, total=False):
    """Certificate and key are PEM text."""

    domain: Required[str]
    auto_ssl_enabled: bool
    certificate: str
    key: str


class ProjectPagesDomainUpdate(TypedDict, total=False):
    """Certificate and key are PEM text."""

    auto_ssl_enabled: bool
    certificate: str
    key: str


class PagesDomainCertificate(TypedDict):
    """The certificate of a domain."""

    subject: str
    expired: bool
    certificate: str
    certificate_text: str


class ProjectPagesDomain(SaveMixin, ObjectDeleteMixin, PagesDomainFields, RESTObject):
    """A domain of a project's site."""

    _id_attr = "domain"

    certificate: PagesDomainCertificate

    def verify(self, **kwargs: Any) -> None:
        """Have GitLab look now for the `verification_code` in the domain's DNS records.

        Raises GitlabVerifyError.
        """
        self._update_attrs(
            self._run(
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
