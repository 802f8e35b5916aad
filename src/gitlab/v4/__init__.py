"""Version 4 of GitLab's REST API."""
