"""The steps of "Add an endpoint" in CONTRIBUTING.md, done on a copy of the sources."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.meta._sources import ROOT

RESOURCE = '''"""Weather of a project."""

from __future__ import annotations

from typing import Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, ListMixin

__all__ = ["ProjectWeather", "ProjectWeatherManager"]


class ProjectWeatherCreate(TypedDict, total=False):
    sky: Required[str]


class ProjectWeather(RESTObject):
    """What the sky over a project looks like."""

    id: int
    sky: str


class ProjectWeatherManager(
    ListMixin[ProjectWeather], CreateMixin[ProjectWeather, ProjectWeatherCreate]
):
    """https://docs.gitlab.com/api/weather/"""

    _path = "/projects/{project_id}/weather"
    _from_parent_attrs = {"project_id": "id"}
'''

USE = """
import gitlab
from gitlab.v4.objects import ProjectWeatherManager
from gitlab.aio.objects import ProjectWeatherManager as AsyncProjectWeatherManager

gl = gitlab.Gitlab("https://gitlab.example.com")
weather = gl.projects.get(1, lazy=True).weather
assert type(weather) is ProjectWeatherManager
assert weather.path == "/projects/1/weather"
assert AsyncProjectWeatherManager.__module__ == "gitlab.aio.objects.weather"
"""


def run(*arguments: str | Path, source: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(source)}
    answer = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_an_endpoint_is_a_resource_file_a_parents_annotation_and_make_generate(
    tmp_path: Path,
) -> None:
    for folder in ("src", "tools"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    objects = tmp_path / "src" / "gitlab" / "v4" / "objects"

    (objects / "weather.py").write_text(RESOURCE, encoding="utf-8")
    projects = objects / "projects.py"
    text = projects.read_text(encoding="utf-8")
    text = re.sub(
        r"^    \w+: Project\w+Manager$",
        r"\g<0>\n    weather: ProjectWeatherManager",
        text,
        count=1,
        flags=re.MULTILINE,
    )
    assert "ProjectWeatherManager" in text
    projects.write_text(text, encoding="utf-8")
    for tool in ("gen_async.py", "gen_index.py"):
        run(tmp_path / "tools" / tool, source=tmp_path / "src")

    run("-c", USE, source=tmp_path / "src")


def test_the_guide_has_at_most_six_steps() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## Add an endpoint")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\d+\. ", section, re.MULTILINE)) <= 6
