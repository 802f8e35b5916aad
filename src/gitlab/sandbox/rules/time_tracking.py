"""How long issues and merge requests shall take, and how long they took.

https://docs.gitlab.com/user/project/time_tracking/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents
from gitlab.sandbox.issuables import add_time, may_change, time_stats
from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, needed, route

_ESTIMATE, _SPENT = "time_estimate_seconds", "time_spent_seconds"


def show(ctx: Context) -> Json:
    return time_stats(_found(ctx)[1])


def estimate(ctx: Context) -> Answer:
    row = _changeable(ctx)
    return Answer(200, time_stats(add_time(ctx, row, _ESTIMATE, ctx.params["duration"])))


def reset_estimate(ctx: Context) -> Answer:
    return Answer(200, time_stats(add_time(ctx, _changeable(ctx), _ESTIMATE, None)))


def spend(ctx: Context) -> Json:
    row = _changeable(ctx)
    before = row.get(_SPENT, 0)
    return time_stats(add_time(ctx, row, _SPENT, ctx.params["duration"], to=before))


def reset_spent(ctx: Context) -> Answer:
    return Answer(200, time_stats(add_time(ctx, _changeable(ctx), _SPENT, None)))


for _things, _iid in (("issues", "issue_iid"), ("merge_requests", "merge_request_iid")):
    _thing, _param = f"/projects/:id/{_things}/:{_iid}", Param(_iid, "int")
    _duration = [_param, *needed("duration")]
    route("GET", f"{_thing}/time_stats", params=[_param], public=True)(show)
    route("POST", f"{_thing}/time_estimate", params=_duration)(estimate)
    route("POST", f"{_thing}/reset_time_estimate", params=[_param])(reset_estimate)
    route("POST", f"{_thing}/add_spent_time", params=_duration)(spend)
    route("POST", f"{_thing}/reset_spent_time", params=[_param])(reset_spent)


def _found(ctx: Context) -> tuple[Documents, Row]:
    things = Documents(ctx, ctx.route.path.rpartition("/:")[0])
    return things, things.find(ctx.params[ctx.route.placeholders[-1]])


def _changeable(ctx: Context) -> Row:
    things, row = _found(ctx)
    ctx.authorize(may_change(ctx, things.root.row or {}, row))
    return row
