"""The admin's sidebar as its page describes it."""

import json
import re


def item(response):
    """The sidebar's item "Chat" as the page has it, or None."""
    props = re.search(
        r'id="wagtail-sidebar-props" type="application/json">(.*?)</script>',
        response.content.decode(),
    )
    found = [each for each in walk(json.loads(props[1])) if each.get("url") == "/admin/chat/"]
    return found[0] if found else None


def walk(value):
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, (dict, list)):
            yield from walk(each)
