"""Fixtures that every test may use."""

pytest_plugins = [
    "tests.servers.postgres",
    "tests.servers.database",
]
