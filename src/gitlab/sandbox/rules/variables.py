"""CI/CD variables of projects, of groups and of the instance.

https://docs.gitlab.com/api/project_level_variables/
https://docs.gitlab.com/api/group_level_variables/
https://docs.gitlab.com/api/instance_level_ci_variables/
"""

from __future__ import annotations

import re
from typing import Any

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.naming import too_long
from gitlab.sandbox.rules import Context, Json, Param, Row, conflict, invalid, route

PROJECT, GROUP = "/projects/:id/variables", "/groups/:id/variables"
_FILTER = Param("filter", "dict")
_MASKABLE = re.compile(r"[a-zA-Z0-9_+=/@:.~-]{8,}")
_SCOPE_RULE = "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces"
_SCOPE = re.compile(r"[\w/${} .*-]+", re.ASCII)


def _prepare(variables: Documents, before: Row, made: Row) -> None:
    row = before | made
    errors: dict[str, list[str]] = {}
    if not re.fullmatch(r"\w+", row["key"], re.ASCII):
        errors["key"] = ["can contain only letters, digits and '_'."]
    elif long := too_long(row["key"]):
        errors["key"] = long
    if made.pop("masked_and_hidden", False) and not before:
        made |= {"masked": True, "hidden": True}
    if made.get("masked", row.get("masked")) and not _is_maskable(row):
        errors["value"] = ["is invalid"]
    if not _SCOPE.fullmatch(row.get("environment_scope") or "*"):
        errors["environment_scope"] = [_SCOPE_RULE]
    if before.get("hidden") and made.get("masked") is False:
        errors["base"] = ["Unable to change the visibility of a hidden variable"]
    if errors:
        raise invalid(**errors)


def _is_maskable(row: Row) -> bool:
    """A raw value may have any characters but blanks."""
    value = str(row.get("value") or "")
    if row.get("raw"):
        return re.fullmatch(r"\S{8,}", value) is not None
    return _MASKABLE.fullmatch(value) is not None


def _taken(row: Row) -> Exception:
    return invalid(key=[f"({row['key']}) has already been taken"])


def _show(variables: Documents, row: Row) -> Row:
    return {"value": None} if row.get("hidden") else {}


VARIABLES = Kind(
    thing="Variable",
    unique=("key", "environment_scope"),
    taken=_taken,
    defaults={"environment_scope": "*", "variable_type": "env_var"},
    prepare=_prepare,
    show=_show,
)
declare(VARIABLES, PROJECT)
declare(VARIABLES._replace(thing="GroupVariable"), GROUP)
declare(
    VARIABLES._replace(
        thing="InstanceVariable",
        unique=("key",),
        absent=("environment_scope", "hidden"),
        params=(Param("value"),),
    ),
    "/admin/ci/variables",
)


# Of several with the same key, the filter tells which one is meant -------------------------------


@route("GET", f"{PROJECT}/:key", params=[_FILTER])
@route("GET", f"{GROUP}/:key", params=[_FILTER])
def show(ctx: Context) -> Json:
    variables = _variables(ctx)
    return variables.shown(_found(variables))


@route("PUT", f"{PROJECT}/:key", params=[_FILTER])
@route("PUT", f"{GROUP}/:key", params=[_FILTER])
def update(ctx: Context) -> Json:
    variables = _variables(ctx, write=True)
    row = _found(variables)
    changes = {name: value for name, value in sent(variables).items() if name != "filter"}
    return variables.shown(variables.change(row, changes), "update")


@route("DELETE", f"{PROJECT}/:key", params=[_FILTER])
@route("DELETE", f"{GROUP}/:key", params=[_FILTER])
def delete(ctx: Context) -> None:
    variables = _variables(ctx, write=True)
    variables.delete(_found(variables))


def _variables(ctx: Context, *, write: bool = False) -> Documents:
    return Documents(ctx, PROJECT if ctx.route.path.startswith("/projects") else GROUP, write=write)


def _found(variables: Documents) -> Row:
    found = variables.own().where("doc_key = ?", variables.ctx.params["key"])
    wanted: Any = variables.ctx.params.get("filter") or {}
    if "environment_scope" in wanted:
        scope = "json_extract(data, '$.environment_scope') = ?"
        found = found.where(scope, wanted["environment_scope"])
    rows = found.page(2)
    if not rows:
        raise variables.not_found()
    if len(rows) > 1:
        raise conflict(
            "There are multiple variables with provided parameters. Please use"
            " 'filter[environment_scope]'"
        )
    return rows[0]
