"""What somebody sees and does on the access graph's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from gitlab.job_token import Fleet, Graph
from gitlab.job_token.state import Entry
from tests.job_token._fleets import fleet, project

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    Page = Callable[[Fleet], Chrome]

pytestmark = pytest.mark.slow

CSS = "css selector"
DOWN, END, ENTER, ESCAPE = "\ue015", "\ue010", "\ue007", "\ue00c"

FLEET = fleet(
    project("acme/web/app", id=1),
    project("acme/web/shop", id=2),
    project("acme/web-old/app", id=3),
    project("acme/lib", Entry("group", 7, "acme/web"), id=4),
    project("acme/prod", Entry("project", 4, "acme/lib"), Entry("group", 7, "acme/web"), id=5),
    project("acme/open", id=6, inbound_enabled=False),
    project("acme/hidden", id=7, inbound_enabled=None, error="403: 403 Forbidden"),
)


def rows(chrome: Chrome) -> list[list[str]]:
    """The cells of the rows that are shown."""
    script = """return [...document.querySelectorAll("tbody tr")].filter((row) => !row.hidden)
        .map((row) => [...row.cells].map((cell) => cell.textContent))"""
    shown: list[list[str]] = chrome.execute_script(script)
    return shown


def names(chrome: Chrome) -> list[str]:
    return [cells[0] for cells in rows(chrome)]


def write(chrome: Chrome, selector: str, text: str) -> None:
    field = chrome.find_element(CSS, selector)
    field.clear()
    field.send_keys(text)


def details(chrome: Chrome) -> str:
    return chrome.find_element(CSS, "#details").text


def colours(chrome: Chrome) -> set[tuple[int, ...]]:
    """The colours that cover the map, once it was painted."""
    script = """
        const done = arguments[0];
        requestAnimationFrame(() => requestAnimationFrame(() => {
            const canvas = document.getElementById("canvas");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            const counts = new Map();
            for (let at = 0; at < data.length; at += 4) {
                const key = [data[at], data[at + 1], data[at + 2]].join();
                counts.set(key, (counts.get(key) || 0) + 1);
            }
            done([...counts].filter(([, count]) => count > 1000).map(([key]) => key));
        }))"""
    found: list[str] = chrome.execute_async_script(script)
    return {tuple(map(int, key.split(","))) for key in found}


def test_the_table_tells_each_projects_list_and_reach(page: Page) -> None:
    table = {cells[0]: cells[1:] for cells in rows(page(FLEET))}
    assert table["acme/prod"] == ["on", "2", "3", "1", ""]
    assert table["acme/open"] == ["off", "0", "everyone", "0", "open-to-all"]
    assert table["acme/hidden"] == ["unknown", "0", "?", "1", "unreadable"]
    assert table["acme/web/app"][3] == "3"


def test_the_page_counts_as_the_library_does(page: Page) -> None:
    graph = Graph(FLEET)
    for name, _, _, lets_in, gets_into, _ in rows(page(FLEET)):
        if lets_in not in ("?", "everyone"):
            assert int(lets_in) == len(graph.reaching(name))
        assert int(gets_into) == len(graph.reached_from(name))


def test_a_click_shows_who_gets_in_and_where_it_gets(page: Page) -> None:
    chrome = page(FLEET)
    before = colours(chrome)
    write(chrome, "#search", "acme/lib")
    chrome.find_element(CSS, "tbody tr:not([hidden])").click()
    assert "Whose jobs get in: 2\nacme/web/app\nacme/web/shop" in details(chrome)
    assert "Where its jobs get: 2\nacme/open (lets everyone in)\nacme/prod" in details(chrome)
    assert "acme/web (group, 2 projects)" in details(chrome)
    assert colours(chrome) - before
    chrome.find_element(CSS, "#details li button").click()
    assert details(chrome).startswith("acme/web/app")
    chrome.find_element(CSS, "#clear").click()
    assert details(chrome) == ""


def test_the_table_is_used_from_the_keyboard(page: Page) -> None:
    chrome = page(FLEET)
    row = chrome.find_element(CSS, "tbody tr[tabindex='0']")
    row.send_keys(DOWN)
    chrome.switch_to.active_element.send_keys(ENTER)
    assert details(chrome).startswith(names(chrome)[1])
    chrome.switch_to.active_element.send_keys(END, ENTER)
    assert details(chrome).startswith(names(chrome)[-1])
    chrome.switch_to.active_element.send_keys(ESCAPE)
    assert details(chrome) == ""


def test_search_and_filter_narrow_the_table(page: Page) -> None:
    chrome = page(FLEET)
    write(chrome, "#search", "web app")
    assert names(chrome) == ["acme/web-old/app", "acme/web/app"]
    write(chrome, "#search", "nothing like it")
    assert names(chrome) == []
    assert chrome.find_element(CSS, "#nothing").is_displayed()
    write(chrome, "#search", " ")
    chrome.find_element(CSS, "#filter option[value='finding: open-to-all']").click()
    assert names(chrome) == ["acme/open"]


def test_a_heading_sorts_and_sorts_back(page: Page) -> None:
    chrome = page(FLEET)
    heading = chrome.find_element(CSS, "th[data-key='letIn'] button")
    heading.click()
    assert names(chrome)[0] == "acme/open"
    heading.click()
    assert names(chrome)[-1] == "acme/open"


def on_the_map(chrome: Chrome, x: int, y: int) -> Any:
    from selenium.webdriver import ActionChains

    canvas = chrome.find_element(CSS, "#canvas")
    size = canvas.size
    chain = ActionChains(chrome)
    return chain.move_to_element_with_offset(
        canvas, x - size["width"] // 2, y - size["height"] // 2
    )


def test_groups_fold_and_open_on_the_map(page: Page) -> None:
    chrome = page(FLEET)
    unfolded = colours(chrome)
    title = (20, 8)
    on_the_map(chrome, *title).click().pause(0.4).perform()
    assert colours(chrome) < unfolded
    on_the_map(chrome, *title).click().pause(0.4).perform()
    assert colours(chrome) == unfolded
    on_the_map(chrome, *title).double_click().pause(0.4).perform()
    assert chrome.find_element(CSS, "#trail").text.split("\n") == ["all groups", "acme"]


def test_the_map_tells_what_is_under_the_pointer(page: Page) -> None:
    chrome = page(FLEET)
    on_the_map(chrome, 20, 8).perform()
    assert chrome.find_element(CSS, "#tip").text == "acme: 7 projects"


def test_light_and_dark_differ(page: Page) -> None:
    chrome = page(FLEET)
    light = colours(chrome)
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        assert colours(chrome).isdisjoint(light)
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_five_thousand_projects_are_shown_and_searched(page: Page) -> None:
    company = Entry("group", 9, "acme")
    many = (
        project(f"acme/d{i % 10}/t{i % 70}/p{i}", *[company] * (i % 50 == 0), id=i)
        for i in range(1, 5001)
    )
    chrome = page(fleet(*many))
    assert len(rows(chrome)) == 5000
    write(chrome, "#search", "p4950")
    (cells,) = rows(chrome)
    assert cells[3] == "4999"


def test_narrow_screens_get_one_column(page: Page) -> None:
    chrome = page(FLEET)
    chrome.set_window_size(600, 900)
    try:
        side = chrome.find_element(CSS, "#side").rect
        assert side["x"] == 0
        assert side["width"] == chrome.execute_script("return document.body.clientWidth")
    finally:
        chrome.set_window_size(1400, 900)
