# Generated from src/gitlab/v4/objects/geo_sites.py by tools/gen_async.py; edit that file.
"""Geo sites: the primary of an instance, and the secondaries that copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._listing import listing
from gitlab.aio.mixins import CRUDMixin
from gitlab.aio.objects.geo_nodes import GeoNode
from gitlab.v4.objects.geo_nodes import GeoNodeUpdate
from gitlab.v4.objects.geo_sites import GeoSiteCreate

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList
    from gitlab.aio._lists import ListCall

__all__ = ["GeoSite", "GeoSiteCreate", "GeoSiteManager"]


class GeoSite(GeoNode):
    """A site of the instance: the primary, or a secondary that copies it."""


class GeoSiteManager(CRUDMixin[GeoSite, GeoSiteCreate, GeoNodeUpdate]):
    """https://docs.gitlab.com/api/geo_sites/"""

    _path = "/geo_sites"

    def statuses(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List how far each site's copying has come, as dicts. Raises GitlabGetError."""
        return self._run_list(listing(f"{self.path}/status", {}, kwargs, error=exc.GitlabGetError))
