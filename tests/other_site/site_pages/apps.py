from django.apps import AppConfig


class SitePagesConfig(AppConfig):
    name = "tests.other_site.site_pages"
    default_auto_field = "django.db.models.BigAutoField"
