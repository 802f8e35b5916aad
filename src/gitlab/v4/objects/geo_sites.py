"""Geo sites: the primary of an instance, and the secondaries that copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Required

from gitlab import exceptions as exc
from gitlab._listing import listing
from gitlab.mixins import CRUDMixin
from gitlab.v4.objects.geo_nodes import GeoNode, GeoNodeSettings, GeoNodeUpdate

if TYPE_CHECKING:
    from gitlab._lists import GitlabList

__all__ = ["GeoSite", "GeoSiteCreate", "GeoSiteManager"]


class GeoSiteCreate(GeoNodeSettings, total=False):
    name: Required[str]
    url: Required[str]
    primary: bool


class GeoSite(GeoNode):
    """A site of the instance: the primary, or a secondary that copies it."""


class GeoSiteManager(CRUDMixin[GeoSite, GeoSiteCreate, GeoNodeUpdate]):
    """https://docs.gitlab.com/api/geo_sites/"""

    _path = "/geo_sites"

    def statuses(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List how far each site's copying has come, as dicts. Raises GitlabGetError."""
        return self._run_list(listing(f"{self.path}/status", {}, kwargs, error=exc.GitlabGetError))
