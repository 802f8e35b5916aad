"""LDAP groups whose members get a role in a group. The sandbox keeps the links and asks no LDAP.

https://docs.gitlab.com/api/group_ldap_links/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.rules import Answer, Context, Json, Param, invalid_parameter, refused, route

LINKS = "/groups/:id/ldap_group_links"
_HOW = ("cn", "filter")


declare(Kind(), LINKS)


@route("POST", LINKS)
def create(ctx: Context) -> Json:
    links = Documents(ctx, LINKS, write=True)
    given = [name for name in _HOW if ctx.params.get(name)]
    if len(given) != 1:
        raise invalid_parameter("cn, filter are missing, exactly one parameter must be provided")
    made = sent(links)
    same = ("provider", *_HOW)
    if any(all(row.get(name) == made.get(name) for name in same) for row in links.own()):
        raise refused(409, {"message": f"{given[0].capitalize()} has already been taken"})
    return links.shown(links.create(made), "create")


@route("GET", LINKS)
def index(ctx: Context) -> Answer:
    """Nothing is not an empty list here."""
    links = Documents(ctx, LINKS)
    if not links.own().exists():
        raise refused(404, {"message": "No linked LDAP groups found"})
    return links.listed()


@route("DELETE", LINKS, params=[Param("cn"), Param("filter"), Param("provider", required=True)])
@route("DELETE", f"{LINKS}/:cn")
@route("DELETE", f"{LINKS}/:provider/:cn")
def delete(ctx: Context) -> None:
    links = Documents(ctx, LINKS, write=True)
    named = {name: ctx.params.get(name) for name in ("provider", *_HOW)}
    wanted = {name: value for name, value in named.items() if value is not None}
    for row in links.own():
        if wanted and wanted.items() <= row.items():
            links.delete(row)
            return
    raise refused(404, {"message": "Linked LDAP group not found"})
