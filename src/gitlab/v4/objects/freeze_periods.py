"""Freeze periods: times in which a project is not to be deployed."""

from __future__ import annotations

from typing import Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin

__all__ = [
    "ProjectFreezePeriod",
    "ProjectFreezePeriodCreate",
    "ProjectFreezePeriodManager",
    "ProjectFreezePeriodUpdate",
]


class ProjectFreezePeriodCreate(TypedDict, total=False):
    """Start and end are in cron's notation, in UTC unless a time zone is given."""

    freeze_start: Required[str]
    freeze_end: Required[str]
    cron_timezone: str


class ProjectFreezePeriodUpdate(TypedDict, total=False):
    freeze_start: str
    freeze_end: str
    cron_timezone: str


class ProjectFreezePeriod(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A time that comes again and again, and in which jobs find `CI_DEPLOY_FREEZE` set."""

    id: int
    freeze_start: str
    freeze_end: str
    cron_timezone: str
    created_at: str
    updated_at: str


class ProjectFreezePeriodManager(
    CRUDMixin[ProjectFreezePeriod, ProjectFreezePeriodCreate, ProjectFreezePeriodUpdate]
):
    """https://docs.gitlab.com/api/freeze_periods/"""

    _path = "/projects/{project_id}/freeze_periods"
    _from_parent_attrs = {"project_id": "id"}
