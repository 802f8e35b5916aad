"""A policy that demands what is there already: where writing one begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from io import StringIO
from typing import Any

from gitlab.job_token.policies import unknown
from gitlab.job_token.policy_files.documents import yaml_package
from gitlab.job_token.state import Entry, Fleet, ProjectState

__all__ = ["draft_policy"]

HEAD = """\
yaml-language-server: $schema=policy.schema.json
Who may use CI/CD job tokens where, as it was found. The schema: gitlab job-token policy schema
"""


def draft_policy(fleet: Fleet) -> str:
    """Write the present state as a policy in YAML: a plan of it has nothing to do.

    Projects with the same list share a rule; those that could not be read are named in a comment.
    """
    package = yaml_package()
    alike: defaultdict[Any, list[ProjectState]] = defaultdict(list)
    for project in fleet.projects:
        if project.error is None:
            alike[_switch(project), frozenset(map(_written, project.foreign))].append(project)
    policy = package.comments.CommentedMap(
        version=1, mode="exact", rules=list(map(_rule, alike.values()))
    )
    unread = [project.path for project in fleet.projects if project.error is not None]
    note = "".join(f"Not readable, so not here: {path}\n" for path in unread)
    policy.yaml_set_start_comment(HEAD + note)
    yaml = package.YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1000
    yaml.dump(policy, stream := StringIO())
    return stream.getvalue()


def _rule(projects: list[ProjectState]) -> dict[str, Any]:
    first = projects[0]
    rule: dict[str, Any] = {"select": {"paths": [project.path for project in projects]}}
    if (enabled := _switch(first)) is not None:
        rule["enabled"] = enabled
    allow = {f"{kind}s": _items(first.listed(kind)) for kind in ("project", "group")}
    rule["allow"] = {many: items for many, items in allow.items() if items}
    return rule


def _switch(project: ProjectState) -> bool | None:
    """What to demand of the switch: nothing where the instance alone keeps it on."""
    if project.inbound_enabled and project.stored_inbound_enabled is False:
        return None
    return project.inbound_enabled


def _items(entries: Iterable[Entry]) -> list[Any]:
    return [_item(entry) for entry in sorted(entries, key=lambda entry: entry.path)]


def _item(entry: Entry) -> Any:
    policies = _written(entry)[2]
    return entry.path if policies is None else {"path": entry.path, "policies": list(policies)}


def _written(entry: Entry) -> tuple[str, str, tuple[str, ...] | None]:
    """Permissions that new entries cannot be given any more are not written: they stay."""
    narrow = entry.is_fine_grained and not unknown(entry.policies)
    return entry.kind, entry.path, tuple(sorted(entry.policies)) if narrow else None
