"""Settings of the whole instance.

https://docs.gitlab.com/api/settings/
"""

from __future__ import annotations

from functools import cache
from typing import Any

from gitlab.sandbox.audit import INSTANCE, audit
from gitlab.sandbox.rules import Context, Json, route

_DEFAULTS: dict[str, Any] = {
    "admin_mode": False,
    "allow_local_requests_from_system_hooks": True,
    "authorized_keys_enabled": True,
    "auto_devops_enabled": True,
    "bulk_import_enabled": True,
    "bulk_import_max_download_file_size": 5120,
    "can_create_group": True,
    "can_create_organization": True,
    "ci_max_includes": 150,
    "ci_max_total_yaml_size_bytes": 314572800,
    "commit_email_hostname": "users.noreply.gitlab.example.com",
    "concurrent_github_import_jobs_limit": 1000,
    "container_expiration_policies_enable_historic_entries": False,
    "container_registry_cleanup_tags_service_max_list_size": 200,
    "container_registry_delete_tags_service_timeout": 250,
    "container_registry_expiration_policies_caching": True,
    "container_registry_expiration_policies_worker_capacity": 4,
    "container_registry_token_expire_delay": 5,
    "deactivate_dormant_users_period": 90,
    "decompress_archive_file_timeout": 210,
    "default_branch_protection": 2,
    "default_group_visibility": "private",
    "default_project_creation": 2,
    "default_project_visibility": "private",
    "default_projects_limit": 100000,
    "default_snippet_visibility": "private",
    "deletion_adjourned_period": 30,
    "diagramsnet_enabled": True,
    "diagramsnet_url": "https://embed.diagrams.net",
    "diff_max_files": 1000,
    "diff_max_lines": 50000,
    "diff_max_patch_bytes": 204800,
    "dns_rebinding_protection_enabled": True,
    "email_confirmation_setting": "off",
    "enabled_git_access_protocol": None,
    "first_day_of_week": 0,
    "git_two_factor_session_expiry": 15,
    "gitaly_timeout_default": 55,
    "gitaly_timeout_fast": 10,
    "gitaly_timeout_medium": 30,
    "gitlab_shell_operation_limit": 600,
    "gravatar_enabled": True,
    "group_download_export_limit": 1,
    "group_export_limit": 6,
    "group_import_limit": 6,
    "hashed_storage_enabled": True,
    "helm_max_packages_count": 1000,
    "housekeeping_enabled": True,
    "housekeeping_optimize_repository_period": 10,
    "html_emails_enabled": True,
    "id": 1,
    "import_sources": [],
    "inactive_projects_delete_after_months": 2,
    "inactive_projects_send_warning_email_after_months": 1,
    "issues_create_limit": 0,
    "keep_latest_artifact": True,
    "max_artifacts_size": 100,
    "max_attachment_size": 100,
    "max_decompressed_archive_size": 25600,
    "max_import_remote_file_size": 10240,
    "max_pages_size": 100,
    "max_yaml_depth": 100,
    "max_yaml_size_bytes": 2097152,
    "members_delete_limit": 60,
    "minimum_password_length": 8,
    "mirror_available": True,
    "notes_create_limit": 300,
    "package_registry_allow_anyone_to_pull_option": True,
    "password_authentication_enabled_for_git": True,
    "password_authentication_enabled_for_web": True,
    "personal_access_token_prefix": "glpat-",
    "project_download_export_limit": 1,
    "project_export_enabled": True,
    "project_export_limit": 6,
    "project_import_limit": 6,
    "projects_api_rate_limit_unauthenticated": 400,
    "prometheus_metrics_enabled": True,
    "protected_ci_variables": True,
    "push_event_activities_limit": 3,
    "push_event_hooks_limit": 3,
    "raw_blob_request_limit": 300,
    "repository_storages_weighted": {"default": 100},
    "require_admin_approval_after_user_signup": True,
    "require_personal_access_token_expiry": True,
    "restricted_visibility_levels": [],
    "search_rate_limit": 30,
    "search_rate_limit_unauthenticated": 10,
    "session_expire_delay": 10080,
    "shared_runners_enabled": True,
    "sidekiq_job_limiter_compression_threshold_bytes": 100000,
    "sidekiq_job_limiter_mode": "compress",
    "signup_enabled": True,
    "snippet_size_limit": 52428800,
    "suggest_pipeline_enabled": True,
    "two_factor_grace_period": 48,
    "unique_ips_limit_per_user": 10,
    "unique_ips_limit_time_window": 3600,
    "update_runner_versions_enabled": True,
    "usage_ping_enabled": True,
    "user_deactivation_emails_enabled": True,
    "user_oauth_applications": True,
    "user_show_add_ssh_key_message": True,
    "users_get_by_id_limit": 300,
    "valid_runner_registrars": ["project", "group"],
    "version_check_enabled": True,
    "whats_new_variant": "all_tiers",
    "wiki_page_max_content_bytes": 5242880,
}

_NEUTRAL = {"bool": False, "int": 0, "float": 0.0, "list": [], "dict": {}}


@route("GET", "/application/settings")
def show(ctx: Context) -> Json:
    ctx.authenticated_as_admin()
    return _described() | _DEFAULTS | ctx.settings


@route("PUT", "/application/settings")
def update(ctx: Context) -> Json:
    """Takes effect at once."""
    ctx.authenticated_as_admin()
    changes = {name: value for name, value in ctx.params.items() if name != "id"}
    before = _described() | _DEFAULTS | ctx.settings
    ctx.store.update("settings", 1, **changes)
    for name, value in changes.items():
        if value != before.get(name):
            told = {"change": name, "from": before.get(name), "to": value}
            audit(ctx, "application_setting_updated", INSTANCE, told)
    return show(ctx)


@cache
def _described() -> dict[str, Any]:
    """Every setting that GitLab has, with a value that says nothing."""
    from gitlab._registry import resources

    settings = resources()["ApplicationSettingsManager"].attributes
    return {
        name: None if "None" in kind else _NEUTRAL.get(kind.partition("[")[0])
        for name, kind in settings
    }
