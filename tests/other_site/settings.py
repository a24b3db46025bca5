"""
A site that is not the demo, with the steps of contract section 10 and nothing more.
``OTHER_SITE_PAGE_MODEL`` swaps Wagtail's page model for Wagtail's own example of a swapped one.
"""

import os

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver"]
ROOT_URLCONF = "tests.other_site.urls"
ASGI_APPLICATION = "tests.other_site.asgi.application"
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Other"
WAGTAILADMIN_BASE_URL = "http://testserver"

INSTALLED_APPS = [
    "daphne",
    "channels",
    "guardian",
    "tests.other_site.site_pages",
    "livechat",
    "staff_console",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if SWAPPED := os.environ.get("OTHER_SITE_PAGE_MODEL"):
    INSTALLED_APPS.insert(0, "wagtail.test.basepage")
    WAGTAIL_PAGE_MODEL = SWAPPED
MIGRATION_MODULES = {
    "site_pages": f"tests.other_site.site_pages.{'swapped.' if SWAPPED else ''}migrations"
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
