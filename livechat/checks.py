"""System checks: each names the step of the installation that is missing."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from . import conf


@register("livechat")
def check_installation(app_configs, **kwargs):
    problems = []
    if "guardian.backends.ObjectPermissionBackend" not in settings.AUTHENTICATION_BACKENDS:
        problems.append(
            Warning(
                "guardian's backend is not in AUTHENTICATION_BACKENDS.",
                hint="Add 'guardian.backends.ObjectPermissionBackend' after ModelBackend.",
                id="livechat.W001",
            )
        )
    if getattr(settings, "ANONYMOUS_USER_NAME", "AnonymousUser") is not None:
        problems.append(
            Warning(
                "guardian will create a user 'AnonymousUser'.",
                hint="Set ANONYMOUS_USER_NAME = None.",
                id="livechat.W002",
            )
        )
    if not getattr(settings, "ASGI_APPLICATION", None):
        problems.append(
            Error(
                "ASGI_APPLICATION is not set, so there are no sockets.",
                hint="Wrap the site's application: with_livechat(get_asgi_application()).",
                id="livechat.E001",
            )
        )
    for name in conf.unknown_names():
        problems.append(Warning(f"WAGTAIL_LIVECHAT has no setting {name!r}.", id="livechat.W003"))
    return problems


@register("livechat", deploy=True)
def check_deployment(app_configs, **kwargs):
    problems = []
    if "*" in conf.get("ALLOWED_ORIGINS") or "*" in settings.ALLOWED_HOSTS:
        problems.append(
            Error(
                "'*' lets any website use the chat's sockets.",
                hint="List the hosts in ALLOWED_HOSTS and WAGTAIL_LIVECHAT['ALLOWED_ORIGINS'].",
                id="livechat.E002",
            )
        )
    if not getattr(settings, "CHANNEL_LAYERS", {}).get("default"):
        problems.append(
            Warning(
                "CHANNEL_LAYERS is not set: only one process can serve the chat.",
                id="livechat.W004",
            )
        )
    return problems
