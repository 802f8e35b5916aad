"""The programming languages of a repository's default branch, told by the names of files."""

from __future__ import annotations

from collections import Counter

from gitlab.sandbox.git import Repository

__all__ = ["shares_of"]

_LANGUAGES = {
    "bash": "Shell",
    "c": "C",
    "cc": "C++",
    "cpp": "C++",
    "cs": "C#",
    "css": "CSS",
    "dart": "Dart",
    "ex": "Elixir",
    "exs": "Elixir",
    "go": "Go",
    "h": "C",
    "hcl": "HCL",
    "hs": "Haskell",
    "html": "HTML",
    "java": "Java",
    "js": "JavaScript",
    "jsx": "JavaScript",
    "kt": "Kotlin",
    "lua": "Lua",
    "mjs": "JavaScript",
    "php": "PHP",
    "pl": "Perl",
    "ps1": "PowerShell",
    "py": "Python",
    "r": "R",
    "rb": "Ruby",
    "rs": "Rust",
    "scala": "Scala",
    "scss": "SCSS",
    "sh": "Shell",
    "swift": "Swift",
    "tf": "HCL",
    "ts": "TypeScript",
    "tsx": "TypeScript",
    "vue": "Vue",
}
_WHOLE_NAMES = {"Dockerfile": "Dockerfile", "Makefile": "Makefile", "Rakefile": "Ruby"}


def shares_of(repository: Repository) -> dict[str, float]:
    """In percent of the bytes, the largest first. Texts and data are no languages."""
    head = repository.resolve(None)
    sizes: Counter[str] = Counter()
    for path, blob in repository.files(repository.commit(head).tree).items() if head else ():
        name = path.rpartition("/")[2]
        suffix = name.rpartition(".")[2].lower() if "." in name else ""
        if language := _WHOLE_NAMES.get(name) or _LANGUAGES.get(suffix):
            sizes[language] += len(repository.blob(blob.id))
    total = sizes.total()
    return {name: round(size * 100 / total, 2) for name, size in sizes.most_common() if size}
