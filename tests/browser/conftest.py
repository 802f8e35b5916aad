"""`page(...)`: the access graph's page in a real, headless Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab.job_token import Fleet, as_html, audit

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """Debian's Chromium; without it these tests are skipped, but never in `make browser`."""
    programs = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(programs):
        if os.environ.get("BROWSER_REQUIRED"):
            pytest.fail("chromium and chromium-driver are not installed")
        pytest.skip("needs Debian's packages chromium and chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for flag in FLAGS:
        options.add_argument(flag)
    service = webdriver.ChromeService(programs[1])
    with webdriver.Chrome(options=options, service=service) as browser:
        yield browser


@pytest.fixture
def page(chrome: Chrome, tmp_path: Path) -> Iterator[Callable[[Fleet], Chrome]]:
    """Open the page of a fleet; an error that it logs is a failure."""

    def open_page(fleet: Fleet) -> Chrome:
        file = tmp_path / "page.html"
        file.write_text(as_html(fleet, audit(fleet).findings), "utf-8")
        chrome.get(file.as_uri())
        return chrome

    yield open_page
    log: list[dict[str, str]] = chrome.get_log("browser")  # type: ignore[no-untyped-call]
    assert [line for line in log if line["level"] == "SEVERE"] == []
