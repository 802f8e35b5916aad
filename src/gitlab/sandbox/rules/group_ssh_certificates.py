"""Authorities whose SSH certificates let users of a top-level group in.

https://docs.gitlab.com/api/group_ssh_certificates/
"""

from __future__ import annotations

from gitlab.sandbox.access import OWNER
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, forbidden
from gitlab.sandbox.rules.deploy_keys import fingerprints


def _prepare(certificates: Documents, before: Row, made: Row) -> None:
    if (certificates.root.row or {}).get("parent_id") is not None:
        raise forbidden("Group")
    fingerprints(str(made.get("key")))


declare(
    Kind(thing="SSH Certificate", read=OWNER, write=OWNER, unique=("key",), prepare=_prepare),
    "/groups/:id/ssh_certificates",
)
