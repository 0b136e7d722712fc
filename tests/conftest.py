"""Fixtures that every test may use."""

from hypothesis import settings

# How long an example takes says something of the machine's neighbours, and nothing of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

pytest_plugins = [
    "tests.servers.synapse",
    "tests.servers.chromium",
    "tests.servers.postgres",
    "tests.servers.database",
    "tests.servers.knowledge",
]
