"""Compliance policy settings: the group whose security policies hold for the whole instance."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin

__all__ = [
    "CompliancePolicySettings",
    "CompliancePolicySettingsManager",
    "CompliancePolicySettingsUpdate",
]


class CompliancePolicySettingsUpdate(TypedDict):
    csp_namespace_id: int | None


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
