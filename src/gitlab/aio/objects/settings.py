# Generated from src/gitlab/v4/objects/settings.py by tools/gen_async.py; edit that file.
# long file: an instance has some 590 settings, once as attributes and once as parameters.
"""Application settings: those of the whole instance, for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.settings import (
    ApplicationSettingsUpdate,
    ElasticsearchIndexSettings,
    EmailConfirmation,
    ImportSource,
    KeyRestriction,
    WhatsNewVariant,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import BranchProtectionDefaults
    from gitlab.v4.objects._literals import (
        BranchProtectionLevel,
        DuoAvailability,
        GitAccessProtocol,
        Visibility,
    )

__all__ = ["ApplicationSettings", "ApplicationSettingsManager", "ApplicationSettingsUpdate"]


class ApplicationSettings(SaveMixin, RESTObject):
    """The settings of the instance; which there are depends on its version and edition."""

    _id_attr = None

    abuse_notification_email: str | None
    admin_mode: bool
    after_sign_out_path: str | None
    after_sign_up_text: str | None
    ai_action_api_rate_limit: int
    akismet_api_key: str | None
    akismet_enabled: bool
    allow_account_deletion: bool
    allow_all_integrations: bool
    allow_bypass_placeholder_confirmation: bool
    allow_contribution_mapping_to_admins: bool
    allow_deploy_tokens_and_keys_with_external_authn: bool
    allow_group_owners_to_manage_ldap: bool
    allow_immediate_namespaces_deletion: bool
    allow_local_requests_from_hooks_and_services: bool
    allow_local_requests_from_system_hooks: bool
    allow_local_requests_from_web_hooks_and_services: bool
    allow_possible_spam: bool
    allow_project_creation_for_guest_and_below: bool
    allow_runner_registration_token: bool
    allow_s3_compatible_storage_for_offline_transfer: bool
    allow_top_level_group_owners_to_create_service_accounts: bool
    allowed_integrations: list[str]
    anonymous_searches_allowed: bool
    archive_builds_in_human_readable: str | None
    asciidoc_max_includes: int
    asset_proxy_allowlist: list[str]
    asset_proxy_enabled: bool
    asset_proxy_url: str | None
    asset_proxy_whitelist: list[str]
    authn_data_retention_cleanup_enabled: bool
    authorized_keys_enabled: bool
    auto_ban_user_on_excessive_projects_download: bool
    auto_devops_domain: str | None
    auto_devops_enabled: bool
    auto_duo_code_review_enabled: bool
    autocomplete_users_limit: int
    autocomplete_users_unauthenticated_limit: int
    automatic_purchased_storage_allocation: bool
    background_operations_max_jobs: int
    bulk_import_concurrent_pipeline_batch_limit: int
    bulk_import_enabled: bool
    bulk_import_max_download_file_size: int
    can_create_group: bool
    can_create_organization: bool
    check_namespace_plan: bool
    ci_cd_catalog_projects_allowlist: list[str]
    ci_cd_catalog_projects_allowlist_raw: str | None
    ci_delete_pipelines_in_seconds_limit_human_readable: str | None
    ci_job_live_trace_enabled: bool
    ci_max_includes: int
    ci_max_total_yaml_size_bytes: int
    ci_partitions_size_limit: int
    code_suggestions_api_rate_limit: int
    commit_email_hostname: str | None
    concurrent_bitbucket_import_jobs_limit: int
    concurrent_bitbucket_server_import_jobs_limit: int
    concurrent_github_import_jobs_limit: int
    concurrent_relation_batch_export_limit: int
    container_expiration_policies_enable_historic_entries: bool
    container_registry_cleanup_tags_service_max_list_size: int
    container_registry_delete_tags_service_timeout: int
    container_registry_expiration_policies_caching: bool
    container_registry_expiration_policies_worker_capacity: int
    container_registry_import_created_before: str | None
    container_registry_import_max_retries: int
    container_registry_import_max_step_duration: int
    container_registry_import_max_tags_count: int
    container_registry_import_start_max_retries: int
    container_registry_import_target_plan: str | None
    container_registry_import_timeout: int
    container_registry_pre_import_tags_rate: float
    container_registry_pre_import_timeout: int
    container_registry_token_expire_delay: int
    create_organization_api_limit: int
    cube_api_base_url: str | None
    cube_api_key: str | None
    custom_http_clone_url_root: str | None
    deactivate_dormant_users: bool
    deactivate_dormant_users_period: int
    deactivation_email_additional_text: str | None
    decompress_archive_file_timeout: int
    default_artifacts_expire_in: str | None
    default_branch_name: str | None
    default_branch_protection: BranchProtectionLevel
    default_branch_protection_defaults: BranchProtectionDefaults
    default_ci_config_path: str | None
    default_dark_syntax_highlighting_theme: int
    default_group_visibility: Visibility
    default_preferred_language: str | None
    default_project_creation: Literal[0, 1, 2, 3, 4]
    default_project_deletion_protection: bool
    default_project_visibility: Visibility
    default_projects_limit: int
    default_search_scope: str | None
    default_snippet_visibility: Visibility
    default_syntax_highlighting_theme: int
    delay_user_account_self_deletion: bool
    delete_inactive_projects: bool
    delete_unconfirmed_users: bool
    deletion_adjourned_period: int
    deny_all_requests_except_allowed: bool
    dependency_scanning_sbom_scan_api_download_limit: int
    dependency_scanning_sbom_scan_api_upload_limit: int
    diagramsnet_enabled: bool
    diagramsnet_url: str | None
    diff_max_files: int
    diff_max_lines: int
    diff_max_patch_bytes: int
    disable_admin_oauth_scopes: bool
    disable_feed_token: bool
    disable_overriding_approvers_per_merge_request: bool
    disable_password_authentication_for_users_with_sso_identities: bool
    disable_personal_access_tokens: bool
    disabled_direct_code_suggestions: bool
    disabled_oauth_sign_in_sources: list[str]
    display_gitlab_credits_user_data: bool
    dns_rebinding_protection_enabled: bool
    domain_allowlist: list[str]
    domain_allowlist_raw: str | None
    domain_denylist: list[str]
    domain_denylist_enabled: bool
    domain_denylist_raw: str | None
    downstream_pipeline_trigger_limit_per_project_user_sha: int
    dsa_key_restriction: KeyRestriction
    duo_agent_platform_enabled: bool
    duo_availability: DuoAvailability
    duo_chat_expiration_column: Literal["created_at", "last_updated_at"]
    duo_chat_expiration_days: int
    duo_features_enabled: bool
    duo_foundational_flows_availability: bool
    duo_foundational_flows_enabled: bool
    duo_namespace_access_rules: list[dict[str, Any]]
    duo_remote_flows_availability: bool
    duo_remote_flows_enabled: bool
    duo_sast_fp_detection_availability: bool
    duo_sast_fp_detection_enabled: bool
    duo_workflow_oauth_application_id: int | None
    ecdsa_key_restriction: KeyRestriction
    ecdsa_sk_key_restriction: KeyRestriction
    ed25519_key_restriction: KeyRestriction
    ed25519_sk_key_restriction: KeyRestriction
    eks_access_key_id: str | None
    eks_account_id: str | None
    eks_integration_enabled: bool
    elastic_migration_worker_enabled: bool
    elasticsearch_analyzers_kuromoji_enabled: bool
    elasticsearch_analyzers_kuromoji_search: bool
    elasticsearch_analyzers_smartcn_enabled: bool
    elasticsearch_analyzers_smartcn_search: bool
    elasticsearch_aws: bool
    elasticsearch_aws_access_key: str | None
    elasticsearch_aws_region: str | None
    elasticsearch_aws_role_arn: str | None
    elasticsearch_aws_secret_access_key: str | None
    elasticsearch_client_adapter: str | None
    elasticsearch_client_request_timeout: int
    elasticsearch_code_scope: str | None
    elasticsearch_index_settings: list[ElasticsearchIndexSettings]
    elasticsearch_indexed_field_length_limit: int
    elasticsearch_indexed_file_size_limit_kb: int
    elasticsearch_indexing: bool
    elasticsearch_indexing_timeout_minutes: int
    elasticsearch_limit_indexing: bool
    elasticsearch_max_bulk_concurrency: int
    elasticsearch_max_bulk_size_mb: int
    elasticsearch_max_code_indexing_concurrency: int
    elasticsearch_namespace_ids: list[int]
    elasticsearch_password: str | None
    elasticsearch_pause_indexing: bool
    elasticsearch_project_ids: list[int]
    elasticsearch_replicas: int
    elasticsearch_requeue_workers: bool
    elasticsearch_retry_on_failure: int
    elasticsearch_search: bool
    elasticsearch_shards: int
    elasticsearch_url: list[str]
    elasticsearch_username: str | None
    elasticsearch_worker_number_of_shards: int
    email_additional_text: str | None
    email_author_in_body: bool
    email_confirmation_setting: EmailConfirmation
    email_restrictions: str | None
    email_restrictions_enabled: bool
    enable_artifact_external_redirect_warning_page: bool
    enable_language_server_restrictions: bool
    enable_member_promotion_management: bool
    enabled_expanded_logging: bool
    enabled_git_access_protocol: GitAccessProtocol
    enforce_ci_inbound_job_token_scope_enabled: bool
    enforce_email_subaddress_restrictions: bool
    enforce_namespace_storage_limit: bool
    enforce_pipl_compliance: bool
    enforce_terms: bool
    error_tracking_api_url: str | None
    error_tracking_enabled: bool
    external_auth_client_cert: str | None
    external_auth_client_key: str | None
    external_auth_client_key_pass: str | None
    external_authorization_service_default_label: str | None
    external_authorization_service_enabled: bool
    external_authorization_service_timeout: float
    external_authorization_service_url: str | None
    external_pipeline_validation_service_timeout: int
    external_pipeline_validation_service_token: str | None
    external_pipeline_validation_service_url: str | None
    failed_login_attempts_unlock_period_in_minutes: int
    fetch_observability_alerts_from_cloud: bool
    file_template_project_id: int | None
    first_day_of_week: Literal[0, 1, 6]
    floc_enabled: bool
    force_pages_access_control: bool
    foundational_agents_default_enabled: bool
    foundational_agents_statuses: list[dict[str, Any]]
    geo_node_allowed_ips: str | None
    geo_status_timeout: int
    git_push_pipeline_limit: int
    git_rate_limit_users_alertlist: list[int]
    git_rate_limit_users_allowlist: list[str]
    git_two_factor_session_expiry: int
    gitaly_timeout_default: int
    gitaly_timeout_fast: int
    gitaly_timeout_medium: int
    gitlab_dedicated_instance: bool
    gitlab_environment_toolkit_instance: bool
    gitlab_product_usage_data_enabled: bool
    gitlab_shell_operation_limit: int
    gitpod_enabled: bool
    gitpod_url: str | None
    global_search_block_anonymous_searches_enabled: bool
    global_search_code_enabled: bool
    global_search_commits_enabled: bool
    global_search_epics_enabled: bool
    global_search_issues_enabled: bool
    global_search_limited_indexing_enabled: bool
    global_search_merge_requests_enabled: bool
    global_search_snippet_titles_enabled: bool
    global_search_users_enabled: bool
    global_search_wiki_enabled: bool
    grafana_enabled: bool
    grafana_url: str | None
    gravatar_enabled: bool
    group_api_limit: int
    group_archive_unarchive_api_limit: int
    group_download_export_limit: int
    group_export_limit: int
    group_import_limit: int
    group_invited_groups_api_limit: int
    group_owners_can_manage_default_branch_protection: bool
    group_projects_api_limit: int
    group_runner_token_expiration_interval: int
    group_secrets_limit: int
    group_shared_groups_api_limit: int
    groups_api_limit: int
    hashed_storage_enabled: bool
    helm_max_packages_count: int
    help_page_documentation_base_url: str | None
    help_page_hide_commercial_content: bool
    help_page_support_url: str | None
    help_page_text: str | None
    hide_third_party_offers: bool
    home_page_url: str | None
    housekeeping_bitmaps_enabled: bool
    housekeeping_enabled: bool
    housekeeping_full_repack_period: int
    housekeeping_gc_period: int
    housekeeping_incremental_repack_period: int
    housekeeping_optimize_repository_period: int
    html_emails_enabled: bool
    id: int
    iframe_rendering_allowlist: list[str]
    iframe_rendering_allowlist_raw: str | None
    iframe_rendering_enabled: bool
    import_sources: list[ImportSource]
    inactive_projects_delete_after_months: int
    inactive_projects_min_size_mb: int
    inactive_projects_send_warning_email_after_months: int
    inactive_resource_access_tokens_delete_after_days: int
    include_optional_metrics_in_service_ping: bool
    instance_level_ai_beta_features_enabled: bool
    instance_token_prefix: str | None
    invisible_captcha_enabled: bool
    invitation_flow_enforcement: bool
    issues_create_limit: int
    jira_connect_additional_audience_url: str | None
    jira_connect_application_key: str | None
    jira_connect_proxy_url: str | None
    jira_connect_public_key_storage_enabled: bool
    keep_latest_artifact: bool
    kroki_enabled: bool
    kroki_formats: dict[str, bool]
    kroki_url: str | None
    local_markdown_version: int
    lock_duo_features_enabled: bool
    lock_memberships_to_ldap: bool
    lock_memberships_to_saml: bool
    lock_model_prompt_cache_enabled: bool
    lock_resource_access_token_notify_inherited: bool
    login_recaptcha_protection_enabled: bool
    mailgun_events_enabled: bool
    mailgun_signing_key: str | None
    maintenance_mode: bool
    maintenance_mode_message: str | None
    make_profile_private: bool
    math_rendering_limits_enabled: bool
    maven_package_requests_forwarding: bool
    max_artifacts_content_include_size: int
    max_artifacts_size: int
    max_attachment_size: int
    max_decompressed_archive_size: int
    max_export_size: int
    max_github_response_json_value_count: int
    max_github_response_size_limit: int
    max_http_decompressed_size: int
    max_http_response_csv_structural_chars: int
    max_http_response_json_depth: int
    max_http_response_json_structural_chars: int
    max_http_response_size_limit: int
    max_http_response_xml_structural_chars: int
    max_import_remote_file_size: int
    max_import_size: int
    max_login_attempts: int
    max_number_of_repository_downloads: int
    max_number_of_repository_downloads_within_time_period: int
    max_pages_custom_domains_per_project: int
    max_pages_size: int
    max_personal_access_token_lifetime: int
    max_ssh_key_lifetime: int
    max_terraform_state_size_bytes: int
    max_yaml_depth: int
    max_yaml_size_bytes: int
    members_delete_limit: int
    metrics_method_call_threshold: int
    minimum_language_server_version: str | None
    minimum_password_length: int
    mirror_available: bool
    mirror_capacity_threshold: int
    mirror_max_capacity: int
    mirror_max_delay: int
    model_prompt_cache_enabled: bool
    namespace_aggregation_schedule_lease_duration_in_seconds: int
    notes_create_limit: int
    notes_create_limit_allowlist_raw: str | None
    notify_on_unknown_sign_in: bool
    npm_package_requests_forwarding: bool
    nuget_skip_metadata_url_validation: bool
    observability_backend_ssl_verification_enabled: bool
    organization_cluster_agent_authorization_enabled: bool
    outbound_local_requests_allowlist_raw: str | None
    package_metadata_purl_types: list[int]
    package_registry_allow_anyone_to_pull_option: bool
    package_registry_cleanup_policies_worker_capacity: int
    pages_domain_verification_enabled: bool
    pages_extra_deployments_default_expiry_seconds: int
    pages_unique_domain_default_enabled: bool
    password_authentication_enabled: bool
    password_authentication_enabled_for_git: bool
    password_authentication_enabled_for_web: bool
    password_lowercase_required: bool
    password_number_required: bool
    password_symbol_required: bool
    password_uppercase_required: bool
    performance_bar_allowed_group_id: int | None
    personal_access_token_prefix: str | None
    pipeline_execution_policies_per_configuration_limit: int
    pipeline_limit_per_project_user_sha: int
    pipeline_limit_per_user: int
    plantuml_enabled: bool
    plantuml_url: str | None
    polling_interval_multiplier: float
    pre_receive_secret_detection_enabled: bool
    prevent_merge_requests_author_approval: bool
    prevent_merge_requests_committers_approval: bool
    product_analytics_configurator_connection_string: str | None
    product_analytics_data_collector_host: str | None
    product_analytics_enabled: bool
    project_api_limit: int
    project_download_export_limit: int
    project_export_enabled: bool
    project_export_limit: int
    project_import_limit: int
    project_invited_groups_api_limit: int
    project_jobs_api_rate_limit: int
    project_members_api_limit: int
    project_runner_token_expiration_interval: int
    project_secrets_limit: int
    projects_api_limit: int
    projects_api_rate_limit_unauthenticated: int
    prometheus_metrics_enabled: bool
    protected_ci_variables: bool
    protected_paths_for_get_request_raw: str | None
    protected_paths_raw: str | None
    push_event_activities_limit: int
    push_event_hooks_limit: int
    pypi_package_requests_forwarding: bool
    rate_limiting_response_text: str | None
    raw_blob_request_limit: int
    recaptcha_enabled: bool
    recaptcha_private_key: str | None
    recaptcha_site_key: str | None
    receive_max_input_size: int
    receptive_cluster_agents_enabled: bool
    reindexing_minimum_index_size: int
    reindexing_minimum_relative_bloat_size: int
    relation_export_batch_size: int
    remember_me_enabled: bool
    repository_checks_enabled: bool
    repository_size_limit: int
    repository_storages_weighted: dict[str, int]
    require_admin_approval_after_user_signup: bool
    require_admin_two_factor_authentication: bool
    require_email_verification_on_account_locked: bool
    require_personal_access_token_expiry: bool
    require_two_factor_authentication: bool
    resource_access_token_notify_inherited: bool
    resource_usage_limits: dict[str, Any]
    restricted_visibility_levels: list[Visibility]
    root_moved_permanently_redirection: bool
    ropc_without_client_credentials: bool
    rsa_key_restriction: KeyRestriction
    runner_jobs_endpoints_api_limit: int
    runner_jobs_patch_trace_api_limit: int
    runner_jobs_request_api_limit: int
    runner_token_expiration_interval: int
    scan_execution_policies_action_limit: int
    scan_execution_policies_per_configuration_limit: int
    scan_execution_policies_schedule_limit: int
    search_max_docs_denominator: int
    search_max_shard_size_gb: int
    search_min_docs_before_rollover: int
    search_rate_limit: int
    search_rate_limit_allowlist_raw: str | None
    search_rate_limit_unauthenticated: int
    secret_detection_revocation_token_types_url: str | None
    secret_detection_service_auth_token: str | None
    secret_detection_service_url: str | None
    secret_detection_token_revocation_enabled: bool
    secret_detection_token_revocation_token: str | None
    secret_detection_token_revocation_url: str | None
    secret_push_protection_available: bool
    security_approval_policies_limit: int
    security_policy_global_group_approvers_enabled: bool
    security_txt_content: str | None
    sentry_clientside_dsn: str | None
    sentry_clientside_traces_sample_rate: float
    sentry_dsn: str | None
    sentry_enabled: bool
    sentry_environment: str | None
    service_access_tokens_expiration_enforced: bool
    session_expire_delay: int
    session_expire_from_init: bool
    shared_runners_enabled: bool
    shared_runners_minutes: int
    shared_runners_text: str | None
    show_migrate_from_jenkins_banner: bool
    sidekiq_job_limiter_compression_threshold_bytes: int
    sidekiq_job_limiter_limit_bytes: int
    sidekiq_job_limiter_mode: str | None
    sign_in_restrictions: dict[str, Any]
    signin_enabled: bool
    signup_enabled: bool
    silent_admin_exports_enabled: bool
    silent_mode_enabled: bool
    slack_app_enabled: bool
    slack_app_id: str | None
    slack_app_secret: str | None
    slack_app_signing_secret: str | None
    slack_app_verification_token: str | None
    snippet_size_limit: int
    snowplow_app_id: str | None
    snowplow_collector_hostname: str | None
    snowplow_cookie_domain: str | None
    snowplow_database_collector_hostname: str | None
    snowplow_enabled: bool
    sourcegraph_enabled: bool
    sourcegraph_public_only: bool
    sourcegraph_url: str | None
    spam_check_api_key: str | None
    spam_check_endpoint_enabled: bool
    spam_check_endpoint_url: str | None
    static_objects_external_storage_auth_token: str | None
    static_objects_external_storage_url: str | None
    suggest_pipeline_enabled: bool
    terminal_max_session_time: int
    terms: str | None
    terraform_state_encryption_enabled: bool
    throttle_authenticated_api_enabled: bool
    throttle_authenticated_api_period_in_seconds: int
    throttle_authenticated_api_requests_per_period: int
    throttle_authenticated_deprecated_api_enabled: bool
    throttle_authenticated_deprecated_api_period_in_seconds: int
    throttle_authenticated_deprecated_api_requests_per_period: int
    throttle_authenticated_files_api_enabled: bool
    throttle_authenticated_files_api_period_in_seconds: int
    throttle_authenticated_files_api_requests_per_period: int
    throttle_authenticated_git_http_enabled: bool
    throttle_authenticated_git_http_period_in_seconds: int
    throttle_authenticated_git_http_requests_per_period: int
    throttle_authenticated_git_lfs_enabled: bool
    throttle_authenticated_git_lfs_period_in_seconds: int
    throttle_authenticated_git_lfs_requests_per_period: int
    throttle_authenticated_packages_api_enabled: bool
    throttle_authenticated_packages_api_period_in_seconds: int
    throttle_authenticated_packages_api_requests_per_period: int
    throttle_authenticated_web_enabled: bool
    throttle_authenticated_web_period_in_seconds: int
    throttle_authenticated_web_requests_per_period: int
    throttle_incident_management_notification_enabled: bool
    throttle_incident_management_notification_per_period: int
    throttle_incident_management_notification_period_in_seconds: int
    throttle_protected_paths_enabled: bool
    throttle_protected_paths_period_in_seconds: int
    throttle_protected_paths_requests_per_period: int
    throttle_unauthenticated_api_enabled: bool
    throttle_unauthenticated_api_period_in_seconds: int
    throttle_unauthenticated_api_requests_per_period: int
    throttle_unauthenticated_deprecated_api_enabled: bool
    throttle_unauthenticated_deprecated_api_period_in_seconds: int
    throttle_unauthenticated_deprecated_api_requests_per_period: int
    throttle_unauthenticated_enabled: bool
    throttle_unauthenticated_files_api_enabled: bool
    throttle_unauthenticated_files_api_period_in_seconds: int
    throttle_unauthenticated_files_api_requests_per_period: int
    throttle_unauthenticated_git_http_enabled: bool
    throttle_unauthenticated_git_http_period_in_seconds: int
    throttle_unauthenticated_git_http_requests_per_period: int
    throttle_unauthenticated_packages_api_enabled: bool
    throttle_unauthenticated_packages_api_period_in_seconds: int
    throttle_unauthenticated_packages_api_requests_per_period: int
    throttle_unauthenticated_period_in_seconds: int
    throttle_unauthenticated_requests_per_period: int
    throttle_unauthenticated_web_enabled: bool
    throttle_unauthenticated_web_period_in_seconds: int
    throttle_unauthenticated_web_requests_per_period: int
    time_tracking_limit_to_hours: bool
    top_level_group_creation_enabled: bool
    two_factor_grace_period: int
    unconfirmed_users_delete_after_days: int
    unique_ips_limit_enabled: bool
    unique_ips_limit_per_user: int
    unique_ips_limit_time_window: int
    update_runner_versions_enabled: bool
    updating_name_disabled_for_users: bool
    usage_ping_enabled: bool
    usage_ping_features_enabled: bool
    usage_ping_generation_enabled: bool
    use_clickhouse_for_analytics: bool
    user_contributed_projects_api_limit: int
    user_deactivation_emails_enabled: bool
    user_default_external: bool
    user_default_internal_regex: str | None
    user_defaults_to_private_profile: bool
    user_oauth_applications: bool
    user_projects_api_limit: int
    user_show_add_ssh_key_message: bool
    user_starred_projects_api_limit: int
    users_api_limit_followers: int
    users_api_limit_following: int
    users_api_limit_gpg_key: int
    users_api_limit_gpg_keys: int
    users_api_limit_ssh_key: int
    users_api_limit_ssh_keys: int
    users_api_limit_status: int
    users_get_by_id_limit: int
    users_get_by_id_limit_allowlist_raw: str | None
    valid_runner_registrars: list[str]
    version_check_enabled: bool
    virtual_registries_endpoints_api_limit: int
    vscode_extension_marketplace: dict[str, Any]
    vscode_extension_marketplace_enabled: bool
    vscode_extension_marketplace_extension_host_domain: str | None
    vulnerability_management_policies_per_configuration_limit: int
    whats_new_variant: WhatsNewVariant
    wiki_asciidoc_allow_uri_includes: bool
    wiki_page_max_content_bytes: int
    zoekt_auto_index_root_namespace: bool
    zoekt_cache_response: bool
    zoekt_cpu_to_tasks_ratio: float
    zoekt_default_number_of_replicas: int
    zoekt_indexed_file_size_limit: int
    zoekt_indexing_enabled: bool
    zoekt_indexing_parallelism: int
    zoekt_indexing_paused: bool
    zoekt_indexing_timeout: str | None
    zoekt_lost_node_threshold: str | None
    zoekt_maximum_files: int
    zoekt_rollout_batch_size: int
    zoekt_rollout_retry_interval: str | None
    zoekt_search_enabled: bool
    zoekt_trigram_max: int


class ApplicationSettingsManager(
    GetWithoutIdMixin[ApplicationSettings],
    UpdateMixin[ApplicationSettings, ApplicationSettingsUpdate],
):
    """https://docs.gitlab.com/api/settings/"""

    _path = "/application/settings"
