"""Every resource of GitLab's REST API, one module for each page of its documentation.

Names are loaded when they are first used; type checkers see them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.v4.objects.access_requests import *
    from gitlab.v4.objects.active_context import *
    from gitlab.v4.objects.ai_catalog import *
    from gitlab.v4.objects.alert_management_alerts import *
    from gitlab.v4.objects.appearance import *
    from gitlab.v4.objects.applications import *
    from gitlab.v4.objects.approval_settings import *
    from gitlab.v4.objects.artifacts import *
    from gitlab.v4.objects.attestations import *
    from gitlab.v4.objects.audit_events import *
    from gitlab.v4.objects.avatars import *
    from gitlab.v4.objects.award_emojis import *
    from gitlab.v4.objects.badges import *
    from gitlab.v4.objects.batched_background_migrations import *
    from gitlab.v4.objects.boards import *
    from gitlab.v4.objects.branches import *
    from gitlab.v4.objects.broadcast_messages import *
    from gitlab.v4.objects.bulk_imports import *
    from gitlab.v4.objects.ci_lint import *
    from gitlab.v4.objects.cluster_agents import *
    from gitlab.v4.objects.clusters import *
    from gitlab.v4.objects.code_review_analytics import *
    from gitlab.v4.objects.code_search import *
    from gitlab.v4.objects.commits import *
    from gitlab.v4.objects.compliance_external_controls import *
    from gitlab.v4.objects.compliance_policy_settings import *
    from gitlab.v4.objects.container_registry import *
    from gitlab.v4.objects.container_virtual_registries import *
    from gitlab.v4.objects.custom_attributes import *
    from gitlab.v4.objects.data_management import *
    from gitlab.v4.objects.database_dictionary import *
    from gitlab.v4.objects.database_migrations import *
    from gitlab.v4.objects.dependencies import *
    from gitlab.v4.objects.dependency_list_export import *
    from gitlab.v4.objects.deploy_keys import *
    from gitlab.v4.objects.deploy_tokens import *
    from gitlab.v4.objects.deployments import *
    from gitlab.v4.objects.discussions import *
    from gitlab.v4.objects.dora_metrics import *
    from gitlab.v4.objects.draft_notes import *
    from gitlab.v4.objects.elasticsearch_indexed_namespaces import *
    from gitlab.v4.objects.environments import *
    from gitlab.v4.objects.epic_boards import *
    from gitlab.v4.objects.epic_links import *
    from gitlab.v4.objects.epics import *
    from gitlab.v4.objects.error_tracking import *
    from gitlab.v4.objects.events import *
    from gitlab.v4.objects.export_import import *
    from gitlab.v4.objects.feature_flag_user_lists import *
    from gitlab.v4.objects.feature_flags import *
    from gitlab.v4.objects.features import *
    from gitlab.v4.objects.files import *
    from gitlab.v4.objects.freeze_periods import *
    from gitlab.v4.objects.geo_nodes import *
    from gitlab.v4.objects.geo_sites import *
    from gitlab.v4.objects.gitlab_subscriptions import *
    from gitlab.v4.objects.group_access_tokens import *
    from gitlab.v4.objects.group_activity_analytics import *
    from gitlab.v4.objects.group_credentials_inventory import *
    from gitlab.v4.objects.group_enterprise_users import *
    from gitlab.v4.objects.group_ssh_certificates import *
    from gitlab.v4.objects.groups import *
    from gitlab.v4.objects.hooks import *
    from gitlab.v4.objects.integrations import *
    from gitlab.v4.objects.invitations import *
    from gitlab.v4.objects.issues import *
    from gitlab.v4.objects.iterations import *
    from gitlab.v4.objects.job_token_scope import *
    from gitlab.v4.objects.jobs import *
    from gitlab.v4.objects.keys import *
    from gitlab.v4.objects.knowledge_graph import *
    from gitlab.v4.objects.labels import *
    from gitlab.v4.objects.ldap import *
    from gitlab.v4.objects.license import *
    from gitlab.v4.objects.linked_epics import *
    from gitlab.v4.objects.managed_licenses import *
    from gitlab.v4.objects.markdown_uploads import *
    from gitlab.v4.objects.member_roles import *
    from gitlab.v4.objects.members import *
    from gitlab.v4.objects.merge_request_approval_settings import *
    from gitlab.v4.objects.merge_request_approvals import *
    from gitlab.v4.objects.merge_request_context_commits import *
    from gitlab.v4.objects.merge_request_dependencies import *
    from gitlab.v4.objects.merge_requests import *
    from gitlab.v4.objects.merge_trains import *
    from gitlab.v4.objects.metadata import *
    from gitlab.v4.objects.metric_images import *
    from gitlab.v4.objects.milestones import *
    from gitlab.v4.objects.namespaces import *
    from gitlab.v4.objects.notes import *
    from gitlab.v4.objects.notification_settings import *
    from gitlab.v4.objects.offline_exports import *
    from gitlab.v4.objects.organizations import *
    from gitlab.v4.objects.package_protection_rules import *
    from gitlab.v4.objects.packages import *
    from gitlab.v4.objects.pages import *
    from gitlab.v4.objects.personal_access_tokens import *
    from gitlab.v4.objects.pipelines import *
    from gitlab.v4.objects.placeholder_reassignments import *
    from gitlab.v4.objects.plan_limits import *
    from gitlab.v4.objects.product_analytics import *
    from gitlab.v4.objects.project_access_tokens import *
    from gitlab.v4.objects.project_aliases import *
    from gitlab.v4.objects.project_analytics import *
    from gitlab.v4.objects.projects import *
    from gitlab.v4.objects.provider_identities import *
    from gitlab.v4.objects.push_rules import *
    from gitlab.v4.objects.registry_protection_repository_rules import *
    from gitlab.v4.objects.registry_protection_rules import *
    from gitlab.v4.objects.registry_protection_tag_rules import *
    from gitlab.v4.objects.relations_export import *
    from gitlab.v4.objects.releases import *
    from gitlab.v4.objects.repositories import *
    from gitlab.v4.objects.repository_storage_moves import *
    from gitlab.v4.objects.resource_groups import *
    from gitlab.v4.objects.reviewers import *
    from gitlab.v4.objects.runner_controllers import *
    from gitlab.v4.objects.runners import *
    from gitlab.v4.objects.search_migrations import *
    from gitlab.v4.objects.secure_files import *
    from gitlab.v4.objects.security_settings import *
    from gitlab.v4.objects.service_accounts import *
    from gitlab.v4.objects.settings import *
    from gitlab.v4.objects.sidekiq import *
    from gitlab.v4.objects.sidekiq_queues import *
    from gitlab.v4.objects.snippets import *
    from gitlab.v4.objects.statistics import *
    from gitlab.v4.objects.status_checks import *
    from gitlab.v4.objects.storage_limit_exclusions import *
    from gitlab.v4.objects.subscription_add_on_purchases import *
    from gitlab.v4.objects.suggestions import *
    from gitlab.v4.objects.support_pins import *
    from gitlab.v4.objects.tags import *
    from gitlab.v4.objects.templates import *
    from gitlab.v4.objects.terraform_states import *
    from gitlab.v4.objects.todos import *
    from gitlab.v4.objects.token_information import *
    from gitlab.v4.objects.topics import *
    from gitlab.v4.objects.triggers import *
    from gitlab.v4.objects.user_preferences import *
    from gitlab.v4.objects.users import *
    from gitlab.v4.objects.variables import *
    from gitlab.v4.objects.vulnerabilities import *
    from gitlab.v4.objects.vulnerability_archive_exports import *
    from gitlab.v4.objects.vulnerability_exports import *
    from gitlab.v4.objects.vulnerability_findings import *
    from gitlab.v4.objects.wikis import *
else:

    def __getattr__(name: str) -> Any:
        from gitlab._homes import HOMES

        if name == "__all__":
            return list(HOMES)
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from gitlab._children import described_class

        found = globals()[name] = described_class(name, like=__name__)
        return found
