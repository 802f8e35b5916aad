"""Finding a route by a raw path."""

from __future__ import annotations

from gitlab.sandbox.routes import Route, Router


def router(*paths: str) -> Router:
    routes = Router()
    for line in paths:
        method, path = line.split()
        routes.add(Route(method, path, lambda context: None))
    return routes


def test_encoded_slash_stays_in_its_segment() -> None:
    match = router("GET /projects/:id").match("/projects/acme%2Ftarget")
    assert match.routes["GET"][1] == {"id": "acme/target"}


def test_literal_segment_beats_a_placeholder_but_not_its_other_verbs() -> None:
    match = router("GET /users/:id", "DELETE /users/:id", "GET /users/me").match("/users/me")
    assert match.routes["GET"][0].path == "/users/me"
    assert match.routes["DELETE"][1] == {"id": "me"}


def test_search_goes_back_from_a_literal_that_leads_nowhere() -> None:
    match = router("GET /projects/new/x", "GET /projects/:id/y").match("/projects/new/y")
    assert match.routes["GET"][1] == {"id": "new"}


def test_star_takes_several_segments() -> None:
    match = router("GET /files/*path/raw").match("/files/a/b/raw")
    assert match.routes["GET"][1] == {"path": "a/b"}


def test_unknown_path_matches_nothing() -> None:
    assert not router("GET /projects/:id").match("/projects/1/2").routes
