"""Plants a seed into an empty store, in an order in which what is referred to exists already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

from gitlab.sandbox import lookup
from gitlab.sandbox.limits import RateLimit
from gitlab.sandbox.records import (
    FEATURES,
    PERSONAL_SCOPES,
    create_group,
    create_project,
    create_token,
    create_user,
)
from gitlab.sandbox.seed import ROLES, Place, Seed
from gitlab.sandbox.store import Row, Store
from gitlab.sandbox.versions import has

__all__ = ["Instance", "plant"]

_TOKEN_NAME = "sandbox"
BULK_SOURCE, FIRST_BULK_PROJECT, FIRST_BULK_GROUP = 100, 1000, 5000


class Instance(NamedTuple):
    """What a seed says of the instance itself."""

    version: tuple[int, int]
    external_url: str
    rate_limit: RateLimit | None
    token: str = ""
    """The administrator's, with all scopes."""


def plant(store: Store, seed: Seed, version: str) -> Instance:
    """Fill an empty store; a store that has data (a file, opened again) is left as it is."""
    instance = _instance(seed, version)
    store.version = instance.version
    with store.transaction():
        if not store.select("settings").exists():
            _Planter(store, seed).plant()
        own = store.select("tokens").where("json_extract(data, '$.name') = ?", _TOKEN_NAME).first()
    return instance._replace(token=own["token"] if own else "")


def _instance(seed: Seed, version: str) -> Instance:
    about = seed.mapping("instance")
    text = str(about.get("version") or version)
    try:
        major, minor = (int(part) for part in text.split(".")[:2])
    except ValueError:
        seed.fail(("instance", "version"), f'{text!r} is no version; write "19.4"')
    limit = seed.mapping("rate_limit")
    return Instance(
        (major, minor),
        str(about.get("external_url") or ""),
        RateLimit(**limit) if limit else None,
    )


class _Planter:
    def __init__(self, store: Store, seed: Seed) -> None:
        self.store = store
        self.seed = seed

    def plant(self) -> None:
        self._settings()
        # Groups come first, so that namespaces made for users cannot take their ids.
        for place, group in sorted(self.seed.entries("groups"), key=_depth):
            self._group(place, group)
        self._user_namespaces()
        self._users()
        for place, project in self.seed.entries("projects"):
            self._project(place, project)
        self._bulk_links()
        for place, project in self.seed.entries("projects"):
            self._allowlist((*place, "allowlist"), project)
        for part, plant_one in {
            "redirects": self._redirect,
            "members": self._member,
            "tokens": self._token,
            "jobs": self._job,
            "auth_log": self._log_entry,
        }.items():
            for place, entry in self.seed.entries(part):
                plant_one(place, entry)

    def _settings(self) -> None:
        name = "enforce_ci_inbound_job_token_scope_enabled"
        enforced = self.seed.mapping("instance").get(
            name, has(self.store.version, "enforced allowlists by default")
        )
        self.store.insert("settings", {"id": 1, name: bool(enforced)})

    def _group(self, place: Place, group: Row) -> None:
        above, _, path = group.pop("full_path").rpartition("/")
        above = group.pop("parent_id", None) or above
        parent = lookup.group(self.store, above) if above else None
        if parent is None and above:
            self._missing((*place, "full_path"), "group", above)
        create_group(self.store, path, parent, **group)

    def _user_namespaces(self) -> None:
        for _, namespace in self.seed.entries("user_namespaces"):
            defaults: Row = {"kind": "user", "name": namespace["path"], "visibility": "public"}
            create_group(self.store, namespace.pop("path"), **defaults | namespace)

    def _users(self) -> None:
        root: Row = {"username": "root", "id": 1, "name": "Administrator", "admin": True}
        users = {"root": root} | {row["username"]: row for _, row in self.seed.entries("users")}
        users["root"] = root | users["root"]
        for user in users.values():
            if other := self.store.get("users", user.get("id")):
                self.seed.fail(
                    ("users",),
                    f"{user['username']!r} and {other['username']!r} have the same id; give each"
                    " user an id of its own (1 is root's)",
                )
            created = create_user(self.store, **user)
            namespace = self.store.first("namespaces", full_path=user["username"], kind="user")
            if namespace:
                self.store.update("namespaces", namespace["id"], owner_id=created["id"])
        create_token(self.store, root, name=_TOKEN_NAME, scopes=list(PERSONAL_SCOPES))

    def _project(self, place: Place, project: Row) -> None:
        above, _, path = project.pop("full_path").rpartition("/")
        namespace = self.store.first("namespaces", full_path=above)
        if namespace is None:
            self._missing((*place, "full_path"), "group", above)
        project.pop("allowlist", None)
        ci_settings: Row | None = {
            "inbound_job_token_scope_enabled": project.pop("inbound_enabled", True),
            "job_token_scope_enabled": project.pop("outbound_enabled", False),
        }
        if not project.pop("ci_settings_row", True):
            ci_settings = None
        project.setdefault("tags", ["v1"])
        features = project.pop("features", {})
        for name in features:
            known = [f"{feature}_access_level" for feature in FEATURES]
            self.seed.choose((*place, "features", name), name, known)
        images = project.pop("registry", {})
        if not isinstance(images, Mapping):
            self.seed.fail((*place, "registry"), 'is not a mapping; write `name: ["a tag"]` pairs')
        made = create_project(
            self.store, path, namespace, ci_settings=ci_settings, **features, **project
        )
        for name, tags in images.items():
            from gitlab.sandbox.images import add_images

            add_images(self.store, made, str(name), tags)

    # Job token scope

    def _bulk_links(self) -> None:
        bulk = self.seed.mapping("bulk_links")
        if not bulk:
            return
        for direction in ("inbound", "outbound"):
            count = bulk.get(f"count_{direction}_links", 0)
            for target in self._bulk_projects(count, bulk.get("includes", [])):
                self._link(BULK_SOURCE, target, {"direction": direction})
        for id in range(FIRST_BULK_GROUP, FIRST_BULK_GROUP + bulk.get("count_group_links", 0)):
            create_group(self.store, f"bulk-{id}", id=id)
            self._group_link(BULK_SOURCE, id, {})

    def _bulk_projects(self, count: int, includes: list[int]) -> Iterator[int]:
        """The ids of `count` projects, which exist or are made next to the one that lists them."""
        included = includes[:count]
        yield from included
        source = self.store.get("projects", BULK_SOURCE)
        if source is None:
            self._missing(("bulk_links",), "project", BULK_SOURCE)
        namespace = self.store.get("namespaces", source["namespace_id"])
        assert namespace is not None
        for id in range(FIRST_BULK_PROJECT, FIRST_BULK_PROJECT + count - len(included)):
            if not self.store.get("projects", id):
                create_project(self.store, f"bulk-{id}", namespace, id=id)
            yield id

    def _allowlist(self, place: Place, project: Row) -> None:
        allowlist = self.seed.check(place, project.get("allowlist") or {}, "allowlist")
        source = self._project_of(place, project, "full_path")["id"]
        for index, entry in enumerate(allowlist.get("projects", [])):
            at = (*place, "projects", index)
            entry = self._allowlist_entry(at, entry, "projects", "target_project_id")
            self._link(source, self._project_of(at, entry, "target_project_id")["id"], entry)
        for index, entry in enumerate(allowlist.get("groups", [])):
            at = (*place, "groups", index)
            entry = self._allowlist_entry(at, entry, "groups", "target_group_id")
            self._group_link(source, self._group_of(at, entry, "target_group_id")["id"], entry)

    def _allowlist_entry(self, place: Place, entry: object, kind: str, target: str) -> Row:
        """A bare id is an entry with default permissions."""
        row = entry if isinstance(entry, Mapping) else {target: entry}
        return self.seed.check(place, row, f"allowlist.{kind}")

    def _link(self, source: int, target: int, entry: Row) -> None:
        link = {"source_project_id": source, "target_project_id": target}
        self._insert_link("project_links", {"direction": "inbound"} | entry | link)

    def _group_link(self, source: int, target: int, entry: Row) -> None:
        link = {"source_project_id": source, "target_group_id": target}
        self._insert_link("group_links", entry | link)

    def _insert_link(self, table: str, link: Row) -> None:
        defaults = {
            "added_by_id": 1,
            "created_at": self.store.timestamp(),
            "default_permissions": True,
            "job_token_policies": [],
            "autopopulated": False,
        }
        self.store.insert(table, defaults | link)

    # Entries that refer to users, projects and groups

    def _redirect(self, place: Place, redirect: Row) -> None:
        project = self._project_of(place, redirect, "project_id")
        self.store.insert("redirects", {"old": redirect["old"], "project_id": project["id"]})

    def _member(self, place: Place, member: Row) -> None:
        level = member.get("access_level") or ROLES.get(member.get("role", ""))
        if not level:
            self.seed.fail(place, 'has no level; write "access_level: 30" or "role: developer"')
        row = {
            "user_id": self._user_of(place, member)["id"],
            "access_level": level,
            "expires_at": member.get("expires_at"),
            "created_at": self.store.timestamp(),
        }
        if "project" in member:
            row["project_id"] = self._project_of(place, member, "project")["id"]
        elif "group" in member:
            row["namespace_id"] = self._group_of(place, member, "group")["id"]
        else:
            self.seed.fail(place, 'is a member of nothing; write "project: ..." or "group: ..."')
        self.store.insert("members", row)

    def _token(self, place: Place, token: Row) -> None:
        user = self._user_of(place, token)
        state = token.pop("state", "active")
        self.seed.choose((*place, "state"), state, ("active", "revoked", "expired"))
        if state == "expired":
            token["expires_at"] = "2000-01-01"
        create_token(self.store, user, **_without(token, "user"), revoked=state == "revoked")

    def _job(self, place: Place, job: Row) -> None:
        # Most seeds have none, and a sandbox begins in milliseconds.
        from gitlab.sandbox.ci import create_job

        project, user = self._project_of(place, job, "project_id"), self._user_of(place, job)
        told = _without(_without(job, "user"), "project_id")
        create_job(self.store, project, user, **told)

    def _log_entry(self, place: Place, entry: Row) -> None:
        row: Row = {"last_authorized_at": self.store.timestamp(), "policies": []} | entry
        for name in ("accessed_project_id", "origin_project_id"):
            row[name] = self._project_of(place, entry, name)["id"]
        row["policies"] = dict.fromkeys(row["policies"], row["last_authorized_at"])
        self.store.insert("auth_log", row)

    def _project_of(self, place: Place, entry: Row, key: str) -> Row:
        found = lookup.project(self.store, entry[key])
        return found or self._missing((*place, key), "project", entry[key])

    def _group_of(self, place: Place, entry: Row, key: str) -> Row:
        found = lookup.group(self.store, entry[key])
        return found or self._missing((*place, key), "group", entry[key])

    def _user_of(self, place: Place, entry: Row) -> Row:
        found = lookup.user(self.store, entry["user"])
        return found or self._missing((*place, "user"), "user", entry["user"])

    def _missing(self, place: Place, kind: str, name: object) -> NoReturn:
        self.seed.fail(place, f"there is no {kind} {name!r}; add it under `{kind}s`")


def _depth(item: tuple[Place, Row]) -> int:
    """Groups above come before groups below."""
    return str(item[1]["full_path"]).count("/")


def _without(row: Row, name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
