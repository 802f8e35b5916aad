"""The templates that GitLab has under the names that people ask for most, each in a few lines."""

from __future__ import annotations

from typing import Any

__all__ = ["FILES", "LICENSES"]

_IMAGES = {
    "Binary": ("buildpack-deps:bookworm", "./app"),
    "Binary-alpine": ("alpine:latest", "./app"),
    "Golang": ("golang:latest", "go run ."),
    "Golang-alpine": ("golang:alpine", "go run ."),
    "HTTPd": ("httpd:alpine", "httpd-foreground"),
    "Node": ("node:latest", "npm start"),
    "Node-alpine": ("node:alpine", "npm start"),
    "OpenJDK": ("eclipse-temurin:latest", "java -jar app.jar"),
    "OpenJDK-alpine": ("eclipse-temurin:alpine", "java -jar app.jar"),
    "PHP": ("php:apache", "apache2-foreground"),
    "Python": ("python:latest", "python app.py"),
    "Python-alpine": ("python:alpine", "python app.py"),
    "Ruby": ("ruby:latest", "./app.rb"),
    "Ruby-alpine": ("ruby:alpine", "./app.rb"),
    "Rust": ("rust:latest", "cargo run --release"),
    "Swift": ("swift:latest", "swift run"),
}
_IGNORED = {
    "Android": "*.apk .gradle/ build/ local.properties",
    "C": "*.o *.a *.so *.out",
    "C++": "*.o *.a *.so *.out",
    "CMake": "CMakeCache.txt CMakeFiles/ Makefile",
    "Elixir": "/_build/ /deps/ *.ez",
    "Go": "*.exe *.test *.out go.work",
    "Gradle": ".gradle/ build/",
    "Haskell": "dist-newstyle/ .stack-work/ *.hi",
    "Java": "*.class *.jar *.war",
    "Kotlin": "*.class *.jar",
    "Laravel": "/vendor/ /node_modules/ .env",
    "Maven": "target/ pom.xml.tag",
    "Node": "node_modules/ npm-debug.log* dist/ .env",
    "Perl": "/blib/ /_build/ *.bak",
    "Python": "__pycache__/ *.py[cod] .venv/ build/ dist/",
    "R": ".Rhistory .RData .Rproj.user/",
    "Rails": "*.rbc /log/* /tmp/* config/master.key",
    "Ruby": "*.gem /.bundle/ /vendor/bundle",
    "Rust": "target/ **/*.rs.bk",
    "Scala": "*.class target/ .bsp/",
    "Swift": ".build/ *.xcodeproj xcuserdata/",
    "Terraform": ".terraform/ *.tfstate *.tfstate.*",
    "Unity": "/[Ll]ibrary/ /[Tt]emp/ /[Oo]bj/",
    "VisualStudio": "*.user *.suo [Bb]in/ [Oo]bj/",
}
_PIPELINES = {
    "Android": ("eclipse-temurin:latest", "./gradlew test"),
    "Auto-DevOps": ("registry.gitlab.com/gitlab-org/cluster-integration/auto-build-image", "build"),
    "Bash": ("busybox:latest", "echo build"),
    "C++": ("gcc:latest", "make"),
    "Composer": ("composer:latest", "composer install"),
    "Dart": ("dart:stable", "dart test"),
    "Django": ("python:latest", "python manage.py test"),
    "Docker": ("docker:cli", "docker build ."),
    "dotNET": ("mcr.microsoft.com/dotnet/sdk:latest", "dotnet test"),
    "Elixir": ("elixir:latest", "mix test"),
    "Go": ("golang:latest", "go test ./..."),
    "Gradle": ("gradle:alpine", "gradle check"),
    "Julia": ("julia:latest", "julia -e 'using Pkg; Pkg.test()'"),
    "LaTeX": ("texlive/texlive:latest", "latexmk -pdf"),
    "Laravel": ("php:latest", "vendor/bin/phpunit"),
    "Maven": ("maven:latest", "mvn verify"),
    "Nodejs": ("node:latest", "npm test"),
    "PHP": ("php:latest", "phpunit"),
    "Python": ("python:latest", "pytest"),
    "Ruby": ("ruby:latest", "bundle exec rake"),
    "Rust": ("rust:latest", "cargo test"),
    "Scala": ("eclipse-temurin:latest", "sbt test"),
    "Swift": ("swift:latest", "swift test"),
    "Terraform": (
        "registry.gitlab.com/gitlab-org/terraform-images/stable:latest",
        "gitlab-terraform plan",
    ),
}
FILES = {
    "dockerfiles": {
        name: f"FROM {image}\nWORKDIR /app\nCOPY . .\nCMD {command}\n"
        for name, (image, command) in _IMAGES.items()
    },
    "gitignores": {name: "\n".join(patterns.split()) + "\n" for name, patterns in _IGNORED.items()},
    "gitlab_ci_ymls": {
        name: f"test:\n  image: {image}\n  script:\n    - {command}\n"
        for name, (image, command) in _PIPELINES.items()
    },
}

_NAMES = {
    "agpl-3.0": "GNU Affero General Public License v3.0",
    "apache-2.0": "Apache License 2.0",
    "bsd-2-clause": 'BSD 2-Clause "Simplified" License',
    "bsd-3-clause": 'BSD 3-Clause "New" or "Revised" License',
    "bsl-1.0": "Boost Software License 1.0",
    "cc0-1.0": "Creative Commons Zero v1.0 Universal",
    "epl-2.0": "Eclipse Public License 2.0",
    "gpl-2.0": "GNU General Public License v2.0",
    "gpl-3.0": "GNU General Public License v3.0",
    "isc": "ISC License",
    "lgpl-2.1": "GNU Lesser General Public License v2.1",
    "mit": "MIT License",
    "mpl-2.0": "Mozilla Public License 2.0",
    "unlicense": "The Unlicense",
}
_POPULAR = ("apache-2.0", "gpl-3.0", "mit")
LICENSES: dict[str, dict[str, Any]] = {
    key: {
        "key": key,
        "name": name,
        "nickname": None,
        "html_url": f"https://choosealicense.com/licenses/{key}/",
        "source_url": f"https://opensource.org/licenses/{key}",
        "popular": key in _POPULAR,
        "description": f"The terms of the {name}.",
        "conditions": ["include-copyright"],
        "permissions": ["commercial-use", "modifications", "distribution", "private-use"],
        "limitations": ["liability", "warranty"],
        "content": f"{name}\n\n[project]\nCopyright (c) [year] [fullname]\n",
    }
    for key, name in _NAMES.items()
}
