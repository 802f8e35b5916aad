# Generated from src/gitlab/v4/objects/compliance_external_controls.py by tools/gen_async.py; edit that file.
"""Compliance external controls: requirements of a framework that another system checks."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.utils import EncodedId

__all__ = ["ProjectComplianceExternalControlManager"]


class ProjectComplianceExternalControlManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/user/compliance/compliance_frameworks/

    Signed by the control's HMAC secret, which GitLab wants in headers: `extra_headers`.
    """

    _path = "/projects/{project_id}/compliance_external_controls"
    _obj_cls = RESTObject
    _from_parent_attrs = {"project_id": "id"}

    async def update_status(
        self, control_id: int, status: Literal["pass", "fail"], **kwargs: Any
    ) -> dict[str, Any]:
        """Report whether the project meets the control. Raises GitlabUpdateError."""
        return await self._run(
            self._call(
                "PATCH",
                f"/{EncodedId(control_id)}/status",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body={"status": status},
                kwargs=kwargs,
            )
        )
