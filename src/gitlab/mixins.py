# long file: what users import from gitlab.mixins, one verb after the other.
"""The verbs of GitLab's API. Each builds one call; `_run` is the only place that blocks."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from enum import IntEnum
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Literal,
    TypeVar,
    get_args,
    get_origin,
    overload,
)

from gitlab import exceptions as exc
from gitlab._checked import check_names
from gitlab._core import decode
from gitlab._core.flow import Flow, ask
from gitlab._core.values import Call, CaseInsensitiveDict
from gitlab._download import download
from gitlab._listing import LARGEST_PAGE, Listing, listing
from gitlab._numeric_ids import number_parents, numbered
from gitlab._waiting import Patience, settled
from gitlab._walk import Keyset, every_page
from gitlab.base import RESTManager, RESTObject, RESTObjectList
from gitlab.types import GitlabAttribute
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from typing_extensions import TypeVar as DefaultTypeVar

    from gitlab._lists import GitlabList

    T = TypeVar("T", bound=RESTObject)
    C = DefaultTypeVar("C", bound=Mapping[str, Any], default=dict[str, Any])
    U = DefaultTypeVar("U", bound=Mapping[str, Any], default=dict[str, Any])
    F = DefaultTypeVar("F", bound=Mapping[str, Any], default=dict[str, Any])

    _Object = RESTObject
else:
    # Defaults are for type checkers: at run time missing arguments are simply not there.
    T, C, U, F = TypeVar("T"), TypeVar("C"), TypeVar("U"), TypeVar("F")
    # Users mix them into their own classes before RESTObject.
    _Object = object

S = TypeVar("S", bound=str)
HOUR_SECONDS = 3600.0

__all__ = [
    "AccessRequestMixin",
    "BadgeRenderMixin",
    "CRUDMixin",
    "CreateMixin",
    "DeleteMixin",
    "DownloadMixin",
    "GetMixin",
    "GetWithoutIdMixin",
    "ListMixin",
    "NoUpdateMixin",
    "ObjectDeleteMixin",
    "ParticipantsMixin",
    "RefreshMixin",
    "RetrieveMixin",
    "SaveMixin",
    "SetMixin",
    "SubscribableMixin",
    "TimeTrackingMixin",
    "TodoMixin",
    "UpdateMethod",
    "UpdateMixin",
    "UserAgentDetailMixin",
]


class UpdateMethod(IntEnum):
    """The HTTP method that an endpoint takes for updates."""

    PUT = 1
    POST = 2
    PATCH = 3


class HeadMixin(RESTManager[T]):
    """Headers without a body, wherever there is something to get or list."""

    def head(self, id: str | int | None = None, **kwargs: Any) -> CaseInsensitiveDict:
        """Return the headers of a GET: totals, dates, the size of a file."""
        return self._run(
            self._call(
                "HEAD",
                _below(id),
                decode=decode.to_headers,
                error=exc.GitlabHeadError,
                kwargs=kwargs,
            )
        )


class GetMixin(HeadMixin[T]):
    """One resource by its id."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object",)

    def get(self, id: str | int, lazy: bool = False, **kwargs: Any) -> T:
        """Return the resource with this id or full path.

        With `lazy=True` no request is made: the object knows its id only, which is enough to
        reach what lies below it. Raises GitlabGetError.
        """
        if not id and id != 0:
            raise ValueError(f"{type(self).__name__}.get() needs an id, got {id!r}")
        if lazy:
            return self._make_lazy(id)
        return self._run(
            self._call(
                "GET",
                _below(id),
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    def _make_lazy(self, id: str | int) -> T:
        assert self._obj_cls is not None, f"{type(self).__name__} lacks _obj_cls"
        known = EncodedId(id) if isinstance(id, str) else id
        id_attr = self._obj_cls._id_attr
        return self._obj_cls(self, {} if id_attr is None else {id_attr: known}, lazy=True)


class GetWithoutIdMixin(HeadMixin[T]):
    """The only resource of its kind below the parent."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object",)

    def get(self, **kwargs: Any) -> T:
        """Return the resource. Raises GitlabGetError."""
        return self._run(self._get(kwargs))

    def _get(self, kwargs: dict[str, Any] | None = None) -> Call[T]:
        return self._call(
            "GET",
            decode=lambda response: self._make(decode.to_dict(response)),
            error=exc.GitlabGetError,
            kwargs=_transformed(kwargs or {}, self._types, in_query=True)[0],
        )


class WaitMixin(Generic[S], _Object):
    """Something that GitLab works on. `S` holds the states in which it stays."""

    _state_attr: ClassVar[str] = "status"

    def wait(
        self, *, timeout: float | None = HOUR_SECONDS, poll: float | None = None, **kwargs: Any
    ) -> S:
        """Look again and again until GitLab is done; return the state that it ended in.

        The object then has what GitLab answered last. `poll` is the pause between two looks in
        seconds, by default one that grows from 1 to 30. After `timeout` seconds, an hour by
        default, GitlabWaitError is raised with the last `state`; None waits without end. Raises
        GitlabGetError.
        """
        self._update_attrs(self._run(self._waited(timeout, poll, kwargs)))
        state: S = getattr(self, self._state_attr)
        return state

    def _waited(
        self, timeout: float | None, poll: float | None, kwargs: dict[str, Any]
    ) -> Flow[dict[str, Any]]:
        look = self._call("GET", decode=decode.to_dict, error=exc.GitlabGetError, kwargs=kwargs)
        return settled(look, self._state_in, self._is_final, Patience(timeout, poll))

    def _state_in(self, attrs: dict[str, Any]) -> Any:
        return attrs.get(self._state_attr)

    @classmethod
    def _is_final(cls, state: Any) -> bool:
        for base in cls.__mro__:
            for written in base.__dict__.get("__orig_bases__", ()):
                if get_origin(written) is WaitMixin:
                    return state in get_args(get_args(written)[0])
        return False


class RefreshMixin(_Object):
    """An object that can be read again."""

    def refresh(self, **kwargs: Any) -> None:
        """Take over what GitLab has now; local changes are dropped. Raises GitlabGetError."""
        attrs = self._run(
            self._call("GET", decode=decode.to_dict, error=exc.GitlabGetError, kwargs=kwargs)
        )
        self._update_attrs(attrs)


class ListMixin(HeadMixin[T], Generic[T, F]):
    """All resources of the endpoint, a page at a time."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "filters")
    _list_path: ClassVar[str | None] = None
    _paging: ClassVar[Keyset | None] = None

    @overload
    def list(self, *, iterator: Literal[False] = False, **kwargs: Any) -> builtins.list[T]: ...

    @overload
    def list(self, *, iterator: Literal[True], **kwargs: Any) -> RESTObjectList[T]: ...

    @overload
    def list(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[T] | builtins.list[T]: ...

    def list(
        self, *, iterator: bool = False, **kwargs: Any
    ) -> RESTObjectList[T] | builtins.list[T]:
        """Return resources, filtered by keyword arguments.

        One page by default, with a warning when there is more; all of them with `get_all=True`;
        with `iterator=True` an object that fetches pages as they are reached. `page` and
        `per_page` (at most 100) choose one page. Raises GitlabListError.
        """
        asked: Listing[RESTObjectList[T] | builtins.list[T]] = self._listing(iterator, kwargs)
        return self._run_list(asked)

    def first(self, **kwargs: Any) -> T | None:
        """Return the first resource that `list()` would give, None when there is none.

        Raises GitlabListError.
        """
        return self._run(self._first(kwargs))

    def count(self, **kwargs: Any) -> int:
        """Return how many resources `list(get_all=True)` would give.

        One request of one item. GitLab counts up to 10,000; longer lists, and those that it does
        not count at all, are gone through. Raises GitlabListError.
        """
        return self._run(self._count(kwargs))

    def _first(self, kwargs: dict[str, Any]) -> Flow[T | None]:
        asked = self._listing(False, {**kwargs, "per_page": 1, "get_all": False})
        page = yield from ask(asked.call)
        return next(iter(asked.made(page.items[:1])), None)

    def _count(self, kwargs: dict[str, Any]) -> Flow[int]:
        asked = self._listing(False, {**kwargs, "per_page": 1, "get_all": False})
        page = yield from ask(asked.call)
        if page.total is not None or page.next_url is None:
            return len(page.items) if page.total is None else page.total
        every = self._listing(False, {"per_page": LARGEST_PAGE, **kwargs, "get_all": True})
        numbers: builtins.list[int] = []
        yield from every_page(every, self.gitlab, lambda items: numbers.append(len(items)))
        return sum(numbers)

    def _listing(self, iterator: bool, kwargs: dict[str, Any]) -> Listing[Any]:
        check_names(self.gitlab, f"{type(self).__name__}.list()", kwargs, self._list_filters)
        kwargs = self._list_arguments(kwargs)
        return listing(
            kwargs.pop("path", None) or self._elsewhere(self._list_path),
            self._list_defaults(iterator, kwargs),
            _transformed(kwargs, self._types, in_query=True)[0],
            iterator=iterator,
            error=exc.GitlabListError,
            manager=self,
        )

    def _list_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        """The caller's keywords, for endpoints that want them told differently."""
        return kwargs

    def _list_defaults(self, iterator: bool, kwargs: dict[str, Any]) -> dict[str, Any]:
        client = self.gitlab
        defaults = {
            "per_page": client.per_page,
            "pagination": client.pagination,
            "order_by": client.order_by,
        }
        if iterator or kwargs.get("get_all", kwargs.get("all")):
            # Everything is wanted: a fifth of the requests that GitLab's default of 20 takes.
            defaults["per_page"] = defaults["per_page"] or LARGEST_PAGE
        return {name: value for name, value in defaults.items() if value is not None}


class RetrieveMixin(ListMixin[T, F], GetMixin[T]):
    """Read only: list and get."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "filters")


class CreateMixin(RESTManager[T], Generic[T, C]):
    """New resources."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "create")
    _create_path: ClassVar[str | None] = None

    def create(self, data: C | None = None, **kwargs: Any) -> T:
        """Create a resource from `data`, the body; keyword arguments go to the query.

        Raises AttributeError when required attributes are missing, GitlabCreateError when GitLab
        refuses.
        """
        return self._run(self._create(data, kwargs))

    def _create(self, data: Any, kwargs: dict[str, Any]) -> Call[T] | Flow[T]:
        if "create" in self._integer_ids:
            return self._create_by_number(data, kwargs)
        return self._create_call(data, kwargs)

    def _create_by_number(self, data: Any, kwargs: dict[str, Any]) -> Flow[T]:
        """What is to be created may also be given as the one id it consists of."""
        (name,) = self._create_attrs.required
        body = dict(data) if isinstance(data, Mapping) else {} if data is None else {name: data}
        if name in body:
            body[name] = yield from numbered(name, body[name], exc.GitlabCreateError, kwargs)
        yield from number_parents(self, exc.GitlabCreateError, kwargs)
        return (yield from ask(self._create_call(body, kwargs)))

    def _create_call(self, data: Any, kwargs: dict[str, Any]) -> Call[T]:
        body = _attributes(data)
        self._create_attrs.validate_attrs(data=body)
        self._check_names("create", body, self._create_attrs)
        body, files = _transformed(body, self._types)
        path = kwargs.pop("path", None) or self._elsewhere(self._create_path)
        call = self._call(
            "POST",
            decode=lambda response: self._make(decode.to_dict(response)),
            error=exc.GitlabCreateError,
            body=body,
            files=files,
            kwargs=kwargs,
        )
        return call._replace(path=path)


class UpdateMixin(RESTManager[T], Generic[T, U]):
    """Changes to resources."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "update")
    _update_method: ClassVar[UpdateMethod] = UpdateMethod.PUT

    def update(
        self, id: str | int | None = None, new_data: U | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Change the resource with this id; return GitLab's answer, `{}` when it says nothing.

        Raises AttributeError when required attributes are missing, GitlabUpdateError when GitLab
        refuses.
        """
        return self._run(self._update(id, new_data, kwargs))

    def _update(self, id: str | int | None, data: Any, kwargs: dict[str, Any]) -> Any:
        body = _attributes(data)
        id_attr = self._obj_cls._id_attr if self._obj_cls is not None else None
        self._update_attrs.validate_attrs(data=body, excludes=[id_attr] if id_attr else None)
        self._check_names("update", body, self._update_attrs, id_attr)
        body, files = _transformed(body, self._types)
        return self._call(
            self._update_method.name,
            _below(id),
            decode=decode.to_json_or_empty,
            error=exc.GitlabUpdateError,
            body=body,
            files=files,
            kwargs=kwargs,
        )


class SetMixin(RESTManager[T]):
    """Values set by key."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object",)

    def set(self, key: str, value: str, **kwargs: Any) -> T:
        """Set the value of `key`, creating it if need be. Raises GitlabSetError."""
        return self._run(
            self._call(
                "PUT",
                _below(key),
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabSetError,
                body={"value": value},
                kwargs=kwargs,
            )
        )


class DeleteMixin(RESTManager[T]):
    """Removal of resources."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object",)

    def delete(self, id: str | int | None = None, **kwargs: Any) -> None:
        """Delete the resource with this id. Raises GitlabDeleteError."""
        return self._run(self._delete(id, kwargs))

    def _delete(self, id: Any, kwargs: dict[str, Any]) -> Call[None] | Flow[None]:
        if "delete" in self._integer_ids:
            return self._delete_by_number(id, kwargs)
        return self._delete_call(id, kwargs)

    def _delete_by_number(self, id: Any, kwargs: dict[str, Any]) -> Flow[None]:
        name = str(self._obj_cls and self._obj_cls._id_attr)
        number = yield from numbered(name, id, exc.GitlabDeleteError, kwargs)
        yield from number_parents(self, exc.GitlabDeleteError, kwargs)
        return (yield from ask(self._delete_call(number, kwargs)))

    def _delete_call(self, id: str | int | None, kwargs: dict[str, Any]) -> Call[None]:
        return self._call(
            "DELETE",
            _below(id),
            decode=decode.to_none,
            error=exc.GitlabDeleteError,
            kwargs=kwargs,
        )


class CRUDMixin(
    GetMixin[T],
    ListMixin[T, F],
    CreateMixin[T, C],
    UpdateMixin[T, U],
    DeleteMixin[T],
    Generic[T, C, U, F],
):
    """Get, list, create, update, delete."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "create", "update", "filters")


class NoUpdateMixin(
    GetMixin[T], ListMixin[T, F], CreateMixin[T, C], DeleteMixin[T], Generic[T, C, F]
):
    """Get, list, create, delete."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object", "create", "filters")


class SaveMixin(_Object):
    """An object whose changes can be sent."""

    def save(self, **kwargs: Any) -> dict[str, Any] | None:
        """Send the changes and take over GitLab's answer, which is returned.

        Without changes there is no request and None is returned. A 204 leaves the object with its
        data and what was sent. Raises GitlabUpdateError.
        """
        sent = self._sendable()
        if not sent:
            return None
        answer: dict[str, Any] = self.manager.update(self.encoded_id, sent, **kwargs)
        self._take_over(answer, sent)
        return answer

    def _sendable(self) -> dict[str, Any]:
        """The required update attributes and the changes."""
        required = self.manager._update_attrs.required
        return {**{name: getattr(self, name) for name in required}, **self._changes()}

    def _take_over(self, answer: Any, sent: dict[str, Any]) -> None:
        if isinstance(answer, dict) and answer:
            self._update_attrs(answer)
        else:
            self._fold_in(sent)


class ObjectDeleteMixin(_Object):
    """An object that can be deleted."""

    def delete(self, **kwargs: Any) -> None:
        """Delete the resource in GitLab. Raises GitlabDeleteError."""
        self.manager.delete(self.encoded_id, **kwargs)


class RotateMixin(RESTManager[T]):
    """Tokens that can be replaced by fresh ones."""

    def rotate(self, id: str | int, expires_at: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Revoke the token and return its successor, whose `token` is shown this once.

        `expires_at` is a date (YYYY-MM-DD); GitLab's default is a week. Raises GitlabRotateError.
        """
        return self._run(
            self._call(
                "POST",
                f"{_below(id)}/rotate",
                decode=decode.to_dict,
                error=exc.GitlabRotateError,
                body={"expires_at": expires_at} if expires_at else {},
                kwargs=kwargs,
            )
        )


class ObjectRotateMixin(_Object):
    """A token that can be replaced by a fresh one."""

    def rotate(self, *, self_rotate: bool = False, **kwargs: Any) -> dict[str, Any]:
        """Revoke the token; this object becomes its successor, whose `token` is shown this once.

        `self_rotate` asks for the token that makes the request. Raises GitlabRotateError.
        """
        own_id = "self" if self_rotate else self.encoded_id
        answer: dict[str, Any] = self.manager.rotate(own_id, **kwargs)
        self._update_attrs(answer)
        return answer


class UserAgentDetailMixin(_Object):
    """What spam checks know of an author's browser."""

    def user_agent_detail(self, **kwargs: Any) -> dict[str, Any]:
        """Return the author's user agent and IP address. Administrators only.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/user_agent_detail",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class AccessRequestMixin(_Object):
    """A user who asks to become a member."""

    def approve(self, access_level: int = 30, **kwargs: Any) -> None:
        """Make the user a member, as developer by default. Raises GitlabUpdateError."""
        member = self._run(
            self._call(
                "PUT",
                "/approve",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body={"access_level": access_level},
                kwargs=kwargs,
            )
        )
        self._update_attrs(member)


class DownloadMixin(_Object):
    """An object with a file behind it."""

    def download(
        self,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the file's bytes, or chunks of them with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/download", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class SubscribableMixin(_Object):
    """Something whose changes the current user can be told of."""

    def subscribe(self, **kwargs: Any) -> None:
        """Subscribe the current user. Raises GitlabSubscribeError."""
        attrs = self._run(
            self._call(
                "POST",
                "/subscribe",
                decode=decode.to_dict_if_any,
                error=exc.GitlabSubscribeError,
                kwargs=kwargs,
            )
        )
        self._update_attrs(attrs or self._attrs)

    def unsubscribe(self, **kwargs: Any) -> None:
        """Unsubscribe the current user. Raises GitlabUnsubscribeError."""
        attrs = self._run(
            self._call(
                "POST",
                "/unsubscribe",
                decode=decode.to_dict_if_any,
                error=exc.GitlabUnsubscribeError,
                kwargs=kwargs,
            )
        )
        self._update_attrs(attrs or self._attrs)


class TodoMixin(_Object):
    """Something that can stand on the current user's to-do list."""

    def todo(self, **kwargs: Any) -> None:
        """Put it on the current user's to-do list. Raises GitlabTodoError."""
        return self._run(
            self._call(
                "POST", "/todo", decode=decode.to_none, error=exc.GitlabTodoError, kwargs=kwargs
            )
        )


class TimeTrackingMixin(_Object):
    """Something with an estimate and time spent. Durations are text such as "3h30m"."""

    def time_stats(self, **kwargs: Any) -> dict[str, Any]:
        """Return estimate and time spent; without a request if they came with the object.

        Raises GitlabTimeTrackingError.
        """
        if "time_stats" in self._attrs:
            known: dict[str, Any] = self.asdict()["time_stats"]
            return known
        return self._run(self._time("GET", "/time_stats", None, kwargs))

    def time_estimate(self, duration: str, **kwargs: Any) -> dict[str, Any]:
        """Set the estimate. Raises GitlabTimeTrackingError."""
        return self._run(self._time("POST", "/time_estimate", {"duration": duration}, kwargs))

    def reset_time_estimate(self, **kwargs: Any) -> dict[str, Any]:
        """Set the estimate to nothing. Raises GitlabTimeTrackingError."""
        return self._run(self._time("POST", "/reset_time_estimate", None, kwargs))

    def add_spent_time(self, duration: str, **kwargs: Any) -> dict[str, Any]:
        """Add time spent. Raises GitlabTimeTrackingError."""
        return self._run(self._time("POST", "/add_spent_time", {"duration": duration}, kwargs))

    def reset_spent_time(self, **kwargs: Any) -> dict[str, Any]:
        """Set the time spent to nothing. Raises GitlabTimeTrackingError."""
        return self._run(self._time("POST", "/reset_spent_time", None, kwargs))

    def _time(
        self, method: str, suffix: str, body: dict[str, Any] | None, kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        return self._call(
            method,
            suffix,
            decode=decode.to_dict,
            error=exc.GitlabTimeTrackingError,
            body=body,
            kwargs=kwargs,
        )


class ParticipantsMixin(_Object):
    """A discussion with people in it."""

    def participants(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List who takes part, as dicts. Raises GitlabListError."""
        return self._run_list(
            listing(f"{self._own_path}/participants", {}, kwargs, error=exc.GitlabListError)
        )


class BadgeRenderMixin(RESTManager[T]):
    """Badges, whose links have placeholders."""

    def render(self, link_url: str, image_url: str, **kwargs: Any) -> dict[str, Any]:
        """Return both links with their placeholders filled in. Raises GitlabRenderError."""
        return self._run(
            self._call(
                "GET",
                "/render",
                decode=decode.to_dict,
                error=exc.GitlabRenderError,
                query={"link_url": link_url, "image_url": image_url},
                kwargs=kwargs,
            )
        )


class PromoteMixin(_Object):
    """Something of a project that can become its group's."""

    _update_method: ClassVar[UpdateMethod] = UpdateMethod.PUT

    def promote(self, **kwargs: Any) -> dict[str, Any]:
        """Promote it to the project's group; return what it became. Raises GitlabPromoteError."""
        return self._run(
            self._call(
                self._update_method.name,
                "/promote",
                decode=decode.to_dict,
                error=exc.GitlabPromoteError,
                kwargs=kwargs,
            )
        )


class UploadMixin(_Object):
    """An object that files can be attached to."""

    _upload_path: ClassVar[str] = ""

    def upload(
        self,
        filename: str,
        filedata: bytes | str | IO[bytes] | Iterable[bytes] | None = None,
        filepath: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Upload a file, given as data or as a path; return its URL and Markdown.

        Data may be bytes, text, a binary file or an iterable of bytes. Files are read while they
        are sent; `progress=` is called with the bytes sent so far, and of how many. Raises
        GitlabUploadError, also when both or neither of data and path are given.
        """
        return self._run(self._upload(filename, filedata, filepath, kwargs))

    def _upload(
        self, filename: str, filedata: Any, filepath: str | None, kwargs: dict[str, Any]
    ) -> Flow[dict[str, Any]]:
        if filepath is None and filedata is None:
            raise exc.GitlabUploadError("No file contents or path specified")
        if filepath is not None and filedata is not None:
            raise exc.GitlabUploadError("File contents and file path specified")
        call = self._call("POST", decode=decode.to_dict, error=exc.GitlabUploadError, kwargs=kwargs)
        # An id that is encoded already must not become plain text, to be encoded again.
        values = {
            name: EncodedId(value if isinstance(value, str) else str(value))
            for name, value in self.attributes.items()
        }
        path = self._upload_path.format(**values)
        with nullcontext(filedata) if filepath is None else open(filepath, "rb") as content:
            files = {"file": (filename, content)}
            return (yield from ask(call._replace(path=path, files=files)))


def _attributes(data: Any) -> dict[str, Any]:
    if data is not None and not isinstance(data, Mapping):
        raise TypeError(f"Attributes are a dict such as {{'name': ...}}, not {data!r}")
    return dict(data or {})


def _below(id: str | int | None) -> str:
    return "" if id is None else f"/{EncodedId(id)}"


def _transformed(
    data: dict[str, Any], types: Mapping[str, type[GitlabAttribute]], *, in_query: bool = False
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Write values as GitLab reads them there; files part from the rest.

    In a body, JSON says by itself what a list is: only files and the few attributes that GitLab
    wants as text are changed.
    """
    from gitlab.types import FileAttribute

    sent: dict[str, Any] = {}
    files: dict[str, Any] = {}
    for name, value in data.items():
        kind = types.get(name)
        if kind is None or value is None:
            sent[name] = value
        elif issubclass(kind, FileAttribute):
            # An empty text removes the file, and stays in the JSON body.
            if value == "" or in_query:
                sent[name] = value
            else:
                key = kind.get_file_name(name)
                files[name] = (key, value)
        elif in_query or kind.transform_in_body:
            key, written = kind(value).get_for_api(key=name)
            sent[key] = written
        else:
            sent[name] = value
    return sent, files or None
