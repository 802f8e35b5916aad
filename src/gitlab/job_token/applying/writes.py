"""The requests that carry out steps, and whether a step has come to be."""

from __future__ import annotations

from functools import partial
from typing import Any

from gitlab.exceptions import GitlabError, GitlabGraphQLError
from gitlab.job_token.planning.steps import Step, permissions
from gitlab.job_token.state import Entry, ProjectState
from gitlab.job_token.work import Work

__all__ = ["Refused", "holds", "is_certain", "same_entry", "write"]


class Refused(GitlabError):
    """GitLab took the request and did not do what it asks."""


_TARGET = "$projectPath: ID!, $targetPath: ID!"
_ENTRY = "$defaultPermissions: Boolean!, $jobTokenPolicies: [CiJobTokenScopePolicies!]!"
_MUTATIONS = {
    "add": ("ciJobTokenScopeAddGroupOrProject", f"{_TARGET}, {_ENTRY}"),
    "permit": ("ciJobTokenScopeUpdatePolicies", f"{_TARGET}, {_ENTRY}"),
    "remove": (
        "ciJobTokenScopeRemoveProject",
        "$projectPath: ID!, $targetProjectPath: ID!",
    ),
}

# How GitLab says that its schema has no such mutation, type or argument.
_UNKNOWN = ("doesn't exist on type", "isn't a defined input type", "doesn't accept argument")


def write(gl: Any, project: ProjectState, step: Step) -> Work[None]:
    """Carry out a step. Raises what GitLab answers if it does not."""
    scope = f"/projects/{project.id}/job_token_scope"
    entry = step.entry
    if entry is None:
        yield partial(gl.http_patch, scope, post_data={"enabled": step.action == "enable"})
        return
    many = "allowlist" if entry.kind == "project" else "groups_allowlist"
    if step.action == "remove":
        try:
            yield partial(gl.http_delete, f"{scope}/{many}/{entry.id}")
        except GitlabError as error:
            # REST does not find a project that the token may not see. GraphQL does.
            if entry.kind != "project" or error.response_code != 404:
                raise
            yield from _mutate(gl, project, step)
    elif step.action == "permit" or entry.is_fine_grained:
        # REST knows no permissions.
        yield from _mutate(gl, project, step)
    else:
        yield partial(
            gl.http_post, f"{scope}/{many}", post_data={f"target_{entry.kind}_id": entry.id}
        )


def _mutate(gl: Any, project: ProjectState, step: Step) -> Work[None]:
    from gitlab import AsyncGitlab, AsyncGraphQL, GraphQL

    assert step.entry is not None, "the switch needs no mutation"
    name, declared = _MUTATIONS[step.action]
    names = [part.split(":")[0].strip(" $") for part in declared.split(",")]
    taken = ", ".join(f"{each}: ${each}" for each in names)
    everything = {
        "projectPath": project.path,
        "targetPath": step.entry.path,
        "targetProjectPath": step.entry.path,
        "defaultPermissions": not step.entry.is_fine_grained,
        "jobTokenPolicies": [policy.upper() for policy in step.entry.policies],
    }
    kind = AsyncGraphQL if isinstance(gl, AsyncGitlab) else GraphQL
    try:
        data = yield partial(
            kind(gl.url, client=gl).execute,
            f"mutation({declared}) {{ {name}(input: {{{taken}}}) {{ errors }} }}",
            {each: everything[each] for each in names},
        )
    except GitlabGraphQLError as error:
        if any(unknown in str(error) for unknown in _UNKNOWN):
            raise Refused(
                "fine-grained permissions need GitLab 17.10 or newer (18.3 without an opt-in), "
                f"and this one does not know them: {error}"
            ) from error
        raise
    said = (data.get(name) or {}).get("errors") or ()
    if said:
        raise Refused("; ".join(said))


def is_certain(error: Exception) -> bool:
    """Whether GitLab answered that it did not do it; else the outcome has to be looked up."""
    status = getattr(error, "response_code", None)
    if isinstance(error, Refused | GitlabGraphQLError):
        return True
    return status is not None and 400 <= status < 500 and status not in (408, 409, 429)


def holds(step: Step, now: ProjectState) -> bool:
    """Whether the project is as the step makes it."""
    if step.entry is None:
        wanted = step.action == "enable"
        return now.inbound_enabled is wanted and now.stored_inbound_enabled in (wanted, None)
    found = [e for e in now.entries if (e.kind, e.id) == (step.entry.kind, step.entry.id)]
    if step.action == "remove" or not found:
        return step.action == "remove" and not found
    if step.action == "permit" or step.entry.is_fine_grained:
        return permissions(found[0]) == permissions(step.entry)
    return same_entry(found[0], step.entry)


def same_entry(one: Entry, other: Entry) -> bool:
    """Whether two entries permit the same, as far as that was read."""
    return None in (permissions(one), permissions(other)) or permissions(one) == permissions(other)
