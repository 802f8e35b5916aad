from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given

from gitlab.job_token import EXPORTS, Finding, Fleet, as_html
from gitlab.job_token.state import Entry
from tests.job_token._fleets import fleet, fleets, project

APP = project("acme/web/app", id=1)
LIB = project(
    "acme/lib",
    Entry("group", 7, "acme/web", False, ("read_packages",)),
    Entry("project", 9, "globex/tool", True),
    id=2,
)
OFF = project("acme/off", id=3, inbound_enabled=False)
FLEET = fleet(APP, LIB, OFF)
XML = "{http://graphml.graphdrawing.org/xmlns}"


def test_csv_has_a_row_for_each_entry_and_the_switch_of_who_has_none() -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"](FLEET))))
    assert [(row["project"], row["allowlist"], row["lets_in"]) for row in rows] == [
        ("acme/web/app", "on", ""),
        ("acme/lib", "on", "acme/web"),
        ("acme/lib", "on", "globex/tool"),
        ("acme/off", "off", ""),
    ]
    assert (rows[1]["default_permissions"], rows[1]["policies"]) == ("false", "read_packages")


def test_json_has_groups_projects_and_links() -> None:
    data = json.loads(EXPORTS["json"](FLEET))
    assert data["groups"] == ["acme", "acme/web"]
    assert [p["allowlist"] for p in data["projects"]] == ["on", "on", "off"]
    assert [(link["source"], link["target"]) for link in data["links"]] == [
        ("acme/web", "acme/lib"),
        ("globex/tool", "acme/lib"),
    ]


def test_graphml_names_no_node_that_it_lacks() -> None:
    graph = ET.fromstring(EXPORTS["graphml"](FLEET)).find(f"{XML}graph")
    assert graph is not None
    nodes = {node.attrib["id"] for node in graph.iter(f"{XML}node")}
    edges = {(edge.attrib["source"], edge.attrib["target"]) for edge in graph.iter(f"{XML}edge")}
    assert {"p:acme/web/app", "p:globex/tool", "g:acme/web"} <= nodes
    assert ("g:acme/web", "p:acme/lib") in edges
    assert {end for edge in edges for end in edge} - nodes == {"g:globex"}


def test_dot_nests_groups_and_lets_arrows_start_at_their_edge() -> None:
    text = EXPORTS["dot"](FLEET)
    assert '"group acme/web" -> "acme/lib" [ltail="cluster acme/web"];' in text
    assert '"globex/tool" -> "acme/lib";' in text
    assert text.count("{") == text.count("}")


@given(fleets())
def test_every_export_holds_every_entry(of: Fleet) -> None:
    entries = sum(len(p.foreign) for p in of.projects)
    rows = [r for r in csv.DictReader(io.StringIO(EXPORTS["csv"](of))) if r["lets_in"]]
    lists = re.findall(r'key="relation">lists<', EXPORTS["graphml"](of))
    arrows = re.findall(r" -> ", EXPORTS["dot"](of))
    links = json.loads(EXPORTS["json"](of))["links"]
    assert len(rows) == len(lists) == len(arrows) == len(links) == entries


def test_the_page_is_one_file_whose_data_cannot_end_its_script() -> None:
    name = "</script><script>alert(1)</script>"
    finding = Finding(rule=name, severity="info", project="acme/lib", message=".", fix=".")
    page = as_html(FLEET, [finding])
    assert page.count("</script>") == 2
    assert not re.search(r"""(?:src|href)=|@import|url\(|https?://(?!gitlab\.example)""", page)
    data = re.search(r'<script id="data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert data is not None
    projects = json.loads(data[1])["projects"]
    assert projects[1]["findings"] == [name]
