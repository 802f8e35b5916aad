# Generated from src/gitlab/base.py by tools/gen_async.py; edit that file.
"""The bases of every resource: the object GitLab answers with, and the manager of its endpoint."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Mapping
from types import GenericAlias
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from gitlab import types as g_types
from gitlab._checked import check_keywords, check_names
from gitlab._children import install
from gitlab._core import decode
from gitlab._core.encode import split_options
from gitlab._core.values import Call
from gitlab._describe import describe_manager
from gitlab.aio._lists import Listing, RESTObjectList
from gitlab.exceptions import GitlabError, GitlabParsingError
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitlab._core.flow import Flow
    from gitlab._download import Download
    from gitlab.aio.client import AsyncGitlab
    from gitlab.aio._lists import ListCall

__all__ = ["RESTManager", "RESTObject", "RESTObjectList"]

R = TypeVar("R")
L = TypeVar("L")
T = TypeVar("T", bound="RESTObject")


class RESTObject:
    """A resource as GitLab described it, kept whole: unknown fields too.

    Attributes are looked up among local changes, then GitLab's fields, then the ids of the
    parents. Assigning one records a change that `save()` sends; so does changing a list or dict
    in place. A field that is called like a method is reached through `attributes`.
    """

    _id_attr: ClassVar[str | None] = "id"
    _id_fallback: ClassVar[str | None] = None
    _repr_attr: ClassVar[str | None] = None

    # Each class of objects has a manager class of its own, with verbs of its own.
    manager: Any
    _attrs: dict[str, Any]
    # These three are made when first touched: most objects of a list never need them.
    _updated_attrs: dict[str, Any]
    _parent_attrs: dict[str, Any]
    _snapshots: dict[str, Any]
    _created_from_list: bool = False
    _lazy: bool = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        install(cls)

    def __init__(
        self,
        manager: RESTManager[Any],
        attrs: dict[str, Any],
        *,
        created_from_list: bool = False,
        lazy: bool = False,
    ) -> None:
        if not isinstance(attrs, dict):
            raise GitlabParsingError(
                f"Expected a JSON object for {type(self).__name__}, got {type(attrs).__name__}: "
                "is this the URL of a GitLab API?"
            )
        own = self.__dict__
        own["manager"] = manager
        own["_attrs"] = attrs
        if created_from_list:
            own["_created_from_list"] = True
        if lazy:
            own["_lazy"] = True

    # Hidden from type checkers, so that `project.foobar` is a mistake there. What a newer GitLab
    # answers beyond the described fields is typed as `obj.attributes["name"]`.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            own = self.__dict__
            if name in _MADE_WHEN_TOUCHED:
                return own.setdefault(name, _MADE_WHEN_TOUCHED[name](self))
            for source in ("_updated_attrs", "_attrs"):
                if name in own.get(source, ()):
                    value = own[source][name]
                    if source == "_attrs" and isinstance(value, list | dict):
                        self._snapshots.setdefault(name, copy.deepcopy(value))
                    return value
            if name in self._parent_attrs:
                return self._parent_attrs[name]
            raise AttributeError(self._missing(name))

    # Not hidden: `issue.state_event = "close"` is a change that only updates know of.
    def __setattr__(self, name: str, value: Any) -> None:
        described = getattr(type(self), name, None)
        if name in self.__dict__ or name in _INSIDES or isinstance(described, property):
            object.__setattr__(self, name, value)
        else:
            self._updated_attrs[name] = value

    def _missing(self, name: str) -> str:
        text = f"{type(self).__name__!r} object has no attribute {name!r}"
        if self.__dict__.get("_created_from_list"):
            return (
                f"{text}. It comes from a list, where GitLab leaves fields out: "
                f"get it by its id for all of them."
            )
        if self.__dict__.get("_lazy"):
            return f"{text}. It was made with lazy=True and holds its id only: call refresh()."
        return text

    @property
    def attributes(self) -> dict[str, Any]:
        """All that is known, the ids of the parents included, as a copy."""
        return self.asdict(with_parent_attrs=True)

    def asdict(self, *, with_parent_attrs: bool = False) -> dict[str, Any]:
        """GitLab's fields and the local changes, as a copy."""
        parents = self._parent_attrs if with_parent_attrs else {}
        return {**copy.deepcopy({**parents, **self._attrs, **self._updated_attrs})}

    def to_json(self, *, with_parent_attrs: bool = False, **kwargs: Any) -> str:
        """`asdict()` as JSON text; keyword arguments go to `json.dumps`."""
        import json

        return json.dumps(self.asdict(with_parent_attrs=with_parent_attrs), **kwargs)

    def get_id(self) -> int | str | None:
        """The value of the attribute that GitLab's paths use for this resource."""
        for name in (self._id_attr, self._id_fallback):
            if name is not None and (value := getattr(self, name, None)) is not None:
                found: int | str = value
                return found
        return None

    @property
    def encoded_id(self) -> int | str | None:
        """`get_id()`, percent-encoded if it is text."""
        found = self.get_id()
        return EncodedId(found) if isinstance(found, str) else found

    def _changes(self) -> dict[str, Any]:
        """What was assigned, and what was changed inside lists and dicts that were read."""
        inside = {
            name: self._attrs[name]
            for name, before in self._snapshots.items()
            if name in self._attrs and self._attrs[name] != before
        }
        return {**inside, **self._updated_attrs}

    def _update_attrs(self, new_attrs: dict[str, Any]) -> None:
        """Take over GitLab's answer; local changes are sent or gone by now."""
        own = self.__dict__
        own["_attrs"] = new_attrs
        own["_updated_attrs"] = {}
        own["_snapshots"] = {}

    def _fold_in(self, sent: Mapping[str, Any]) -> None:
        """After a 204: GitLab took what was sent and answered nothing."""
        self._update_attrs({**self._attrs, **sent})

    async def _run(self, work: Call[R] | Flow[R]) -> R:
        result: R = await self.manager.gitlab._run(work)
        return result

    def _run_list(self, listing: Listing[L]) -> ListCall[Any, Any]:
        check_keywords(self.manager.gitlab, listing.keywords)
        return self.manager.gitlab._run_list(listing)  # type: ignore[no-any-return]

    async def _run_download(self, download: Download) -> bytes | AsyncIterator[Any] | None:
        body: bytes | AsyncIterator[Any] | None = await self.manager.gitlab._run_download(download)
        return body

    def _call(
        self,
        method: str,
        suffix: str = "",
        *,
        decode: Callable[..., R] = decode.json_or_response,
        error: type[GitlabError] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> Call[R]:
        """A call of this object's own path plus `suffix`."""
        if kwargs:
            check_keywords(self.manager.gitlab, kwargs)
        path = self._own_path + suffix
        return make_call(method, path, decode, error, query, body, files, kwargs)

    @property
    def _own_path(self) -> str:
        own_id = self.encoded_id
        path: str = self.manager.path
        return path if own_id is None else f"{path}/{own_id}"

    def _make_manager(self, manager_class: type[RESTManager[Any]]) -> RESTManager[Any]:
        return manager_class(self.manager.gitlab, parent=self)

    def _children_free(self) -> dict[str, Any]:
        from gitlab._children import ChildManager

        return {
            name: value
            for name, value in self.__dict__.items()
            if not isinstance(getattr(type(self), name, None), ChildManager)
        }

    def __getstate__(self) -> dict[str, Any]:
        return self._children_free()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def __dir__(self) -> set[str]:
        return {*self.attributes, *super().__dir__()}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RESTObject):
            return NotImplemented
        related = isinstance(other, type(self)) or isinstance(self, type(other))
        own_id = self.get_id()
        return self is other or bool(related and own_id and own_id == other.get_id())

    def __hash__(self) -> int:
        own_id = self.get_id()
        return hash(own_id) if own_id else super().__hash__()

    def __repr__(self) -> str:
        parts = [type(self).__name__]
        if self._id_attr is not None and (own_id := self.get_id()) is not None:
            parts.append(f"{self._id_attr}:{own_id}")
        if self._repr_attr is not None and self._repr_attr != self._id_attr:
            shown = getattr(self, self._repr_attr, None)
            if shown is not None:
                parts.append(f"{self._repr_attr}:{shown}")
        return f"<{' '.join(parts)}>"

    def __str__(self) -> str:
        return f"{type(self)} => {self.asdict()}"

    def pformat(self) -> str:
        """The object's fields laid out for reading."""
        import pprint

        return f"{type(self)} => \n{pprint.pformat(self.asdict())}"

    def pprint(self) -> None:
        """Print `pformat()`."""
        print(self.pformat())  # noqa: T201 - what it is for


_MADE_WHEN_TOUCHED: dict[str, Callable[[RESTObject], dict[str, Any]]] = {
    "_updated_attrs": lambda obj: {},
    "_snapshots": lambda obj: {},
    # An object that is still being unpickled has no manager yet.
    "_parent_attrs": lambda obj: getattr(vars(obj).get("manager"), "parent_attrs", {}),
}
_INSIDES = frozenset({*_MADE_WHEN_TOUCHED, "manager", "_attrs", "_created_from_list", "_lazy"})


class RESTManager(Generic[T]):
    """An endpoint of GitLab's API: its path below a parent, and the class of its objects."""

    _path: ClassVar[str | None] = None
    _obj_cls: type[T] | None = None
    _from_parent_attrs: ClassVar[dict[str, str]] = {}
    _create_attrs: ClassVar[g_types.RequiredOptional] = g_types.RequiredOptional()
    _update_attrs: ClassVar[g_types.RequiredOptional] = g_types.RequiredOptional()
    _list_filters: ClassVar[tuple[str, ...]] = ()
    _optional_get_attrs: ClassVar[tuple[str, ...]] = ()
    _types: ClassVar[dict[str, type[g_types.GitlabAttribute]]] = {}
    _exclusive: ClassVar[tuple[tuple[str, ...], ...]] = ()
    _exclusive_update: ClassVar[tuple[tuple[str, ...], ...]] = ()
    _shapes: ClassVar[Mapping[str, Any]] = {}
    _keywords: ClassVar[Mapping[str, Any]] = {}
    _integer_ids: ClassVar[tuple[str, ...]] = ()

    gitlab: AsyncGitlab

    # Trailing type arguments may be left out: their defaults are known to type checkers, and to
    # Python itself only from 3.13 on.
    if not TYPE_CHECKING:

        def __class_getitem__(cls, arguments: Any) -> GenericAlias:
            return GenericAlias(cls, arguments)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        describe_manager(cls)

    def __init__(self, gl: AsyncGitlab, parent: RESTObject | None = None) -> None:
        self.gitlab = gl
        self._parent = parent
        self._own_path: str | None = None
        self._own_parent_attrs: dict[str, Any] | None = None

    @property
    def parent_attrs(self) -> dict[str, Any]:
        """The values of the path's placeholders, by placeholder."""
        if self._own_parent_attrs is None:
            self._own_parent_attrs = {
                placeholder: getattr(self._parent, attribute, None)
                for placeholder, attribute in self._from_parent_attrs.items()
            }
        return self._own_parent_attrs

    @property
    def path(self) -> str:
        """The endpoint's path, with the parents' ids filled in."""
        if self._own_path is None:
            self._own_path = self._filled(self._path or "")
        return self._own_path

    def _filled(self, template: str) -> str:
        if "{" not in template:
            return template
        values = {
            name: EncodedId(value) if value is not None else ""
            for name, value in self.parent_attrs.items()
        }
        return template.format(**values)

    def _elsewhere(self, template: str | None) -> str:
        """Where a verb goes that GitLab does not have at the manager's own path."""
        return self.path if template is None else self._filled(template)

    def _check_names(
        self,
        operation: str,
        given: Mapping[str, Any],
        described: g_types.RequiredOptional,
        *also: str | None,
    ) -> None:
        known = (*described.required, *described.optional, *described.exclusive)
        if known:
            names = {*known, *filter(None, also)}
            check_names(self.gitlab, f"{type(self).__name__}.{operation}()", given, names)

    def _make(self, attrs: dict[str, Any]) -> T:
        assert self._obj_cls is not None, f"{type(self).__name__} lacks _obj_cls"
        return self._obj_cls(self, attrs)

    def _make_listed(self, attrs: dict[str, Any]) -> T:
        assert self._obj_cls is not None, f"{type(self).__name__} lacks _obj_cls"
        return self._obj_cls(self, attrs, created_from_list=True)

    async def _run(self, work: Call[R] | Flow[R]) -> R:
        return await self.gitlab._run(work)

    def _call(
        self,
        method: str,
        suffix: str = "",
        *,
        decode: Callable[..., R] = decode.json_or_response,
        error: type[GitlabError] | None = None,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        files: Mapping[str, Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> Call[R]:
        """A call of this manager's path plus `suffix`."""
        if kwargs:
            check_keywords(self.gitlab, kwargs)
        return make_call(method, self.path + suffix, decode, error, query, body, files, kwargs)

    def _run_list(self, listing: Listing[L]) -> ListCall[Any, Any]:
        check_keywords(self.gitlab, listing.keywords)
        return self.gitlab._run_list(listing)

    async def _run_download(self, download: Download) -> bytes | AsyncIterator[Any] | None:
        return await self.gitlab._run_download(download)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} path:{self.path}>"


def make_call(
    method: str,
    path: str,
    decode: Callable[..., R],
    error: type[GitlabError] | None,
    query: Mapping[str, Any] | None,
    body: Any,
    files: Mapping[str, Any] | None,
    kwargs: Mapping[str, Any] | None,
) -> Call[R]:
    """A call whose caller's keyword arguments are parted into query and options."""
    given, options = split_options(kwargs or {})
    return Call(
        method=method,
        path=path,
        decode=decode,
        query={**(query or {}), **given},
        body=body,
        files=files,
        error=error,
        options=options,
    )
