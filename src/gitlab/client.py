# long file: a line for each manager that a client holds.
"""The client: one GitLab server, seen as one user."""

from __future__ import annotations

from gitlab._drive import Driver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO, Any

    from gitlab._core.values import Call, CaseInsensitiveDict
    from gitlab._lists import GitlabList
    from gitlab.utils import WarnMessageData
    from gitlab.v4.objects.active_context import (
        ActiveContextCollectionManager,
        ActiveContextConnectionManager,
        ActiveContextEnabledNamespaceManager,
    )
    from gitlab.v4.objects.ai_catalog import AICatalogManager
    from gitlab.v4.objects.appearance import ApplicationAppearanceManager
    from gitlab.v4.objects.applications import ApplicationManager
    from gitlab.v4.objects.audit_events import AuditEventManager
    from gitlab.v4.objects.avatars import AvatarManager
    from gitlab.v4.objects.batched_background_migrations import BatchedBackgroundMigrationManager
    from gitlab.v4.objects.broadcast_messages import BroadcastMessageManager
    from gitlab.v4.objects.bulk_imports import BulkImportAllEntityManager, BulkImportManager
    from gitlab.v4.objects.ci_lint import CiLintManager
    from gitlab.v4.objects.clusters import InstanceClusterManager
    from gitlab.v4.objects.code_review_analytics import CodeReviewMergeRequestManager
    from gitlab.v4.objects.code_search import (
        ZoektNamespaceManager,
        ZoektProjectManager,
        ZoektShardManager,
    )
    from gitlab.v4.objects.compliance_policy_settings import CompliancePolicySettingsManager
    from gitlab.v4.objects.container_registry import RegistryRepositoryManager
    from gitlab.v4.objects.container_virtual_registries import (
        ContainerCacheEntryManager,
        ContainerRegistryUpstreamManager,
        ContainerUpstreamManager,
        ContainerVirtualRegistryManager,
    )
    from gitlab.v4.objects.data_management import DataManagementRecordManager
    from gitlab.v4.objects.database_dictionary import DatabaseTableManager
    from gitlab.v4.objects.database_migrations import DatabaseMigrationManager
    from gitlab.v4.objects.dependencies import OccurrenceManager
    from gitlab.v4.objects.dependency_list_export import DependencyListExportManager
    from gitlab.v4.objects.deploy_keys import DeployKeyManager
    from gitlab.v4.objects.deploy_tokens import DeployTokenManager
    from gitlab.v4.objects.elasticsearch_indexed_namespaces import (
        ElasticsearchIndexedNamespaceManager,
    )
    from gitlab.v4.objects.events import EventManager
    from gitlab.v4.objects.features import FeatureManager
    from gitlab.v4.objects.geo_nodes import GeoNodeManager
    from gitlab.v4.objects.geo_sites import GeoSiteManager
    from gitlab.v4.objects.group_activity_analytics import GroupActivityManager
    from gitlab.v4.objects.groups import GroupManager
    from gitlab.v4.objects.hooks import HookManager
    from gitlab.v4.objects.integrations import SlackManager
    from gitlab.v4.objects.issues import IssueManager
    from gitlab.v4.objects.keys import KeyManager
    from gitlab.v4.objects.knowledge_graph import KnowledgeGraphNamespaceManager
    from gitlab.v4.objects.ldap import LDAPGroupManager
    from gitlab.v4.objects.license import GitlabLicenseManager
    from gitlab.v4.objects.member_roles import AdminMemberRoleManager, MemberRoleManager
    from gitlab.v4.objects.merge_requests import MergeRequestManager
    from gitlab.v4.objects.metadata import MetadataManager
    from gitlab.v4.objects.namespaces import NamespaceManager
    from gitlab.v4.objects.notification_settings import NotificationSettingsManager
    from gitlab.v4.objects.offline_exports import OfflineExportManager
    from gitlab.v4.objects.organizations import OrganizationManager
    from gitlab.v4.objects.pages import PagesDomainManager
    from gitlab.v4.objects.personal_access_tokens import PersonalAccessTokenManager
    from gitlab.v4.objects.plan_limits import PlanLimitsManager
    from gitlab.v4.objects.project_aliases import ProjectAliasManager
    from gitlab.v4.objects.projects import ProjectManager
    from gitlab.v4.objects.repository_storage_moves import (
        GroupRepositoryStorageMoveAllManager,
        ProjectRepositoryStorageMoveAllManager,
        SnippetRepositoryStorageMoveAllManager,
    )
    from gitlab.v4.objects.runner_controllers import RunnerControllerManager
    from gitlab.v4.objects.runners import RunnerAllManager, RunnerManager
    from gitlab.v4.objects.search_migrations import SearchMigrationManager
    from gitlab.v4.objects.service_accounts import ServiceAccountManager
    from gitlab.v4.objects.settings import ApplicationSettingsManager
    from gitlab.v4.objects.sidekiq import SidekiqManager
    from gitlab.v4.objects.sidekiq_queues import SidekiqQueueManager
    from gitlab.v4.objects.snippets import SnippetManager
    from gitlab.v4.objects.statistics import ApplicationStatisticsManager, IssuesStatisticsManager
    from gitlab.v4.objects.storage_limit_exclusions import StorageLimitExclusionManager
    from gitlab.v4.objects.suggestions import SuggestionManager
    from gitlab.v4.objects.templates import (
        DockerfileManager,
        GitignoreManager,
        GitlabciymlManager,
        LicenseManager,
    )
    from gitlab.v4.objects.todos import TodoManager
    from gitlab.v4.objects.token_information import TokenInformationManager
    from gitlab.v4.objects.topics import TopicManager
    from gitlab.v4.objects.user_preferences import UserCountsManager
    from gitlab.v4.objects.users import CurrentUser, UserActivitiesManager, UserManager
    from gitlab.v4.objects.variables import VariableManager
    from gitlab.v4.objects.vulnerabilities import VulnerabilityManager
    from gitlab.v4.objects.vulnerability_archive_exports import VulnerabilityArchiveExportManager
    from gitlab.v4.objects.vulnerability_exports import VulnerabilityExportManager

__all__ = ["Gitlab", "GitlabList"]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name == "GitlabList":
            from gitlab._lists import GitlabList

            return GitlabList
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Gitlab(Driver):
    """A GitLab server, called as one user.

    `url` is the server's address, https://gitlab.com by default. At most one credential is taken:
    `private_token` (personal, project or group access token), `oauth_token`, `job_token`
    (CI_JOB_TOKEN), or `http_username` with `http_password`; without any, `.netrc` is asked.
    A token may be a function: it is asked before the first request, and again after a 401;
    `AsyncGitlab` awaits async ones.
    `timeout` is in seconds, by default 10 to connect and 60 between two reads; None waits for
    ever. `ssl_verify` is False or the path of a file of CAs. `per_page`, `pagination` and
    `order_by` are defaults of `list()`. `retry_transient_errors` repeats calls after server
    errors and broken connections where that is safe. A `requests.Session` passed as `session`
    carries the calls. `strict` refuses parameters that no described operation has,
    instead of warning of those that look misspelt. `pages_in_flight` is how many pages of a list
    are fetched at a time, 16 by default, and 1 over a session that was passed.

    Raises ValueError when credentials contradict each other.

    https://docs.gitlab.com/api/rest/
    """

    active_context_collections: ActiveContextCollectionManager
    active_context_connections: ActiveContextConnectionManager
    active_context_enabled_namespaces: ActiveContextEnabledNamespaceManager
    admin_member_roles: AdminMemberRoleManager
    ai_catalog: AICatalogManager
    appearance: ApplicationAppearanceManager
    applications: ApplicationManager
    audit_events: AuditEventManager
    avatar: AvatarManager
    batched_background_migrations: BatchedBackgroundMigrationManager
    broadcastmessages: BroadcastMessageManager
    bulk_import_entities: BulkImportAllEntityManager
    bulk_imports: BulkImportManager
    ci_lint: CiLintManager
    clusters: InstanceClusterManager
    code_review_analytics: CodeReviewMergeRequestManager
    compliance_policy_settings: CompliancePolicySettingsManager
    container_cache_entries: ContainerCacheEntryManager
    container_registry_upstreams: ContainerRegistryUpstreamManager
    container_upstreams: ContainerUpstreamManager
    container_virtual_registries: ContainerVirtualRegistryManager
    data_management: DataManagementRecordManager
    database_migrations: DatabaseMigrationManager
    database_tables: DatabaseTableManager
    dependency_list_exports: DependencyListExportManager
    deploykeys: DeployKeyManager
    deploytokens: DeployTokenManager
    dockerfiles: DockerfileManager
    elasticsearch_indexed_namespaces: ElasticsearchIndexedNamespaceManager
    events: EventManager
    features: FeatureManager
    geo_sites: GeoSiteManager
    geonodes: GeoNodeManager
    gitignores: GitignoreManager
    gitlab_licenses: GitlabLicenseManager
    gitlabciymls: GitlabciymlManager
    group_activity: GroupActivityManager
    group_repository_storage_moves: GroupRepositoryStorageMoveAllManager
    groups: GroupManager
    hooks: HookManager
    issues: IssueManager
    issues_statistics: IssuesStatisticsManager
    keys: KeyManager
    knowledge_graph_namespaces: KnowledgeGraphNamespaceManager
    ldapgroups: LDAPGroupManager
    licenses: LicenseManager
    member_roles: MemberRoleManager
    mergerequests: MergeRequestManager
    metadata: MetadataManager
    namespaces: NamespaceManager
    notificationsettings: NotificationSettingsManager
    occurrences: OccurrenceManager
    offline_exports: OfflineExportManager
    organizations: OrganizationManager
    pagesdomains: PagesDomainManager
    personal_access_tokens: PersonalAccessTokenManager
    plan_limits: PlanLimitsManager
    project_aliases: ProjectAliasManager
    project_repository_storage_moves: ProjectRepositoryStorageMoveAllManager
    projects: ProjectManager
    registry_repositories: RegistryRepositoryManager
    runner_controllers: RunnerControllerManager
    runners: RunnerManager
    runners_all: RunnerAllManager
    search_migrations: SearchMigrationManager
    service_accounts: ServiceAccountManager
    settings: ApplicationSettingsManager
    sidekiq: SidekiqManager
    sidekiq_queues: SidekiqQueueManager
    slack: SlackManager
    snippet_repository_storage_moves: SnippetRepositoryStorageMoveAllManager
    snippets: SnippetManager
    statistics: ApplicationStatisticsManager
    storage_limit_exclusions: StorageLimitExclusionManager
    suggestions: SuggestionManager
    todos: TodoManager
    token_information: TokenInformationManager
    topics: TopicManager
    user_activities: UserActivitiesManager
    user_counts: UserCountsManager
    users: UserManager
    variables: VariableManager
    vulnerabilities: VulnerabilityManager
    vulnerability_archive_exports: VulnerabilityArchiveExportManager
    vulnerability_exports: VulnerabilityExportManager
    zoekt_namespaces: ZoektNamespaceManager
    zoekt_projects: ZoektProjectManager
    zoekt_shards: ZoektShardManager

    user: CurrentUser | None = None
    _server_version: str | None = None
    _server_revision: str | None = None

    def auth(self) -> None:
        """Ask GitLab who the token belongs to, and keep the answer as `user`.

        Raises GitlabAuthenticationError when the token is not accepted, and always with a job
        token: GET /job tells about those. https://docs.gitlab.com/api/users/
        """
        from gitlab._children import described_class

        manager = described_class("CurrentUserManager", like=__name__)(self)
        self.user = self._run(manager._get())
        self._warn_of_other_host(self.user)

    def _warn_of_other_host(self, user: Any) -> None:
        from gitlab._core.auth import origin

        web_url = getattr(user, "web_url", None)
        if self.keep_base_url or not web_url or origin(web_url)[1] == origin(self.url)[1]:
            return
        from gitlab.utils import warn

        warn(
            f"This client talks to {self.url}, but the server calls itself {web_url}. Links to "
            "further pages and downloads may lead there; with `keep_base_url=True` they do not.",
            category=UserWarning,
        )

    def version(self) -> tuple[str, str]:
        """GitLab's version and revision, both "unknown" when it does not tell.

        A good answer is kept for later calls. https://docs.gitlab.com/api/version/
        """
        if self._server_version is None or self._server_revision is None:
            try:
                answer = self._run(self._json_call("GET", "/version"))
                self._server_version = answer["version"]
                self._server_revision = answer["revision"]
            except Exception:  # noqa: BLE001 - asking for the version never fails
                return "unknown", "unknown"
        return str(self._server_version), str(self._server_revision)

    def markdown(
        self, text: str, gfm: bool = False, project: str | None = None, **kwargs: Any
    ) -> str:
        """Render `text` as GitLab's Markdown; return HTML.

        `gfm` links references, relative to the full path `project`. Raises GitlabMarkdownError.
        https://docs.gitlab.com/api/markdown/
        """
        from gitlab.exceptions import GitlabMarkdownError

        body = {"text": text, "gfm": gfm, **({} if project is None else {"project": project})}
        answer = self._run(
            self._json_call("POST", "/markdown", body=body, error=GitlabMarkdownError, **kwargs)
        )
        html: str = answer["html"]
        return html

    def get_license(self, **kwargs: Any) -> dict[str, str | dict[str, str]]:
        """Return the instance's licence, `{}` when there is none. Administrators only.

        Raises GitlabLicenseError. https://docs.gitlab.com/api/license/
        """
        from gitlab.exceptions import GitlabLicenseError

        answer = self._run(self._json_call("GET", "/license", error=GitlabLicenseError, **kwargs))
        return answer if isinstance(answer, dict) else {}

    def set_license(self, license: str, **kwargs: Any) -> dict[str, Any]:
        """Add a licence to the instance and return it. Administrators only.

        Raises GitlabLicenseError. https://docs.gitlab.com/api/license/
        """
        from gitlab.exceptions import GitlabLicenseError

        answer: dict[str, Any] = self._run(
            self._json_call(
                "POST", "/license", body={"license": license}, error=GitlabLicenseError, **kwargs
            )
        )
        return answer

    def search(self, scope: str, search: str, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """Search the instance within `scope`: projects, issues, users, blobs, ...

        Raises GitlabSearchError. https://docs.gitlab.com/api/search/
        """
        from gitlab._listing import listing
        from gitlab.exceptions import GitlabSearchError

        query = {"scope": scope, "search": search}
        return self._run_list(listing("/search", query, kwargs, error=GitlabSearchError))

    def graphql(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
    ) -> Any:
        """Run a GraphQL query or mutation; return what GitLab answers as `data`.

        Queries are repeated as GETs are; mutations only when GitLab surely did not see them.
        Raises GitlabGraphQLError when the answer holds errors, GitlabAuthenticationError on 401
        and with a job token, GitlabHttpError on other refusals.
        https://docs.gitlab.com/api/graphql/
        """
        from gitlab._graphql import graphql_call

        return self._run(graphql_call(self, request, variable_values, operation_name))

    def graphql_nodes(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        *,
        path: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Give the nodes of a connection, of as many pages as there are.

        The query takes its place as a variable and asks where the page ends:

            query($after: String) {
              projects(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
            }

        With more than one connection, `path` says which one to follow: "project.issues". Raises
        what `graphql` raises, and ValueError when the query cannot be followed.
        """
        from gitlab._graphql import nodes

        found: Iterator[dict[str, Any]] = self._emitted(nodes(self, request, variable_values, path))
        return found

    # For what no manager covers: any method, any path.

    def http_request(
        self,
        verb: str,
        path: str,
        query_data: Mapping[str, Any] | None = None,
        post_data: Mapping[str, Any] | bytes | IO[bytes] | None = None,
        raw: bool = False,
        streamed: bool = False,
        files: dict[str, Any] | None = None,
        timeout: float | None = None,
        obey_rate_limit: bool = True,
        retry_transient_errors: bool | None = None,
        max_retries: int = 10,
        extra_headers: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Send any request; return the HTTP library's response object.

        `path` is below the API's root, or a whole URL. `raw` sends `post_data` as it is instead
        of as JSON. Other keyword arguments are added to the query. Raises
        GitlabAuthenticationError on 401, GitlabHttpError on other refusals.
        """
        from gitlab._core import decode

        return self._run(
            self._http_call(
                verb.upper(),
                path,
                decode.to_response,
                query_data,
                kwargs,
                body=post_data,
                files=files,
                options={
                    "raw": raw,
                    "streamed": streamed,
                    "timeout": timeout,
                    "obey_rate_limit": obey_rate_limit,
                    "retry_transient_errors": retry_transient_errors,
                    "max_retries": max_retries,
                    "extra_headers": extra_headers,
                },
                asked_by="http_request",
            )
        )

    def http_get(
        self,
        path: str,
        query_data: Mapping[str, Any] | None = None,
        streamed: bool = False,
        raw: bool = False,
        **kwargs: Any,
    ) -> Any:
        """GET; return the parsed JSON, or the response object when it is something else."""
        from gitlab._core import decode

        return self._run(
            self._http_call(
                "GET",
                path,
                decode.to_response if streamed or raw else decode.json_or_response,
                query_data,
                kwargs,
                options={"streamed": streamed, "raw": raw},
            )
        )

    def http_head(
        self, path: str, query_data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> CaseInsensitiveDict:
        """HEAD; return the headers."""
        from gitlab._core import decode

        headers: CaseInsensitiveDict = self._run(
            self._http_call("HEAD", path, decode.to_headers, query_data, kwargs)
        )
        return headers

    def http_list(
        self,
        path: str,
        query_data: Mapping[str, Any] | None = None,
        *,
        iterator: bool | None = None,
        message_details: WarnMessageData | None = None,
        **kwargs: Any,
    ) -> GitlabList | list[dict[str, Any]]:
        """GET a list; return one page of dicts, all with `get_all=True`, or lazily `iterator`."""
        from gitlab._listing import listing

        asked = listing(
            path, query_data or {}, kwargs, iterator=iterator, message_details=message_details
        )
        return self._run_list(asked._replace(call=asked.call._replace(asked_by="http_list")))

    def http_post(
        self,
        path: str,
        query_data: Mapping[str, Any] | None = None,
        post_data: Mapping[str, Any] | bytes | IO[bytes] | None = None,
        raw: bool = False,
        files: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """POST; return the parsed JSON, or the response object when it is something else."""
        from gitlab._core import decode

        return self._run(
            self._http_call(
                "POST",
                path,
                decode.json_or_response,
                query_data,
                kwargs,
                body=post_data,
                files=files,
                options={"raw": raw},
            )
        )

    def http_put(
        self,
        path: str,
        query_data: Mapping[str, Any] | None = None,
        post_data: Mapping[str, Any] | bytes | IO[bytes] | None = None,
        raw: bool = False,
        files: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """PUT; return the parsed JSON, or the response object after a 204."""
        from gitlab._core import decode

        return self._run(
            self._http_call(
                "PUT",
                path,
                decode.json_unless_empty,
                query_data,
                kwargs,
                body=post_data,
                files=files,
                options={"raw": raw},
            )
        )

    def http_patch(
        self,
        path: str,
        *,
        query_data: Mapping[str, Any] | None = None,
        post_data: Mapping[str, Any] | bytes | None = None,
        raw: bool = False,
        **kwargs: Any,
    ) -> Any:
        """PATCH; return the parsed JSON, or the response object after a 204."""
        from gitlab._core import decode

        return self._run(
            self._http_call(
                "PATCH",
                path,
                decode.json_unless_empty,
                query_data,
                kwargs,
                body=post_data,
                options={"raw": raw},
            )
        )

    def http_delete(self, path: str, **kwargs: Any) -> Any:
        """DELETE; return the response object."""
        from gitlab._core import decode

        return self._run(self._http_call("DELETE", path, decode.to_response, None, kwargs))

    def _http_call(
        self,
        method: str,
        path: str,
        decode: Any,
        query: Mapping[str, Any] | None,
        kwargs: Mapping[str, Any],
        *,
        body: Any = None,
        files: dict[str, Any] | None = None,
        options: Mapping[str, Any] | None = None,
        asked_by: str | None = "http_get and its siblings",
    ) -> Call[Any]:
        from gitlab._core.encode import split_options
        from gitlab._core.values import Call

        arguments = {
            name: value for name, value in kwargs.items() if name not in ("post_data", "query_data")
        }
        given, steering = split_options({**arguments, **(options or {})})
        return Call(
            method,
            path,
            decode,
            query={**(query or {}), **given},
            body=body,
            files=files,
            options=steering,
            asked_by=asked_by,
        )

    def _json_call(
        self, method: str, path: str, *, body: Any = None, error: Any = None, **kwargs: Any
    ) -> Call[Any]:
        from gitlab._core import decode

        call = self._http_call(
            method, path, decode.json_or_response, None, kwargs, body=body, asked_by=None
        )
        return call._replace(error=error)

    def enable_debug(self, mask_credentials: bool = True) -> None:
        """Log every HTTP exchange at DEBUG level, with the token masked unless told otherwise.

        It switches on the debug output of `http.client` and replaces the root logger's handlers.
        """
        from gitlab._debug import log_http_exchanges

        log_http_exchanges(self._secret(), masked=mask_credentials)

    def _secret(self) -> str | None:
        if self._is_renewable:
            credential = self._credential()
            return credential and credential.value.removeprefix("Bearer ")
        secrets = (self.private_token, self.oauth_token, self.job_token, self.http_password)
        return next((secret for secret in secrets if isinstance(secret, str) and secret), None)
