"""
Django's cache, for what the database can tell as well: without the cache it is asked every time.
"""

import logging

from django.core.cache import cache

logger = logging.getLogger(__name__)


def get(name):
    """What was kept under this name; None if nothing is, or the cache does not answer."""
    try:
        return cache.get(name)
    except Exception as problem:  # Each backend has errors of its own.
        _say(problem)


def keep(name, value, seconds):
    """Keep it if the cache can."""
    try:
        cache.set(name, value, seconds)
    except Exception as problem:
        _say(problem)


def forget(name):
    """Not kept any more, if the cache can."""
    try:
        cache.delete(name)
    except Exception as problem:
        _say(problem)


def _say(problem):
    logger.warning("The cache does not answer: %s", type(problem).__name__)
