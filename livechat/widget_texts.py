"""Every sentence that the widget shows, translatable here and handed to it in the markup."""

from django.utils.translation import gettext as _


def widget_texts():
    """Texts by the name under which the widget's modules look them up."""
    return {
        "launcher": _("Chat with us"),
    }
