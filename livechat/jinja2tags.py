"""For sites with Jinja2 templates: add ``"livechat.jinja2tags.livechat"`` to the "extensions"."""

from django.template.loader import render_to_string
from jinja2 import pass_context
from jinja2.ext import Extension

from .templatetags import livechat_tags


@pass_context
def livechat_widget(context, page=None, launcher=True):
    """``{{ livechat_widget() }}``: as the tag of that name in Django's templates."""
    values = livechat_tags.livechat_widget(context, page, launcher)
    return render_to_string("livechat/widget.html", values)


@pass_context
def livechat_url(context, page=None):
    """``{{ livechat_url() }}``: as the tag of that name in Django's templates."""
    return livechat_tags.livechat_url(context, page)


class LivechatExtension(Extension):
    def __init__(self, environment):
        super().__init__(environment)
        environment.globals |= {"livechat_widget": livechat_widget, "livechat_url": livechat_url}


livechat = LivechatExtension
