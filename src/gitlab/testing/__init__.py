"""Testing code that talks to GitLab: the fixtures are in `gitlab.testing.plugin`."""
