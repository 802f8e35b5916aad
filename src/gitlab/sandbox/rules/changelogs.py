"""Changelogs of repositories, from the trailers of commits.

https://docs.gitlab.com/api/repositories/#generate-changelog-data
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from gitlab.sandbox import access
from gitlab.sandbox.answers import Refused
from gitlab.sandbox.changelog import TAG, Entry, added, counted, latest_tag, notes, version_key
from gitlab.sandbox.ci.content import read
from gitlab.sandbox.ci.errors import ConfigError
from gitlab.sandbox.ci.trees import Tree
from gitlab.sandbox.committing import commit_actions
from gitlab.sandbox.git import Commit, Repository
from gitlab.sandbox.merging import Merging
from gitlab.sandbox.rules import (
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid_parameter,
    not_found,
    refused,
    route,
)

CHANGELOG = "/projects/:id/repository/changelog"
_CONFIG = ".gitlab/changelog_config.yml"
_SHARED = (
    Param("version", required=True, blank=False),
    Param("trailer", default="Changelog"),
)
_NO_START = (
    "The commit start range is unspecified, and no previous tag could be found to use instead"
)


class _Config(NamedTuple):
    date_format: str = "%Y-%m-%d"
    categories: Row = {}
    tag_regex: str = TAG


@route("GET", CHANGELOG, params=_SHARED, public=True)
def show(ctx: Context) -> Json:
    project = ctx.find_project()
    ctx.authorize(ctx.can_use(project, "repository"))
    return {"notes": _section(ctx, Repository(ctx.store, project))}


@route(
    "POST",
    CHANGELOG,
    params=[*_SHARED, Param("file", default="CHANGELOG.md"), Param("branch"), Param("message")],
)
def update(ctx: Context) -> Answer:
    """Commit it to the file, which is made where there is none."""
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    repository = Repository(ctx.store, project)
    section = _section(ctx, repository)
    version, path = _version(ctx), ctx.params["file"]
    branch = ctx.params.get("branch") or repository.default_branch
    message = ctx.params.get("message") or f"Add changelog for version {version}"
    before = Tree(repository, repository.resolve(f"refs/heads/{branch}"), ctx.user).read(path)
    ctx.params["branch"] = branch
    action = {
        "action": "create" if before is None else "update",
        "file_path": path,
        "content": added(before or "", version, section),
    }
    commit_actions(ctx, repository, [action], message)
    return Answer(200, "200")


def _version(ctx: Context) -> str:
    version = str(ctx.params["version"])
    if version_key(version) is None:
        raise invalid_parameter("version is invalid")
    return version.removeprefix("v")


def _section(ctx: Context, repository: Repository) -> str:
    version, config = _version(ctx), _config(ctx, repository)
    start, end = ctx.params.get("from"), ctx.params.get("to")
    if not start:
        names = [row["name"] for row in repository.refs("tags")]
        start = latest_tag(names, version, config.tag_regex)
    if not start:
        raise _failed(_NO_START)
    older, newer = repository.resolve(start), repository.resolve(end)
    if older is None or newer is None:
        raise not_found("Commit")
    commits = repository.between(older, newer)
    entries = [
        _entry(ctx, repository, commit, category)
        for commit, category in counted(commits, ctx.params["trailer"])
    ]
    moment = ctx.params.get("date")
    try:
        seconds = ctx.store.seconds(moment) if moment else ctx.store.clock()
    except ValueError:
        raise invalid_parameter("date is invalid") from None
    date = datetime.fromtimestamp(seconds, UTC).strftime(config.date_format)
    return notes(version, date, entries, config.categories)


def _entry(ctx: Context, repository: Repository, commit: Commit, category: str) -> Entry:
    path = repository.project["full_path"]
    request = _request(ctx, repository, commit.id)
    return Entry(
        commit.title,
        category,
        f"{path}@{commit.id}",
        f"{path}!{request['iid']}" if request else None,
    )


def _request(ctx: Context, repository: Repository, sha: str) -> Row | None:
    """The merge request that brought a commit."""
    rows = ctx.store.select(
        "documents",
        doc_owner="projects",
        doc_owner_id=repository.project["id"],
        doc_kind="merge_requests",
    ).where("json_extract(data, '$.state') = 'merged'")
    for row in rows:
        brought = (commit.id for commit in Merging(repository, row).commits())
        if sha in (row.get("merge_commit_sha"), row.get("squash_commit_sha"), *brought):
            return row
    return None


def _config(ctx: Context, repository: Repository) -> _Config:
    ref = ctx.params.get("config_file_ref") or ctx.params.get("to")
    path = ctx.params.get("config_file") or _CONFIG
    text = Tree(repository, repository.resolve(ref), ctx.user).read(path)
    if text is None:
        return _Config()
    told = _yaml(text)
    if "template" in told:
        cannot = "501 Not Implemented - the sandbox knows no templates of changelogs"
        raise refused(501, {"message": cannot})
    pattern = str(told.get("tag_regex") or TAG)
    try:
        re.compile(pattern)
    except re.error as error:
        raise _failed(f"The tag_regex is invalid: {error}") from None
    categories = told.get("categories") or {}
    return _Config(str(told.get("date_format") or "%Y-%m-%d"), dict(categories), pattern)


def _yaml(text: str) -> Any:
    try:
        return read(text)
    except ConfigError as error:
        raise _failed(str(error)) from None


def _failed(why: str) -> Refused:
    return refused(422, {"message": f"Failed to generate the changelog: {why}"})
