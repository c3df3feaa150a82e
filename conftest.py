"""One set of fixtures for every test, beside the capabilities and under tests/.

The order matters: ``environment`` says where the test run lives before Django's settings are read.
"""

pytest_plugins = [
    "tests.plugins.environment",
    "tests.plugins.writing",
    "tests.plugins.database",
    "tests.plugins.actors",
    "tests.plugins.servers",
    "tests.plugins.browser",
]
