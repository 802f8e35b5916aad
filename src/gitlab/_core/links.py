"""Reading the `Link` header."""

from __future__ import annotations


def parse_links(header: str) -> dict[str, dict[str, str]]:
    """`<url>; rel="next", <url>; rel="first"` by relation. URLs may hold commas."""
    links: dict[str, dict[str, str]] = {}
    rest = header
    while "<" in rest:
        target, _, rest = rest.partition("<")[2].partition(">")
        parameters, _, following = rest.partition("<")
        link = {"url": target}
        for parameter in parameters.rstrip(" ,").split(";"):
            name, equals, value = parameter.partition("=")
            if equals:
                link[name.strip().lower()] = value.strip(" '\"")
        links[link.get("rel", target)] = link
        rest = "<" + following if following else ""
    return links
