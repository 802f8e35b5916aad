# Generated from src/gitlab/v4/objects/attestations.py by tools/gen_async.py; edit that file.
"""Attestations: signed statements of how a project's artifacts were built."""

from __future__ import annotations

from typing import Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DownloadMixin, ListMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.attestations import ProjectAttestationFilters

__all__ = ["ProjectAttestation", "ProjectAttestationFilters", "ProjectAttestationManager"]


class ProjectAttestation(DownloadMixin, RESTObject):
    """A statement of how an artifact was built; `download()` gives the signed bundle."""

    _id_attr = "iid"

    id: int
    iid: int
    created_at: str
    updated_at: str
    expire_at: str | None
    project_id: int
    build_id: int
    status: str
    predicate_kind: str
    predicate_type: str
    subject_digest: str
    download_url: str


class ProjectAttestationManager(ListMixin[ProjectAttestation, ProjectAttestationFilters]):
    """https://docs.gitlab.com/api/attestations/"""

    _path = "/projects/{project_id}/attestations"
    _list_path = "/projects/{project_id}/attestations/{subject_digest}"
    _from_parent_attrs = {"project_id": "id"}

    def _list_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        # The digest is part of the address and no parameter of it.
        digest = kwargs.pop("subject_digest", None)
        if not digest:
            raise TypeError(f"{type(self).__name__}.list() needs a subject_digest")
        return {**kwargs, "path": f"{self.path}/{EncodedId(digest)}"}
