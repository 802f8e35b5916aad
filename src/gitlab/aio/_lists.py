"""Lists without blocking: what a list call returns, and lists that fetch pages as they are read."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import AsyncIterator, Generator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gitlab._listing import (
    Listing,
    PageNumbers,
    listing,
    warn_if_truncated,
)
from gitlab._walk import Walk
from gitlab.aio._parallel import gathered
from gitlab.exceptions import GitlabError

if TYPE_CHECKING:
    from gitlab._core.pagination import Page
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
            return await self._opened()
        page = await self._gl._run(asked.call)
        made = asked.made(page.items)
        if asked.get_all:
            walk = Walk(asked, self._gl, page)
            while further := await _next_pages(walk, self._gl, asked, every=True):
                for page in further:
                    made += asked.made(page.items)
        else:
            warn_if_truncated(asked, page)
        return made

    async def _opened(self) -> Any:
        return await self._items()._opened()

    def _items(self) -> Any:
        items = GitlabList._of(self._gl, self._listing)
        manager = self._listing.manager
        return items if manager is None else RESTObjectList(manager, manager._obj_cls, items)

    def __aiter__(self) -> AsyncIterator[I_co]:
        every: AsyncIterator[I_co] = self._items()
        return every


async def _next_pages(
    walk: Walk, gl: AsyncGitlab, asked: Listing[Any], *, every: bool = False
) -> list[Page]:
    """As many pages as may be under way, or as GitLab counted; none at the end of the list."""
    most = gl._pages_at_a_time(asked.pages_in_flight)
    while calls := walk.ask(sys.maxsize if every else most):
        try:
            return [walk.take(page) for page in await gathered(gl._run, calls, most)]
        except GitlabError as error:
            walk.put_back(calls)
            walk.go_over(error)
        except BaseException:
            walk.put_back(calls)
            raise
    return []


class GitlabList(PageNumbers):
    """The items of a list as dicts; further pages are fetched when they are reached, a few at once.

    It is its own iterator and passes once. `len()` is GitLab's total, 0 when GitLab withholds it
    (more than 10,000 rows, keyset paging). The first page is fetched when it is awaited, or at
    the first item.
    """

    def __init__(
        self,
        gl: AsyncGitlab,
        url: str,
        query_data: dict[str, Any],
        get_next: bool = True,
        **kwargs: Any,
    ) -> None:
        self._open(gl, listing(url, query_data, kwargs), get_next=get_next)

    @classmethod
    def _of(cls, gl: AsyncGitlab, asked: Listing[Any]) -> GitlabList:
        items = cls.__new__(cls)
        items._open(gl, asked, get_next=True)
        return items

    def _open(self, gl: AsyncGitlab, asked: Listing[Any], *, get_next: bool) -> None:
        self._gl = gl
        self._asked = asked
        self._get_next = get_next
        self._page: Page | None = None
        self._position = 0
        self._walk: Walk | None = None
        self._fetched: deque[Page] = deque()

    async def _next_page(self) -> Page | None:
        """The page that follows, out of as many as may be under way at once.

        No task outlives this call, so an iteration may be left or cancelled at any point.
        """
        if self._page is None:
            self._page = await self._gl._run(self._asked.call)
            return self._page
        if not self._fetched:
            if not self._get_next:
                return None
            if self._walk is None:
                self._walk = Walk(self._asked, self._gl, self._page)
            self._fetched.extend(await _next_pages(self._walk, self._gl, self._asked))
        if not self._fetched:
            return None
        self._page = self._fetched.popleft()
        self._position = 0
        return self._page

    def __await__(self) -> Generator[Any, Any, GitlabList]:
        return self._opened().__await__()

    async def _opened(self) -> GitlabList:
        if self._page is None:
            await self._next_page()
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
        page = self._page
        while page is None or self._position >= len(page.items):
            page = await self._next_page()
            if page is None:
                raise StopAsyncIteration
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

    async def _opened(self) -> RESTObjectList[T]:
        await self._list._opened()
        return self

    async def next(self) -> T:
        """The next object; StopAsyncIteration after the last of the last page."""
        return self._obj_cls(self.manager, await self._list.next(), created_from_list=True)
