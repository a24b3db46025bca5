"""The chat's texts, each with a box for the site's own words."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from livechat.models import ChatTexts
from livechat.widget_texts import ALL, SECTIONS, texts_in

LONGEST = 300
GAP = re.compile(r"\{(\w+)\}")


class ChatTextsForm(WagtailAdminModelForm):
    """A field for each text; an empty one means the text that stands in it in grey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = self.instance.texts or {}
        usual = self._usual()
        for key in ALL:
            self.initial.setdefault(key, kept.get(key, ""))
            self.fields[key].widget.attrs["placeholder"] = usual[key]

    def _usual(self):
        locale = self.instance.locale if self.instance.locale_id else None
        with translation.override(locale.language_code if locale else None):
            return texts_in() if locale else ALL

    def clean(self):
        values = super().clean()
        for key, english in ALL.items():
            unknown = set(GAP.findall(values.get(key) or "")) - set(GAP.findall(english))
            if unknown:
                self.add_error(key, _unknown_gap(sorted(unknown)[0], english))
        return values

    def save(self, commit=True):
        filled = {key: self.cleaned_data.get(key, "").strip() for key in ALL}
        self.instance.texts = {key: text for key, text in filled.items() if text}
        return super().save(commit)


def _unknown_gap(name, english):
    known = ", ".join(f"{{{each}}}" for each in GAP.findall(english))
    if not known:
        return ValidationError(gettext("Nothing is filled in for {%s} here.") % name)
    return ValidationError(
        gettext("Nothing is filled in for {%(name)s} here, only for %(known)s.")
        % {"name": name, "known": known}
    )


def _field(english):
    return forms.CharField(
        label=_(english),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput,
    )


ChatTextsForm = type(
    "ChatTextsForm", (ChatTextsForm,), {key: _field(english) for key, english in ALL.items()}
)


class ChatTextsViewSet(ModelViewSet):
    model = ChatTexts
    name = "livechat_texts"
    url_prefix = "chat/texts"
    icon = "openquote"
    menu_label = _("Chat texts")
    menu_order = 670
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["__str__"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("site"), FieldPanel("locale")]),
            *(
                MultiFieldPanel([FieldPanel(key) for key in keys], heading=heading)
                for heading, keys in SECTIONS
            ),
        ],
        base_form_class=ChatTextsForm,
    )
