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
from gitlab.aio._started import Started
from gitlab.exceptions import GitlabError

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
            return await self._opened()
        page = await self._gl._run(asked.call)
        made = asked.made(page.items)
        if not asked.get_all:
            warn_if_truncated(asked, page)
        elif page.next_url:
            for further in await _every_page(asked, self._gl, page):
                made += asked.made(further.items)
        return made

    async def _opened(self) -> Any:
        return await self._items(self._listing)._opened()

    def _items(self, asked: Listing[Any]) -> Any:
        items = GitlabList._of(self._gl, asked)
        manager = asked.manager
        return items if manager is None else RESTObjectList(manager, manager._obj_cls, items)

    def __aiter__(self) -> AsyncIterator[I_co]:
        every: AsyncIterator[I_co] = self._items(self._listing.of_everything())
        return every


async def _every_page(asked: Listing[Any], gl: AsyncGitlab, first: Page) -> list[Page]:
    """The pages after the first, several at a time where GitLab counted them."""
    most = gl._pages_at_a_time(asked.pages_in_flight)
    walk = Walk(asked, gl, first)
    pages: list[Page] = []
    while calls := walk.ask(sys.maxsize):
        try:
            pages += [walk.take(page) for page in await gathered(gl._run, calls, most)]
        except GitlabError as error:
            walk.put_back(calls)
            walk.go_over(error)
    return pages


class _PagesAhead:
    """The pages after the first; while one is read, those that follow are on their way."""

    def __init__(self, asked: Listing[Any], gl: AsyncGitlab, first: Page) -> None:
        self._gl = gl
        self._most = gl._pages_at_a_time(asked.pages_in_flight)
        self._walk = Walk(asked, gl, first)
        self._started: deque[tuple[Call[Page], Started[Call[Page], Page]]] = deque()

    async def next(self) -> Page | None:
        """The next page, None at the end. After an error the same page is asked for again."""
        self._ask()
        while self._started:
            error = (outcome := await self._started[0][1].outcome()).error
            if error is not None:
                for _, started in self._started:
                    started.cancel()
                self._walk.put_back([call for call, _ in self._started])
                self._started.clear()
                self._walk.go_over(error)
            else:
                self._started.popleft()
                page = self._walk.take(outcome.value)
                if self._most > 1:
                    self._ask()
                return page
            self._ask()
        return None

    def _ask(self) -> None:
        for call in self._walk.ask(self._most, lazily=True):
            self._started.append((call, Started(self._gl._run, call)))


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
        self._further: _PagesAhead | None = None

    async def _next_page(self) -> Page | None:
        if self._page is None:
            self._page = await self._gl._run(self._asked.call)
            return self._page
        if self._further is None:
            if not (self._get_next and self._page.next_url):
                return None
            self._further = _PagesAhead(self._asked, self._gl, self._page)
        page = await self._further.next()
        if page is not None:
            self._page = page
            self._position = 0
        return page

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
