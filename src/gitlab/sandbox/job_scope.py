"""What a job's token opens: the projects it gets into, and what it may do there.

`source` is the project that is asked and whose allowlist counts, `origin` the project of the job.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gitlab.sandbox import access, allowlist
from gitlab.sandbox.answers import Refused, forbidden
from gitlab.sandbox.features import open_to_all
from gitlab.sandbox.store import Row, Store
from gitlab.sandbox.versions import Version, has

if TYPE_CHECKING:
    from gitlab.job_token import Endpoint

__all__ = ["JobScope", "log_access"]

_OTHER_REGISTRY = (
    "This project's CI/CD job token cannot be used to authenticate with the container registry of a"
    " different project."
)
_NO_POLICY = "This action is unauthorized for CI/CD job tokens."
OWN_ENTRY_COUNTS = True
"""Whether a project's entry for itself restricts its own jobs, as GitLab's tests suggest."""


class JobScope(NamedTuple):
    """The scope of one job's token, for requests to one endpoint."""

    store: Store
    version: Version
    origin: Row
    endpoint: Endpoint

    def includes(self, source: Row) -> bool:
        """Whether the token of a member gets into the project."""
        if source["id"] == self.origin["id"]:
            return True
        if not has(self.version, "outbound lists do not count") and not self._may_leave_to(source):
            return False
        return not allowlist.inbound_enabled(self.store, source) or self._entry(source) is not None

    def demand_own_registry(self, source: Row | None) -> None:
        """The container registry takes the tokens of the project's own jobs alone."""
        if "/registry/" in self.endpoint.path and source != self.origin:
            raise forbidden(_OTHER_REGISTRY)

    def demand_policies(self, source: Row) -> None:
        """Refuse what a fine-grained entry does not allow."""
        if not self.has_policies(source):
            raise forbidden(self._policies_missing(source))

    def closed(self, source: Row) -> Refused:
        """The refusal of a project that is there, and cannot be read with the token."""
        return forbidden(
            "Authentication by CI/CD job token not allowed from"
            f" {self.origin['path']} to project {self._name(source)}."
        )

    def has_policies(self, source: Row) -> bool:
        """Whether the entry that lets the job in allows what the endpoint asks for."""
        if not has(self.version, "fine-grained entries"):
            return True
        if source["visibility"] != "private" and open_to_all(source, self.endpoint.features):
            return True
        entry = self._entry(source)
        is_own = source["id"] == self.origin["id"]
        if is_own and (entry is None or not OWN_ENTRY_COUNTS):
            return True
        if not allowlist.inbound_enabled(self.store, source):
            return True
        if entry is None:
            return False
        if entry["default_permissions"]:
            return True
        from gitlab.job_token import expand

        required = set(self.endpoint.policies)
        return bool(required) and required <= expand(entry["job_token_policies"])

    def _entry(self, source: Row) -> Row | None:
        """The entry that lets the origin in: its own, or that of its nearest group."""
        entry = allowlist.find(self.store, source, self.origin)
        if entry is not None or source["id"] == self.origin["id"]:
            # Groups narrow nothing for the project's own jobs.
            return entry
        for id in access.lineage(self.store, self.origin["namespace_id"]):
            entry = self.store.first(
                "group_links", source_project_id=source["id"], target_group_id=id
            )
            if entry:
                return entry
        return None

    def _may_leave_to(self, source: Row) -> bool:
        """What the origin's outbound list says, which counted for private projects."""
        limited = (self.origin["ci_settings"] or {}).get("job_token_scope_enabled")
        return (
            not limited
            or source["visibility"] != "private"
            or allowlist.find(self.store, self.origin, source, "outbound") is not None
        )

    def _policies_missing(self, source: Row) -> str:
        names = self.endpoint.policies
        if not names:
            return _NO_POLICY
        listed = (
            " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"
        )
        number = "permission is" if len(names) == 1 else "permissions are"
        return (
            f"Insufficient permissions to access this resource in project {self._name(source)}."
            f" The following token {number} required: {listed}."
        )

    def _name(self, source: Row) -> str:
        if has(self.version, "messages name project ids"):
            return f"#{source['id']}"
        return str(source["full_path"])


def log_access(store: Store, source: Row, scope: JobScope) -> None:
    """Note that a job came from another project; each permission has its own last time."""
    if source["id"] == scope.origin["id"] or not scope.includes(source):
        return
    pair = {"accessed_project_id": source["id"], "origin_project_id": scope.origin["id"]}
    now = store.timestamp()
    logged = store.first("auth_log", **pair)
    before = logged["policies"] if logged else {}
    entry = {
        "last_authorized_at": now,
        "policies": before | dict.fromkeys(scope.endpoint.policies, now),
    }
    if logged:
        store.update("auth_log", logged["id"], **entry)
    else:
        store.insert("auth_log", pair | entry)
