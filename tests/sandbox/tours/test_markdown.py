"""Markdown is shown as HTML, and nothing in it becomes HTML of its own."""

from __future__ import annotations

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabMarkdownError
from tests.sandbox.tours.conftest import Wire


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello **world**", '<p dir="auto">Hello <strong>world</strong></p>'),
        ("# One\nTwo", '<h1 dir="auto">One</h1>\n<p dir="auto">Two</p>'),
        ("One\n\nTwo", '<p dir="auto">One</p>\n<p dir="auto">Two</p>'),
        ("- a\n- *b*", '<ul dir="auto">\n<li>a</li>\n<li><em>b</em></li>\n</ul>'),
        ("1. a", '<ol dir="auto">\n<li>a</li>\n</ol>'),
        ("```sh\n**a** < b\n```", "<pre><code>**a** &lt; b\n</code></pre>"),
        ("`**a**`", '<p dir="auto"><code>**a**</code></p>'),
        ("[b](https://x.org)", '<p dir="auto"><a href="https://x.org">b</a></p>'),
        ("<script>", '<p dir="auto">&lt;script&gt;</p>'),
        ("[a](javascript:b)", '<p dir="auto">[a](javascript:b)</p>'),
    ],
)
def test_text_is_shown_as_html(gl: Gitlab, text: str, html: str) -> None:
    assert gl.markdown(text) == html


def test_references_are_those_of_a_project_that_one_may_read(wire: Wire, gl: Gitlab) -> None:
    wire.join("ann")
    gl.projects.create({"name": "hidden"})
    assert gl.markdown("a", gfm=True, project="root/hidden") == '<p dir="auto">a</p>'
    with pytest.raises(GitlabMarkdownError, match="404 Project Not Found"):
        wire.box.client("ann").markdown("a", project="root/hidden")
    assert wire("POST /markdown", {"text": "a"}, by="").status == 401
    assert wire("POST /markdown", {}).body == {"error": "text is missing"}


def test_descriptions_are_shown_too(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app", "description": "*ours*"})
    assert project.description_html == '<p dir="auto"><em>ours</em></p>'
