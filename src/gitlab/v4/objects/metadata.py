"""Metadata: the version and edition of the GitLab instance."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin

__all__ = ["KubernetesAgentServer", "Metadata", "MetadataManager"]


class KubernetesAgentServer(TypedDict):
    """The instance's agent server for Kubernetes (KAS)."""

    enabled: bool
    externalUrl: str | None
    externalK8sProxyUrl: str | None
    version: str | None


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
