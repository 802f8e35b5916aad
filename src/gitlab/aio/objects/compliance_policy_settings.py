# Generated from src/gitlab/v4/objects/compliance_policy_settings.py by tools/gen_async.py; edit that file.
"""Compliance policy settings: the group whose security policies hold for the whole instance."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.compliance_policy_settings import CompliancePolicySettingsUpdate

__all__ = [
    "CompliancePolicySettings",
    "CompliancePolicySettingsManager",
    "CompliancePolicySettingsUpdate",
]


class CompliancePolicySettings(SaveMixin, RESTObject):
    """The top-level group for centralized policies, None if there is none."""

    _id_attr = None

    csp_namespace_id: int | None


class CompliancePolicySettingsManager(
    GetWithoutIdMixin[CompliancePolicySettings],
    UpdateMixin[CompliancePolicySettings, CompliancePolicySettingsUpdate],
):
    """https://docs.gitlab.com/api/compliance_policy_settings/

    Administrators only.
    """

    _path = "/admin/security/compliance_policy_settings"
