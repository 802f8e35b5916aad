"""Text as GitLab would show it.

https://docs.gitlab.com/api/markdown/
"""

from __future__ import annotations

from gitlab.sandbox.markdown import rendered
from gitlab.sandbox.rules import Context, Json, Param, route


@route(
    "POST",
    "/markdown",
    params=[Param("text", required=True), Param("gfm", "bool", default=False), Param("project")],
)
def show(ctx: Context) -> Json:
    """References and emoji stay as they are written."""
    if ctx.params.get("project"):
        ctx.find_project("project")
    return {"html": rendered(ctx.params["text"])}
