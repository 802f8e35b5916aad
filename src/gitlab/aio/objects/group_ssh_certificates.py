# Generated from src/gitlab/v4/objects/group_ssh_certificates.py by tools/gen_async.py; edit that file.
"""Group SSH certificates: authorities whose certificates open a group's repositories."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.v4.objects.group_ssh_certificates import GroupSSHCertificateCreate

__all__ = ["GroupSSHCertificate", "GroupSSHCertificateCreate", "GroupSSHCertificateManager"]


class GroupSSHCertificate(ObjectDeleteMixin, RESTObject):
    """The public key of an authority that a top-level group trusts."""

    _repr_attr = "title"

    id: int
    title: str
    key: str
    created_at: str


class GroupSSHCertificateManager(
    ListMixin[GroupSSHCertificate],
    CreateMixin[GroupSSHCertificate, GroupSSHCertificateCreate],
    DeleteMixin[GroupSSHCertificate],
):
    """https://docs.gitlab.com/api/group_ssh_certificates/"""

    _path = "/groups/{group_id}/ssh_certificates"
    _from_parent_attrs = {"group_id": "id"}
