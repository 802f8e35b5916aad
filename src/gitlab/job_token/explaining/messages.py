"""Reads the refusals that jobs print: what GitLab's message means, and what to do.

    reading = read_message("403 Forbidden - Authentication by CI/CD job token not allowed from ...")
    print(reading.meaning, reading.causes)

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Reading", "read_message"]


class Reading(NamedTuple):
    """A refusal, understood. `source` and `target` are as the message names them, if it does."""

    rule: str
    meaning: str
    causes: tuple[str, ...]
    """What may be wrong, the likeliest first; each says what mends it."""
    source: str | None = None
    target: str | None = None
    policies: tuple[str, ...] = ()


class _Pattern(NamedTuple):
    rule: str
    text: re.Pattern[str]
    meaning: str
    causes: tuple[str, ...]


_NOT_LISTED = (
    (
        "The job's project is not on the target's allowlist: a Maintainer there adds it, or a "
        "group above it."
    ),
    (
        "The user who runs the job is no member of the target: a listed project gains nothing that "
        "its user may not do. Invite the user (a bot has its own membership)."
    ),
)
_POLICY = (
    (
        "The allowlist entry that matches names its permissions one by one, and not this one: a "
        "Maintainer of the target adds it to the entry, or gives the entry default permissions."
    ),
    "The project's own entry beats the group's, even where it is narrower.",
    "A feature of a public project is for members only: then being listed is needed to read it.",
)

_PATTERNS = (
    _Pattern(
        "not-listed",
        re.compile(
            r"Authentication by CI/CD job token not allowed from (?P<source>\S+) "
            r"to (?:project )?(?P<target>#?[^\s,]+?)\.?(?=[\s\"'}]|$)"
        ),
        "The target exists, and is closed to this job.",
        _NOT_LISTED,
    ),
    _Pattern(
        "policy",
        re.compile(
            r"Insufficient permissions to access this resource in project (?P<target>\S+?)\. "
            r"The following token permissions? (?:is|are) required: (?P<policies>[\w, ]+)"
        ),
        "The job got in, and its allowlist entry does not include what this endpoint needs.",
        _POLICY,
    ),
    _Pattern(
        "no-policy",
        re.compile(r"This action is unauthorized for CI/CD job tokens"),
        "No fine-grained permission unlocks this endpoint.",
        (
            (
                "The entry that matches names its permissions one by one: only default permissions "
                "let a job token in here."
            ),
        ),
    ),
    _Pattern(
        "own-registry-only",
        re.compile(r"cannot be used to authenticate with the container registry of a different"),
        "GitLab's container registry API takes the job tokens of the registry's project only.",
        ("No entry helps: use a deploy token or a project access token with read_registry.",),
    ),
    _Pattern(
        "git-pull",
        re.compile(
            r"Insufficient permissions to pull from the repository of project (?P<target>\S+?)\.?$",
            re.MULTILINE,
        ),
        "The job got in, and its user may not read the repository.",
        (
            (
                "The user who runs the job needs a role that reads code: Reporter, on a private "
                "project."
            ),
            "The allowlist entry names its permissions one by one, without read_repositories.",
        ),
    ),
    _Pattern(
        "enforced",
        re.compile(r"Job token scope cannot be disabled for this project because it is enforced"),
        "The instance keeps every allowlist on, so this one cannot be switched off.",
        (
            (
                "List the projects and groups that need access; an administrator could lift "
                "the instance's enforcement."
            ),
        ),
    ),
    _Pattern(
        "full",
        re.compile(r"exceeds the allowable number of (?:project|group) links"),
        "The allowlist is full: 200 projects, and apart from them 200 groups.",
        (
            (
                "List a group in place of its projects; `gitlab job-token compact` shows how, and "
                "whom that lets in besides."
            ),
        ),
    ),
    _Pattern(
        "already-listed",
        re.compile(r"is already in the job token (?:allowlist|scope)"),
        "The entry is there already.",
        ("Nothing is to be done.",),
    ),
    _Pattern(
        "no-entry",
        re.compile(r"Target (?:project|group) is not in the job token scope"),
        "There is no such entry to remove.",
        ("It was removed before, or a group above it is what is listed.",),
    ),
    _Pattern(
        "target-unreadable",
        re.compile(
            r"The target_(?:project|group) that you are attempting to access does not exist or "
            r"you don't have permission"
        ),
        "GitLab lets nobody list what they cannot see.",
        ("Whoever adds the entry needs to be Guest at least in the project or group to be added.",),
    ),
    _Pattern(
        "not-maintainer",
        re.compile(r"Insufficient permissions to modify the job token scope"),
        "Only a Maintainer or Owner of a project may change its allowlist.",
        ("Use the token of a Maintainer; job tokens never can.",),
    ),
    _Pattern(
        "job-ended",
        re.compile(r"Job (?:is not running|has been erased)"),
        "A job token lives as long as its job runs.",
        ("The job was over when the request came: wait for what needs the token inside the job.",),
    ),
    _Pattern(
        "token-scope",
        re.compile(r"insufficient_(?:granular_)?scope"),
        "This is about a personal, project or group access token, not a job token.",
        ("A token sent beside the job token wins. Remove it, or give it the scope it lacks.",),
    ),
    _Pattern(
        "unauthorized",
        re.compile(r"\b401\b.*Unauthorized|\binvalid_token\b|HTTP Basic: Access denied"),
        "GitLab knows nobody by this token here.",
        (
            (
                "The endpoint does not take job tokens and ignores them: `gitlab job-token explain "
                "--endpoint` tells which do."
            ),
            "The job was over, or a wrong PRIVATE-TOKEN was sent beside the job token and won.",
        ),
    ),
    _Pattern(
        "missing",
        re.compile(r"\b404\b.*Not Found", re.IGNORECASE),
        "GitLab shows nothing under this name to this caller.",
        (
            "The id or path is wrong, or not URL-encoded: group%2Fproject.",
            "The endpoint does not take job tokens, so the job is anonymous there.",
            (
                "Triggering a pipeline answers 404 when the job's user cannot read the project, or "
                "the project does not list the job's."
            ),
            "Before GitLab 18, several endpoints answered 404 where 403 stands today.",
        ),
    ),
    _Pattern(
        "role",
        re.compile(r"\b403\b.*Forbidden"),
        "The job got in, and its user may not do this.",
        (
            (
                "The role of the user who runs the job is too low in the target. A job token never "
                "adds to what its user may do."
            ),
            "The feature is switched off in the target.",
        ),
    ),
)


def read_message(text: str) -> Reading | None:
    """What a refusal means; None when it is none that GitLab gives to job tokens.

    `text` may be a job log: the most telling line counts.
    """
    for pattern in _PATTERNS:
        if found := pattern.text.search(text):
            named = found.groupdict()
            return Reading(
                pattern.rule,
                pattern.meaning,
                pattern.causes,
                named.get("source"),
                named.get("target"),
                _names(named.get("policies")),
            )
    return None


def _names(listed: str | None) -> tuple[str, ...]:
    """`a`, `a and b`, or `a, b, and c`."""
    return tuple(re.findall(r"\b(?:read|admin)_\w+", listed or ""))
