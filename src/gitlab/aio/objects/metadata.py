# Generated from src/gitlab/v4/objects/metadata.py by tools/gen_async.py; edit that file.
"""Metadata: the version and edition of the GitLab instance."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin
from gitlab.v4.objects.metadata import KubernetesAgentServer

__all__ = ["KubernetesAgentServer", "Metadata", "MetadataManager"]


class Metadata(RESTObject):
    """What the instance tells about itself."""

    _id_attr = None
    _repr_attr = "version"

    version: str
    revision: str
    kas: KubernetesAgentServer
    enterprise: bool


class MetadataManager(GetWithoutIdMixin[Metadata]):
    """https://docs.gitlab.com/api/metadata/"""

    _path = "/metadata"
