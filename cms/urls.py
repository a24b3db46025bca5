"""Where everything is: the admin, live chat, search, uploads, and Wagtail's pages for the rest."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.media import media
from cms.search import search

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("search/", search, name="search"),
    path("livechat/", include("livechat.urls")),
    path("media/<path:path>", media, name="media"),
    path("", include(wagtail_urls)),
]
