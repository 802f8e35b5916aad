"""Sites of projects, their domains, and who sees them. The sandbox serves no sites.

https://docs.gitlab.com/api/pages/
https://docs.gitlab.com/api/pages_domains/
"""

from __future__ import annotations

import re
import secrets
from urllib.parse import urlsplit

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import PAGING, Answer, Context, Json, Param, Row, invalid, route

PAGES = "/projects/:id/pages"
DOMAINS = f"{PAGES}/domains"
WEEK = 7 * 86_400
"""For how many seconds a domain is served that nobody has verified yet."""
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.I)


def _prepare(domains: Documents, before: Row, made: Row) -> None:
    if before:
        return
    name = str(made.get("domain") or "")
    if not _NAME.fullmatch(name):
        raise invalid(domain=["does not match format"])
    same = domains.ctx.store.select("documents", doc_kind=domains.collection.name, doc_key=name)
    if same.exists():
        raise invalid(domain=["has already been taken"])
    clock = domains.ctx.store.clock()
    made["verification_code"] = secrets.token_hex(16)
    made["enabled_until"] = domains.ctx.store.timestamp(clock + WEEK)


def _show(domains: Documents, row: Row) -> Row:
    """Certificates are kept as they are; the sandbox reads none."""
    scheme = "https" if row.get("certificate") else "http"
    return {"url": f"{scheme}://{row['domain']}"}


declare(
    Kind(
        thing="",
        param="domain",
        read=access.MAINTAINER,
        write=access.MAINTAINER,
        order="doc_key",
        defaults={"verified": False, "auto_ssl_enabled": False},
        absent=("certificate",),
        prepare=_prepare,
        show=_show,
    ),
    DOMAINS,
)


@route("PUT", f"{DOMAINS}/:domain/verify")
def verify(ctx: Context) -> Json:
    """GitLab asks name servers for the code; in the sandbox none answers."""
    domains = Documents(ctx, DOMAINS, write=True)
    return domains.shown(domains.find(ctx.params["domain"]))


@route("GET", "/pages/domains", params=[*PAGING, Param("domain")])
def index_everywhere(ctx: Context) -> Answer:
    ctx.authenticated_as_admin()
    rows = ctx.store.select("documents", doc_kind="pages/domains").order_by("doc_key")
    if name := ctx.params.get("domain"):
        rows = rows.where("doc_key = ?", name)
    names = ("verified", "verification_code", "enabled_until", "auto_ssl_enabled")
    return ctx.paginate(
        rows,
        lambda _, row: {
            "domain": row["domain"],
            "url": f"http://{row['domain']}",
            "project_id": row["doc_owner_id"],
            **{name: row[name] for name in names},
        },
    )


@route("GET", PAGES)
def show(ctx: Context) -> Json:
    return _shown(ctx, _site(ctx))


@route("PATCH", PAGES)
def update(ctx: Context) -> Json:
    project = _site(ctx)
    names = ("pages_unique_domain_enabled", "pages_https_only", "pages_primary_domain")
    changes = {name: ctx.params[name] for name in names if name in ctx.params}
    return _shown(ctx, ctx.store.update("projects", project["id"], **changes))


@route("DELETE", PAGES)
def unpublish(ctx: Context) -> None:
    """Take the site offline; there is none in the sandbox."""
    _site(ctx)


@route("GET", "/projects/:id/pages_access", public=True)
def may_see(ctx: Context) -> Answer:
    """200 for whoever sees the site."""
    project = ctx.find_project()
    ctx.authorize(ctx.can_use(project, "pages"))
    return Answer(200)


def _site(ctx: Context) -> Row:
    project = ctx.find_project()
    ctx.authorize_level(project, access.MAINTAINER)
    return project


def _shown(ctx: Context, project: Row) -> Row:
    """On the sandbox's own host, below `pages.`, where GitLab would have its site."""
    above, _, path = project["full_path"].partition("/")
    host = urlsplit(ctx.url()).hostname or "gitlab.example.com"
    return {
        "url": f"http://{above}.pages.{host}/{path}",
        "is_unique_domain_enabled": bool(project.get("pages_unique_domain_enabled")),
        "force_https": bool(project.get("pages_https_only")),
        "deployments": [],
        "primary_domain": project.get("pages_primary_domain"),
    }
