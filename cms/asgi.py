"""The demo site's ASGI application: Django's pages, and live chat beside them."""

import os

from django.core.asgi import get_asgi_application

from livechat.asgi import with_livechat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = with_livechat(get_asgi_application())
