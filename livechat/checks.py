"""System checks: each names the step of the installation that is missing, and how to take it."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Warning, register
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.module_loading import import_string

from . import asgi, conf

BACKEND = "guardian.backends.ObjectPermissionBackend"
REQUEST = "django.template.context_processors.request"
IN_MEMORY = "channels.layers.InMemoryChannelLayer"

# What an app that is not in INSTALLED_APPS takes away. Its order is daphne's own check.
APPS = {
    "daphne": ("W005", "runserver answers no sockets.", "Put it first."),
    "staff_console": ("W006", "nobody can answer chats in the Wagtail admin.", "Add it."),
    "wagtail.contrib.settings": ("W007", "the chat has no settings in the admin.", "Add it."),
}


@register("livechat")
def check_apps(app_configs, **kwargs):
    return [
        Warning(f"Without {name!r} in INSTALLED_APPS {loss}", hint=hint, id=f"livechat.{number}")
        for name, (number, loss, hint) in APPS.items()
        if not apps.is_installed(name)
    ]


@register("livechat")
def check_guardian(app_configs, **kwargs):
    if BACKEND not in settings.AUTHENTICATION_BACKENDS:
        yield Warning(
            "guardian's backend is not in AUTHENTICATION_BACKENDS.",
            hint=f"Add {BACKEND!r} after ModelBackend.",
            id="livechat.W001",
        )
    if getattr(settings, "ANONYMOUS_USER_NAME", "AnonymousUser") is not None:
        yield Warning(
            "guardian will create a user 'AnonymousUser'.",
            hint="Set ANONYMOUS_USER_NAME = None.",
            id="livechat.W002",
        )


@register("livechat")
def check_asgi(app_configs, **kwargs):
    path = getattr(settings, "ASGI_APPLICATION", None)
    wrap = "In asgi.py: application = with_livechat(get_asgi_application())."
    if not path:
        message = "ASGI_APPLICATION is not set, so there are no sockets."
        return [Error(message, hint=f"Name your asgi.py's application. {wrap}", id="livechat.E001")]
    try:
        import_string(path)
    except Exception as error:  # Whatever a site's own module may raise: the server says more.
        message = f"ASGI_APPLICATION {path!r} cannot be imported: {error}"
        return [Error(message, hint="Start the server to see where.", id="livechat.E003")]
    if not asgi.is_in_use():
        message = f"{path!r} does not know the chat, so there are no sockets."
        return [Error(message, hint=wrap, id="livechat.E004")]
    return []


@register("livechat")
def check_urls(app_configs, **kwargs):
    include = 'path("livechat/", include("livechat.urls"))'
    try:
        match = resolve(reverse("livechat:availability"))
    except (NoReverseMatch, Resolver404):
        message = "The chat's addresses are not in the URL configuration."
        return [Error(message, hint=f"Add {include} before wagtail_urls.", id="livechat.E005")]
    if match.app_name != "livechat":
        message = "Other addresses come before the chat's and answer in their place."
        return [Error(message, hint=f"Move {include} before wagtail_urls.", id="livechat.E006")]
    return []


@register("livechat")
def check_templates(app_configs, **kwargs):
    """The widget is drawn for a request, by Django's templates also where the site has Jinja2's."""
    engines = [each for each in settings.TEMPLATES if each["BACKEND"].endswith("DjangoTemplates")]
    if not any(each.get("APP_DIRS") or _loaders(each) for each in engines):
        message = "No Django template engine looks into apps, so the chat has no templates."
        hint = "Set APP_DIRS to True, beside any other engine."
        return [Error(message, hint=hint, id="livechat.E007")]
    processors = {name for each in engines for name in _processors(each)}
    if REQUEST not in processors:
        message = "Templates do not know the request, so {% livechat_widget %} shows nothing."
        return [Warning(message, hint=f"Add {REQUEST!r} to TEMPLATES.", id="livechat.W009")]
    return []


def _processors(engine):
    return engine.get("OPTIONS", {}).get("context_processors", ())


def _loaders(engine):
    return engine.get("OPTIONS", {}).get("loaders")


@register("livechat")
def check_settings(app_configs, **kwargs):
    for name in conf.unknown_names():
        yield Warning(
            f"WAGTAIL_LIVECHAT has no setting {name!r}.",
            hint=f"There are: {', '.join(sorted(conf.DEFAULTS))}.",
            id="livechat.W003",
        )
    try:
        import_string(conf.get("STAFF_GATE") or "livechat.conf.get")
    except ImportError as error:
        message = f"WAGTAIL_LIVECHAT['STAFF_GATE'] cannot be imported: {error}"
        yield Error(message, hint="Name a function as 'module.function'.", id="livechat.E007")
    if conf.get("SEND_KEY") not in ("enter", "mod-enter"):
        message = "WAGTAIL_LIVECHAT['SEND_KEY'] is neither 'enter' nor 'mod-enter'."
        yield Error(message, id="livechat.E008")
    if not _layer():
        yield Warning(
            "CHANNEL_LAYERS is not set: only one process can serve the chat.",
            hint=f"{IN_MEMORY!r} will do for one process, channels_redis for several.",
            id="livechat.W004",
        )


@register("livechat", deploy=True)
def check_deployment(app_configs, **kwargs):
    if "*" in conf.get("ALLOWED_ORIGINS") or "*" in settings.ALLOWED_HOSTS:
        yield Error(
            "'*' lets any website use the chat's sockets.",
            hint="List the hosts in ALLOWED_HOSTS and WAGTAIL_LIVECHAT['ALLOWED_ORIGINS'].",
            id="livechat.E002",
        )
    if _layer().get("BACKEND") == IN_MEMORY and not settings.DEBUG:
        yield Warning(
            "The channel layer is in one process's memory: others learn of its messages late.",
            hint="Use channels_redis.pubsub.RedisPubSubChannelLayer, or serve with one process.",
            id="livechat.W008",
        )


def _layer():
    return getattr(settings, "CHANNEL_LAYERS", {}).get("default") or {}
