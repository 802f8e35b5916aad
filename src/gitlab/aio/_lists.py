"""Lists without blocking: what a list call returns, and lists that fetch pages as they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gitlab._listing import (
    Listing,
    PageNumbers,
    every_item,
    listing,
    next_call,
    warn_if_truncated,
)

if TYPE_CHECKING:
    from gitlab._core.pagination import Page
    from gitlab._core.values import Call
    from gitlab.aio.base import RESTManager, RESTObject
    from gitlab.aio.client import AsyncGitlab

__all__ = ["GitlabList", "ListCall", "Listing", "RESTObjectList"]

T = TypeVar("T", bound="RESTObject")
I_co = TypeVar("I_co", covariant=True)
R_co = TypeVar("R_co", covariant=True)


class ListCall(Generic[R_co, I_co]):
    """A list call: `await` it for the result, or go through every item with `async for`.

    Awaited, it gives what the sync call returns. Iterated, it gives every item, page by page,
    whatever `get_all` says.
    """

    def __init__(self, gl: Any, listing: Listing[Any]) -> None:
        self._gl = gl
        self._listing = listing

    def __await__(self) -> Generator[Any, Any, R_co]:
        return self._result().__await__()

    async def _result(self) -> Any:
        asked = self._listing
        if asked.iterator:
            return await self._open()
        if asked.get_all:
            return asked.made(await self._gl._run(every_item(asked.call, self._gl)))
        page = await self._gl._run(asked.call)
        warn_if_truncated(asked, page)
        return asked.made(page.items)

    async def _open(self) -> Any:
        items = await GitlabList._of(self._gl, self._listing.call)
        manager = self._listing.manager
        return items if manager is None else RESTObjectList(manager, manager._obj_cls, items)

    async def __aiter__(self) -> AsyncIterator[I_co]:
        async for item in await self._open():
            yield item


class GitlabList(PageNumbers):
    """The items of a list as dicts; further pages are fetched when they are reached.

    It is its own iterator and passes once. `len()` is GitLab's total, 0 when GitLab withholds it
    (more than 10,000 rows, keyset paging). The first page is fetched when it is awaited, or at
    the first item.
    """

    _page: Page | None = None

    def __init__(
        self,
        gl: AsyncGitlab,
        url: str,
        query_data: dict[str, Any],
        get_next: bool = True,
        **kwargs: Any,
    ) -> None:
        self._gl = gl
        self._call = listing(url, query_data, kwargs).call
        self._get_next = get_next
        self._position = 0

    @classmethod
    async def _of(cls, gl: AsyncGitlab, call: Call[Page]) -> GitlabList:
        items = cls(gl, "", {})
        items._call = call
        await items._turn_to(call)
        return items

    async def _turn_to(self, call: Call[Page]) -> Page:
        self._page = await self._gl._run(call)
        self._position = 0
        return self._page

    def __await__(self) -> Generator[Any, Any, GitlabList]:
        return self._opened().__await__()

    async def _opened(self) -> GitlabList:
        if self._page is None:
            await self._turn_to(self._call)
        return self

    def _current(self) -> Page:
        if self._page is None:
            raise TypeError("This list was not fetched yet: await it first")
        return self._page

    def __aiter__(self) -> AsyncIterator[dict[str, Any]]:
        return self

    async def __anext__(self) -> dict[str, Any]:
        return await self.next()

    async def next(self) -> dict[str, Any]:
        """The next item; StopAsyncIteration after the last of the last page."""
        page = self._page or await self._turn_to(self._call)
        while self._position >= len(page.items):
            following = next_call(self._call, page, self._gl) if self._get_next else None
            if following is None:
                raise StopAsyncIteration
            page = await self._turn_to(following)
        item: dict[str, Any] = page.items[self._position]
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

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        return await self.next()

    async def next(self) -> T:
        """The next object; StopAsyncIteration after the last of the last page."""
        return self._obj_cls(self.manager, await self._list.next(), created_from_list=True)
