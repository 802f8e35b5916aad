"""Lists that fetch their pages as they are read, in sync."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gitlab._listing import Listing, PageNumbers, listing, next_call

if TYPE_CHECKING:
    from gitlab._core.pagination import Page
    from gitlab._core.values import Call
    from gitlab.base import RESTManager, RESTObject
    from gitlab.client import Gitlab

__all__ = ["GitlabList", "Listing", "RESTObjectList"]

T = TypeVar("T", bound="RESTObject")


class GitlabList(PageNumbers):
    """The items of a list as dicts; further pages are fetched when they are reached.

    It is its own iterator and passes once. `len()` is GitLab's total, 0 when GitLab withholds it
    (more than 10,000 rows, keyset paging).
    """

    def __init__(
        self,
        gl: Gitlab,
        url: str,
        query_data: dict[str, Any],
        get_next: bool = True,
        **kwargs: Any,
    ) -> None:
        self._open(gl, listing(url, query_data, kwargs).call, get_next=get_next)

    @classmethod
    def _of(cls, gl: Gitlab, call: Call[Page]) -> GitlabList:
        items = cls.__new__(cls)
        items._open(gl, call, get_next=True)
        return items

    def _open(self, gl: Gitlab, call: Call[Page], *, get_next: bool) -> None:
        self._gl = gl
        self._call = call
        self._get_next = get_next
        self._turn_to(call)

    def _turn_to(self, call: Call[Page]) -> None:
        self._page = self._gl._run(call)
        self._position = 0

    def _current(self) -> Page:
        return self._page

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self

    def __next__(self) -> dict[str, Any]:
        return self.next()

    def next(self) -> dict[str, Any]:
        """The next item; StopIteration after the last of the last page."""
        while self._position >= len(self._page.items):
            following = next_call(self._call, self._page, self._gl) if self._get_next else None
            if following is None:
                raise StopIteration
            self._turn_to(following)
        item: dict[str, Any] = self._page.items[self._position]
        self._position += 1
        return item


class RESTObjectList(PageNumbers, Generic[T]):
    """The items of a list as objects; further pages are fetched when they are reached."""

    def __init__(self, manager: RESTManager[T], obj_cls: type[T], _list: GitlabList) -> None:
        self.manager = manager
        self._obj_cls = obj_cls
        self._list = _list

    def _current(self) -> Page:
        return self._list._current()

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return self.next()

    def next(self) -> T:
        """The next object; StopIteration after the last of the last page."""
        return self._obj_cls(self.manager, self._list.next(), created_from_list=True)
