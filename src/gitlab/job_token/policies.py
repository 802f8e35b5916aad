"""The fine-grained permissions of allowlist entries: names, what they imply, what they unlock.

https://docs.gitlab.com/ci/jobs/fine_grained_permissions/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias, get_args

__all__ = [
    "DEPRECATED",
    "ENDPOINTS",
    "POLICIES",
    "Endpoint",
    "Policy",
    "endpoint",
    "expand",
    "fewest",
    "unknown",
    "writes",
]

Policy: TypeAlias = Literal[
    "read_badges",
    "admin_badges",
    "read_deployments",
    "admin_deployments",
    "read_environments",
    "admin_environments",
    "read_jobs",
    "admin_jobs",
    "read_merge_requests",
    "read_packages",
    "admin_packages",
    "read_pipelines",
    "admin_pipelines",
    "read_releases",
    "admin_releases",
    "read_repositories",
    "admin_repositories",
    "read_secure_files",
    "admin_secure_files",
    "read_terraform_state",
    "admin_terraform_state",
    "read_work_items",
]

POLICIES: tuple[Policy, ...] = get_args(Policy)
"""All that an entry may hold, as GitLab 19.1 knows them; GraphQL has them in upper case."""
DEPRECATED = ("read_containers", "admin_containers")
"""What old entries may still hold, and no new one can."""


def writes(policy: str) -> bool:
    """Whether the permission changes something in GitLab."""
    return policy.startswith("admin_")


def expand(policies: Iterable[str]) -> frozenset[str]:
    """The permissions and all that they imply: who may write may read."""
    held = frozenset(policies)
    implied = (policy.replace("admin_", "read_", 1) for policy in held if writes(policy))
    return held | {policy for policy in implied if policy in (*POLICIES, *DEPRECATED)}


def fewest(policies: Iterable[str]) -> tuple[str, ...]:
    """The fewest permissions that imply all of these, in alphabetical order."""
    held = frozenset(policies)
    return tuple(sorted(p for p in held if p.replace("read_", "admin_", 1) not in held - {p}))


def subject(policies: Iterable[str]) -> tuple[str, ...]:
    """The project features that the permissions are about, in alphabetical order."""
    reads = {f"read_{policy.partition('_')[2]}" for policy in policies}
    known = (*_LIKELY.items(), *_ESTABLISHED.items())
    return tuple(sorted({name for policy, names in known if policy in reads for name in names}))


def unknown(policies: Iterable[str]) -> tuple[str, ...]:
    """Those that no entry can be given, in alphabetical order."""
    return tuple(sorted(set(policies).difference(POLICIES)))


class Endpoint(NamedTuple):
    """A REST endpoint that accepts job tokens.

    A fine-grained entry has to hold all of `policies`; without any it can never grant the
    endpoint, though some such endpoints do not ask. `features` are those whose being open to
    everyone makes a public or internal project skip the question; GitLab's text establishes them
    if `features_are_sure`, else they are those that the endpoint is about.
    """

    method: str
    path: str
    policies: tuple[Policy, ...] = ()
    features: tuple[str, ...] = ()
    features_are_sure: bool = False


def endpoint(text: str) -> Endpoint | None:
    """The endpoint that a request goes to; None for those that accept no job token.

    `text` is a method and a path, GitLab's pattern or a real one, with or without `/api/v4`:
    `"GET /projects/:id/packages"`, `"GET /api/v4/projects/7/packages/1?page=2"`.
    """
    method, _, path = text.strip().partition(" ")
    method = "GET" if method.upper() == "HEAD" else method.upper()
    path = path.strip().partition("?")[0]
    path = re.sub(r"^(https?://[^/]+)?(/.*)?/api/v4(?=/)", "", path).rstrip("/")
    found = [each for each in ENDPOINTS if each.method == method and _pattern(each.path)(path)]
    return max(found, key=lambda each: _literal_length(each.path), default=None)


@cache
def _pattern(path: str) -> Callable[[str], object]:
    """What GitLab's notation matches: `:name` a segment, `*name` several, `(...)` optional."""
    parts = re.split(r"([:*]\w+|[()])", path)
    known = {"(": "(?:", ")": ")?"}
    regex = (
        "[^/]+?"
        if part[:1] == ":"
        else ".+?"
        if part[:1] == "*"
        else known.get(part, "") or re.escape(part)
        for part in parts
    )
    return re.compile("".join(regex)).fullmatch


def _literal_length(path: str) -> int:
    return len(re.sub(r"[:*]\w+", "", path))


# What each permission unlocks, in the notation of GitLab's routes. `P` is `/projects/:id`, `{a,b}`
# stands for either, and a line that a permission shares with another one needs both.
_UNLOCKS: dict[Policy, str] = {
    "read_badges": """
        GET P/badges
        GET P/badges/:badge_id
    """,
    "admin_badges": """
        POST P/badges
        PUT,DELETE P/badges/:badge_id
        GET P/badges/render
    """,
    "read_deployments": """
        GET P/deployments
        GET P/deployments/:deployment_id
        GET P/deployments/:deployment_id/merge_requests
    """,
    "admin_deployments": """
        POST P/deployments
        PUT,DELETE P/deployments/:deployment_id
        POST P/deployments/:deployment_id/approval
    """,
    "read_environments": """
        GET P/environments
        GET P/environments/:environment_id
    """,
    "admin_environments": """
        POST P/deployments
        POST P/environments
        PUT,DELETE P/environments/:environment_id
        DELETE P/environments/review_apps
        POST P/environments/:environment_id/stop
        POST P/environments/stop_stale
    """,
    "read_jobs": """
        GET P/jobs
        GET P/pipelines/:pipeline_id/jobs
        GET /jobs/:id/artifacts
        GET P/jobs/:job_id/artifacts
        GET P/jobs/:job_id/artifacts/tree
        GET P/jobs/:job_id/artifacts/*artifact_path
        GET P/jobs/artifacts/:ref_name/download
        GET P/jobs/artifacts/:ref_name/raw/*artifact_path
    """,
    "read_merge_requests": """
        GET P/merge_requests
        GET P/merge_requests/:merge_request_iid
        GET P/merge_requests/:noteable_id/notes
        GET P/merge_requests/:noteable_id/notes/:note_id
    """,
    "read_packages": """
        GET P/packages
        GET P/packages/:package_id
        GET P/packages/:package_id/package_files
        GET P/packages/:package_id/package_files/:package_file_id/download
        GET P/packages/generic/:package_name/*package_version/(*path/):file_name
        GET P/packages/composer/archives/*package_name
        GET P/packages/go/*module_name/@v/list
        GET P/packages/go/*module_name/@v/:module_version.{info,mod,zip}
        GET P/packages/maven/*path/:file_name
        GET /groups/:id/-/packages/maven/*path/:file_name
        GET /packages/maven/*path/:file_name
        GET P/packages/npm/*package_name
        GET P/packages/npm/*package_name/-/*file_name
        GET {P,/groups/:id/-,}/packages/npm/-/package/*package_name/dist-tags
        POST {P,/groups/:id/-,}/packages/npm/-/npm/v1/security/advisories/bulk
        POST {P,/groups/:id/-,}/packages/npm/-/npm/v1/security/audits/quick
        GET P/packages/pypi/simple
        GET P/packages/pypi/simple/*package_name
        GET P/packages/pypi/files/:sha256/*file_identifier
        GET {P,}/packages/conan/v1/CONAN
        GET {P,}/packages/conan/v1/CONAN/digest
        GET {P,}/packages/conan/v1/CONAN/download_urls
        GET {P,}/packages/conan/v1/CONAN/search
        POST {P,}/packages/conan/v1/CONAN/upload_urls
        GET {P,}/packages/conan/v1/CONAN/packages/:conan_package_reference
        GET {P,}/packages/conan/v1/CONAN/packages/:conan_package_reference/digest
        GET {P,}/packages/conan/v1/CONAN/packages/:conan_package_reference/download_urls
        POST {P,}/packages/conan/v1/CONAN/packages/:conan_package_reference/upload_urls
        GET {P,}/packages/conan/v1/EXPORT
        GET {P,}/packages/conan/v1/PACKAGE
        GET P/packages/conan/v2/CONAN/latest
        GET P/packages/conan/v2/CONAN/search
        GET P/packages/conan/v2/CONAN/revisions
        GET P/packages/conan/v2/CONAN/REVISION/files(/:file_name)
        GET P/packages/conan/v2/CONAN/REVISION/search
        GET P/packages/conan/v2/CONAN/REVISION/REFERENCE/latest
        GET P/packages/conan/v2/CONAN/REVISION/REFERENCE/revisions
        GET P/packages/conan/v2/CONAN/REVISION/BUILD/files
        GET P/packages/conan/v2/CONAN/REVISION/BUILD/files/:file_name
    """,
    "admin_packages": """
        DELETE P/packages/:package_id
        DELETE P/packages/:package_id/package_files/:package_file_id
        PUT P/packages/generic/:package_name/*package_version/(*path/):file_name(/authorize)
        PUT P/packages/maven/*path/:file_name(/authorize)
        POST P/packages/pypi(/authorize)
        PUT P/packages/npm/:package_name(/authorize)
        POST P/packages/composer
        PUT,DELETE {P,/groups/:id/-,}/packages/npm/-/package/*package_name/dist-tags/:tag
        PUT {P,}/packages/conan/v1/EXPORT(/authorize)
        PUT {P,}/packages/conan/v1/PACKAGE(/authorize)
        DELETE {P,}/packages/conan/v1/CONAN
        PUT P/packages/conan/v2/CONAN/REVISION/files/:file_name(/authorize)
        PUT P/packages/conan/v2/CONAN/REVISION/BUILD/files/:file_name
        DELETE P/packages/conan/v2/CONAN/REVISION
        DELETE P/packages/conan/v2/CONAN/REVISION/BUILD
    """,
    "read_pipelines": """
        GET P/pipelines
        GET P/pipelines/:pipeline_id
        GET P/pipelines/:pipeline_id/bridges
        GET P/packages/:package_id/pipelines
    """,
    "admin_pipelines": """
        PUT P/pipelines/:pipeline_id/metadata
    """,
    "read_releases": """
        GET P/releases
        GET P/releases/:tag_name
        GET P/releases/:tag_name/downloads/*direct_asset_path
        GET P/releases/permalink/latest(/)(*suffix_path)
        GET P/releases/:tag_name/assets/links(/:link_id)
        GET P/repository/changelog
    """,
    "admin_releases": """
        POST P/releases
        PUT,DELETE P/releases/:tag_name
        POST P/releases/:tag_name/evidence
        POST P/releases/:tag_name/assets/links
        PUT,DELETE P/releases/:tag_name/assets/links/:link_id
        POST P/catalog/publish
    """,
    "read_repositories": """
        GET P/repository/branches
        GET P/repository/commits/:sha
        GET P/repository/commits/:sha/merge_requests
        GET P/repository/files/:file_path/raw
        GET P/repository/tags
        GET P/repository/tags/:tag_name
    """,
    "read_secure_files": """
        GET P/secure_files
        GET P/secure_files/:secure_file_id
        GET P/secure_files/:secure_file_id/download
    """,
    "admin_secure_files": """
        POST P/secure_files
        DELETE P/secure_files/:secure_file_id
    """,
    "read_terraform_state": """
        GET P/terraform/state/:name
        GET P/terraform/state/:name/versions/:serial
    """,
    "admin_terraform_state": """
        POST,DELETE P/terraform/state/:name
        POST,DELETE P/terraform/state/:name/lock
        DELETE P/terraform/state/:name/versions/:serial
    """,
    "read_work_items": """
        GET P/issues
        GET P/issues/:issue_iid
    """,
}
# These accept job tokens, and no permission covers them.
_WITHOUT_POLICY = """
    GET P/registry/repositories
    GET P/registry/repositories/:repository_id/tags
    GET,DELETE P/registry/repositories/:repository_id/tags/:tag_name
    DELETE P/registry/repositories/:repository_id
    DELETE P/registry/repositories/:repository_id/tags
    GET /group/:id/-/packages/composer/packages
    GET /group/:id/-/packages/composer/p/:sha
    GET /group/:id/-/packages/composer/p2/*package_name
    GET /group/:id/-/packages/composer/*package_name
    GET /groups/:id/-/packages/npm/*package_name
    GET /groups/:id/-/packages/pypi/simple
    GET /groups/:id/-/packages/pypi/simple/*package_name
    GET /groups/:id/-/packages/pypi/files/:sha256/*file_identifier
    GET {P,}/packages/conan/v1/ping
    GET {P,}/packages/conan/{v1,v2}/conans/search
    GET {P,}/packages/conan/{v1,v2}/users/authenticate
    GET {P,}/packages/conan/{v1,v2}/users/check_credentials
    GET /packages/npm/*package_name
    GET /job
    GET /job/allowed_agents
    POST /internal/dast/site_validations/:id/transition
    POST /token_exchange
    POST P/(ref/:ref/)trigger/pipeline
"""
_SHORT = {
    "CONAN": "conans/:package_name/:package_version/:package_username/:package_channel",
    "EXPORT": "files/:package_name/:package_version/:package_username/:package_channel"
    "/:recipe_revision/export/:file_name",
    "PACKAGE": "files/:package_name/:package_version/:package_username/:package_channel"
    "/:recipe_revision/package/:conan_package_reference/:package_revision/:file_name",
    "REVISION": "revisions/:recipe_revision",
    "BUILD": "packages/:conan_package_reference/revisions/:package_revision",
    "REFERENCE": "packages/:conan_package_reference",
    "P": "/projects/:id",
}
_SHORT_NAME = re.compile(rf"\b({'|'.join(_SHORT)})\b")
_ESTABLISHED: dict[Policy, tuple[str, ...]] = {
    "read_packages": ("package_registry",),
    "read_repositories": ("repository",),
    "read_work_items": ("issues",),
}
_LIKELY: dict[Policy, tuple[str, ...]] = {
    "read_deployments": ("repository", "builds", "environments"),
    "read_environments": ("repository", "builds", "environments"),
    "read_jobs": ("builds",),
    "read_merge_requests": ("merge_requests",),
    "read_pipelines": ("builds",),
    "read_releases": ("releases",),
}


def _endpoints() -> Iterator[Endpoint]:
    needed: dict[tuple[str, str], tuple[Policy, ...]] = dict.fromkeys(_routes(_WITHOUT_POLICY), ())
    for policy, text in _UNLOCKS.items():
        for route in _routes(text):
            needed[route] = (*needed.get(route, ()), policy)
    for (method, path), policies in needed.items():
        if len(policies) != 1 or writes(policies[0]):
            yield Endpoint(method, path, policies, features_are_sure=True)
            continue
        known = _ESTABLISHED.get(policies[0])
        sure = known is not None or path == "/projects/:id/environments"
        yield Endpoint(method, path, policies, known or _LIKELY.get(policies[0], ()), sure)


def _routes(text: str) -> Iterator[tuple[str, str]]:
    """A table's lines, its abbreviations written out."""
    for line in filter(None, map(str.strip, text.splitlines())):
        methods, path = line.split(" ")
        for method in methods.split(","):
            for each in _alternatives(path):
                yield method, _SHORT_NAME.sub(lambda name: _SHORT[name[0]], each)


def _alternatives(path: str) -> Iterator[str]:
    before, brace, rest = path.partition("{")
    if not brace:
        yield path
        return
    choices, _, after = rest.partition("}")
    for choice in choices.split(","):
        for tail in _alternatives(after):
            yield f"{before}{choice}{tail}"


ENDPOINTS: tuple[Endpoint, ...] = tuple(_endpoints())
