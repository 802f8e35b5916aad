# Generated from src/gitlab/v4/objects/freeze_periods.py by tools/gen_async.py; edit that file.
"""Freeze periods: times in which a project is not to be deployed."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.freeze_periods import ProjectFreezePeriodCreate, ProjectFreezePeriodUpdate

__all__ = [
    "ProjectFreezePeriod",
    "ProjectFreezePeriodCreate",
    "ProjectFreezePeriodManager",
    "ProjectFreezePeriodUpdate",
]


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
