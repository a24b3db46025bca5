"""A small cast and real parts: databases, Redis, sockets through the whole application."""

pytest_plugins = ["tests.servers", "tests.cast", "tests.sockets"]
