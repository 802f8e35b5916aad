"""Plan limits: how much the projects and groups of a plan may have."""

from __future__ import annotations

from typing import Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import GetWithoutIdMixin, UpdateMixin

__all__ = ["PlanLimits", "PlanLimitsManager", "PlanLimitsUpdate"]

Plan = Literal[
    "default",
    "free",
    "bronze",
    "silver",
    "premium",
    "gold",
    "ultimate",
    "ultimate_trial",
    "ultimate_trial_paid_customer",
    "premium_trial",
    "opensource",
]


class PlanLimitsUpdate(TypedDict, total=False):
    """Sizes of files are in bytes, `dotenv_size` too; 0 is no limit."""

    plan_name: Required[Plan]
    ci_instance_level_variables: int
    ci_pipeline_size: int
    ci_active_jobs: int
    ci_project_subscriptions: int
    ci_pipeline_schedules: int
    ci_needs_size_limit: int
    ci_registered_group_runners: int
    ci_registered_project_runners: int
    conan_max_file_size: int
    dotenv_size: int
    dotenv_variables: int
    enforcement_limit: int
    generic_packages_max_file_size: int
    helm_max_file_size: int
    maven_max_file_size: int
    notification_limit: int
    npm_max_file_size: int
    nuget_max_file_size: int
    pypi_max_file_size: int
    terraform_module_max_file_size: int
    storage_size_limit: int
    pipeline_hierarchy_size: int
    web_hook_calls: int
    web_hook_calls_low: int
    web_hook_calls_mid: int


class PlanLimits(RESTObject):
    """The limits of one plan. `manager.update(new_data={"plan_name": ...})` changes them."""

    _id_attr = None

    ci_instance_level_variables: int
    ci_pipeline_size: int
    ci_active_jobs: int
    ci_project_subscriptions: int
    ci_pipeline_schedules: int
    ci_needs_size_limit: int
    ci_registered_group_runners: int
    ci_registered_project_runners: int
    conan_max_file_size: int
    dotenv_size: int
    dotenv_variables: int
    enforcement_limit: int
    generic_packages_max_file_size: int
    helm_max_file_size: int
    limits_history: dict[str, Any]
    maven_max_file_size: int
    notification_limit: int
    npm_max_file_size: int
    nuget_max_file_size: int
    pipeline_hierarchy_size: int
    pypi_max_file_size: int
    terraform_module_max_file_size: int
    storage_size_limit: int
    web_hook_calls: int
    web_hook_calls_low: int
    web_hook_calls_mid: int


class PlanLimitsManager(GetWithoutIdMixin[PlanLimits], UpdateMixin[PlanLimits, PlanLimitsUpdate]):
    """https://docs.gitlab.com/api/plan_limits/

    Administrators only. `get(plan_name="premium")` asks for a plan other than the default.
    """

    _path = "/application/plan_limits"
