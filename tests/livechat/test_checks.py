"""Each missing step of the installation is named, with the way to take it."""

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings
from django.urls import include, path, re_path

from livechat import asgi


def found(deploy=False):
    """The ids of what is wrong with the chat's installation."""
    problems = run_checks(tags=["livechat"], include_deployment_checks=deploy)
    assert all(problem.hint for problem in problems)
    return {problem.id.removeprefix("livechat.") for problem in problems}


class NoChat:
    """A URL configuration without the include."""

    urlpatterns = []


class ChatBehindPages:
    urlpatterns = [
        re_path(r"^(.*)$", lambda request, path: None),
        path("livechat/", include("livechat.urls")),
    ]


def test_the_demo_site_has_taken_every_step():
    assert found() == set()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"]}, "W001"),
        ({"ANONYMOUS_USER_NAME": "AnonymousUser"}, "W002"),
        ({"WAGTAIL_LIVECHAT": {"COLOUR": "red"}}, "W003"),
        ({"CHANNEL_LAYERS": {}}, "W004"),
        ({"ASGI_APPLICATION": None}, "E001"),
        ({"ASGI_APPLICATION": "cms.asgi.missing"}, "E003"),
        ({"ASGI_APPLICATION": "no_such_module.application"}, "E003"),
        ({"ROOT_URLCONF": NoChat}, "E005"),
        ({"ROOT_URLCONF": ChatBehindPages}, "E006"),
    ],
)
def test_a_missing_step(values, expected):
    with override_settings(**values):
        assert found() == {expected}


@pytest.mark.parametrize(
    ("app", "expected"),
    [("daphne", "W005"), ("staff_console", "W006"), ("wagtail.contrib.settings", "W007")],
)
def test_a_missing_app(app, expected, monkeypatch):
    from django.apps import apps

    is_installed = apps.is_installed
    monkeypatch.setattr(apps, "is_installed", lambda name: name != app and is_installed(name))
    assert found() == {expected}


def test_daphne_behind_staticfiles_is_daphnes_own_check(monkeypatch):
    from django.apps import apps

    reversed_apps = list(reversed(list(apps.get_app_configs())))
    monkeypatch.setattr(apps, "get_app_configs", lambda: reversed_apps)
    assert "daphne.E001" in {problem.id for problem in run_checks()}


def test_an_application_that_does_not_know_the_chat(monkeypatch):
    monkeypatch.setattr(asgi, "is_in_use", lambda: False)
    assert found() == {"E004"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"ALLOWED_HOSTS": ["*"]}, "E002"),
        ({"WAGTAIL_LIVECHAT": {"ALLOWED_ORIGINS": ["*"]}}, "E002"),
        (
            {"CHANNEL_LAYERS": {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}},
            "W008",
        ),
    ],
)
def test_before_deployment(values, expected):
    redis = {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"}}
    with override_settings(**{"DEBUG": False, "CHANNEL_LAYERS": redis} | values):
        assert found(deploy=True) == {expected}


def test_the_layer_in_memory_will_do_while_developing():
    in_memory = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    with override_settings(DEBUG=True, CHANNEL_LAYERS=in_memory):
        assert found(deploy=True) == set()


@pytest.mark.parametrize(
    ("engine", "expected"),
    [
        ({"APP_DIRS": False}, "E007"),
        ({"BACKEND": "django.template.backends.jinja2.Jinja2"}, "E007"),
        ({"OPTIONS": {"context_processors": []}}, "W009"),
    ],
)
def test_templates_that_could_not_draw_the_widget(engine, expected):
    with override_settings(TEMPLATES=[settings.TEMPLATES[0] | engine]):
        assert found() == {expected}
