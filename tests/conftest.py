"""Fixtures that every test may use."""

pytest_plugins = [
    "tests.servers.synapse",
    "tests.servers.chromium",
    "tests.servers.postgres",
    "tests.servers.database",
    "tests.servers.knowledge",
]
