"""Pipelines that are started for a merge request.

https://docs.gitlab.com/api/merge_requests/#create-merge-request-pipeline
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.entities.ci import pipeline
from gitlab.sandbox.git import Repository
from gitlab.sandbox.merging import source_of
from gitlab.sandbox.pushing import start_request_pipeline
from gitlab.sandbox.rules import Context, Json, Param, refused, route

REQUESTS = "/projects/:id/merge_requests"


@route(
    "POST",
    f"{REQUESTS}/:merge_request_iid/pipelines",
    params=[Param("merge_request_iid", "int"), Param("async", "bool")],
)
def create(ctx: Context) -> Json:
    requests = Documents(ctx, REQUESTS)
    row, project = requests.find(ctx.params["merge_request_iid"]), requests.root.row or {}
    source = source_of(Repository(ctx.store, project), row)
    ctx.authorize_level(source.project if source else project, access.DEVELOPER)
    made = start_request_pipeline(ctx, source, row) if source else None
    if made is None:
        text = "No stages / jobs for this pipeline."
        raise refused(400, {"message": {"base": [text]}})
    assert source is not None
    return pipeline(ctx, source.project, made)
