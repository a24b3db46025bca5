"""A small cast and real parts: databases, Redis, sockets through the whole application."""

from tests import worlds

pytest_plugins = ["tests.databases", "tests.cast", "tests.layers", "tests.sockets"]

pytest_report_header = worlds.describe
pytest_collection_modifyitems = worlds.leave_out_what_ran_before
