"""
Another process of the site: it takes access away, and says when each change was committed.

``python -m tests.security.elsewhere`` reads the cases as JSON and writes a line for each.
"""

import json
import os
import sys
import time

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    os.environ["DEBUG"] = "0"
    import django

    django.setup()
    from django.conf import settings

    from tests.security import ways

    settings.ALLOWED_HOSTS.append("testserver")
    for case in json.load(sys.stdin):
        ways.BY_NAME[case["way"]](case)
        print(json.dumps({"way": case["way"], "at": time.time()}), flush=True)
