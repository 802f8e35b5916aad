"""Every resource of GitLab's REST API without blocking, one module for each documentation page.

Names are loaded when they are first used; type checkers see them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.aio.objects.access_requests import *
    from gitlab.aio.objects.active_context import *
    from gitlab.aio.objects.ai_catalog import *
    from gitlab.aio.objects.alert_management_alerts import *
    from gitlab.aio.objects.appearance import *
    from gitlab.aio.objects.applications import *
    from gitlab.aio.objects.approval_settings import *
    from gitlab.aio.objects.artifacts import *
    from gitlab.aio.objects.attestations import *
    from gitlab.aio.objects.audit_events import *
    from gitlab.aio.objects.avatars import *
    from gitlab.aio.objects.award_emojis import *
    from gitlab.aio.objects.badges import *
    from gitlab.aio.objects.batched_background_migrations import *
    from gitlab.aio.objects.boards import *
    from gitlab.aio.objects.branches import *
    from gitlab.aio.objects.broadcast_messages import *
    from gitlab.aio.objects.bulk_imports import *
    from gitlab.aio.objects.ci_lint import *
    from gitlab.aio.objects.cluster_agents import *
    from gitlab.aio.objects.clusters import *
    from gitlab.aio.objects.code_review_analytics import *
    from gitlab.aio.objects.code_search import *
    from gitlab.aio.objects.commits import *
    from gitlab.aio.objects.compliance_external_controls import *
    from gitlab.aio.objects.compliance_policy_settings import *
    from gitlab.aio.objects.container_registry import *
    from gitlab.aio.objects.container_virtual_registries import *
    from gitlab.aio.objects.custom_attributes import *
    from gitlab.aio.objects.data_management import *
    from gitlab.aio.objects.database_dictionary import *
    from gitlab.aio.objects.database_migrations import *
    from gitlab.aio.objects.dependencies import *
    from gitlab.aio.objects.dependency_list_export import *
    from gitlab.aio.objects.deploy_keys import *
    from gitlab.aio.objects.deploy_tokens import *
    from gitlab.aio.objects.deployments import *
    from gitlab.aio.objects.discussions import *
    from gitlab.aio.objects.dora_metrics import *
    from gitlab.aio.objects.draft_notes import *
    from gitlab.aio.objects.elasticsearch_indexed_namespaces import *
    from gitlab.aio.objects.environments import *
    from gitlab.aio.objects.epic_boards import *
    from gitlab.aio.objects.epic_links import *
    from gitlab.aio.objects.epics import *
    from gitlab.aio.objects.error_tracking import *
    from gitlab.aio.objects.events import *
    from gitlab.aio.objects.export_import import *
    from gitlab.aio.objects.feature_flag_user_lists import *
    from gitlab.aio.objects.feature_flags import *
    from gitlab.aio.objects.features import *
    from gitlab.aio.objects.files import *
    from gitlab.aio.objects.freeze_periods import *
    from gitlab.aio.objects.geo_nodes import *
    from gitlab.aio.objects.geo_sites import *
    from gitlab.aio.objects.gitlab_subscriptions import *
    from gitlab.aio.objects.group_access_tokens import *
    from gitlab.aio.objects.group_activity_analytics import *
    from gitlab.aio.objects.group_credentials_inventory import *
    from gitlab.aio.objects.group_enterprise_users import *
    from gitlab.aio.objects.group_ssh_certificates import *
    from gitlab.aio.objects.groups import *
    from gitlab.aio.objects.hooks import *
    from gitlab.aio.objects.integrations import *
    from gitlab.aio.objects.invitations import *
    from gitlab.aio.objects.issues import *
    from gitlab.aio.objects.iterations import *
    from gitlab.aio.objects.job_token_scope import *
    from gitlab.aio.objects.jobs import *
    from gitlab.aio.objects.keys import *
    from gitlab.aio.objects.knowledge_graph import *
    from gitlab.aio.objects.labels import *
    from gitlab.aio.objects.ldap import *
    from gitlab.aio.objects.license import *
    from gitlab.aio.objects.linked_epics import *
    from gitlab.aio.objects.managed_licenses import *
    from gitlab.aio.objects.markdown_uploads import *
    from gitlab.aio.objects.member_roles import *
    from gitlab.aio.objects.members import *
    from gitlab.aio.objects.merge_request_approval_settings import *
    from gitlab.aio.objects.merge_request_approvals import *
    from gitlab.aio.objects.merge_request_context_commits import *
    from gitlab.aio.objects.merge_request_dependencies import *
    from gitlab.aio.objects.merge_requests import *
    from gitlab.aio.objects.merge_trains import *
    from gitlab.aio.objects.metadata import *
    from gitlab.aio.objects.metric_images import *
    from gitlab.aio.objects.milestones import *
    from gitlab.aio.objects.namespaces import *
    from gitlab.aio.objects.notes import *
    from gitlab.aio.objects.notification_settings import *
    from gitlab.aio.objects.offline_exports import *
    from gitlab.aio.objects.organizations import *
    from gitlab.aio.objects.package_protection_rules import *
    from gitlab.aio.objects.packages import *
    from gitlab.aio.objects.pages import *
    from gitlab.aio.objects.personal_access_tokens import *
    from gitlab.aio.objects.pipelines import *
    from gitlab.aio.objects.placeholder_reassignments import *
    from gitlab.aio.objects.plan_limits import *
    from gitlab.aio.objects.product_analytics import *
    from gitlab.aio.objects.project_access_tokens import *
    from gitlab.aio.objects.project_aliases import *
    from gitlab.aio.objects.project_analytics import *
    from gitlab.aio.objects.projects import *
    from gitlab.aio.objects.provider_identities import *
    from gitlab.aio.objects.push_rules import *
    from gitlab.aio.objects.registry_protection_repository_rules import *
    from gitlab.aio.objects.registry_protection_rules import *
    from gitlab.aio.objects.registry_protection_tag_rules import *
    from gitlab.aio.objects.relations_export import *
    from gitlab.aio.objects.releases import *
    from gitlab.aio.objects.repositories import *
    from gitlab.aio.objects.repository_storage_moves import *
    from gitlab.aio.objects.resource_groups import *
    from gitlab.aio.objects.reviewers import *
    from gitlab.aio.objects.runner_controllers import *
    from gitlab.aio.objects.runners import *
    from gitlab.aio.objects.search_migrations import *
    from gitlab.aio.objects.secure_files import *
    from gitlab.aio.objects.security_settings import *
    from gitlab.aio.objects.service_accounts import *
    from gitlab.aio.objects.settings import *
    from gitlab.aio.objects.sidekiq import *
    from gitlab.aio.objects.sidekiq_queues import *
    from gitlab.aio.objects.snippets import *
    from gitlab.aio.objects.statistics import *
    from gitlab.aio.objects.status_checks import *
    from gitlab.aio.objects.storage_limit_exclusions import *
    from gitlab.aio.objects.subscription_add_on_purchases import *
    from gitlab.aio.objects.suggestions import *
    from gitlab.aio.objects.support_pins import *
    from gitlab.aio.objects.tags import *
    from gitlab.aio.objects.templates import *
    from gitlab.aio.objects.terraform_states import *
    from gitlab.aio.objects.todos import *
    from gitlab.aio.objects.token_information import *
    from gitlab.aio.objects.topics import *
    from gitlab.aio.objects.triggers import *
    from gitlab.aio.objects.user_preferences import *
    from gitlab.aio.objects.users import *
    from gitlab.aio.objects.variables import *
    from gitlab.aio.objects.vulnerabilities import *
    from gitlab.aio.objects.vulnerability_archive_exports import *
    from gitlab.aio.objects.vulnerability_exports import *
    from gitlab.aio.objects.vulnerability_findings import *
    from gitlab.aio.objects.wikis import *
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
