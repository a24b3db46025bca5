"""The choices in the person's own account settings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ..team.numbers import manages
from ..waiting import access_on, choices_on
from .models import CHOICES, NoticeChoices


class NoticeChoicesForm(forms.ModelForm):
    """``is_manager``: nobody else is told of what is not answered in time."""

    class Meta:
        model = NoticeChoices
        fields = CHOICES

    def __init__(self, *args, is_manager, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_manager:
            del self.fields["escalations"]


class NoticeSettingsPanel(BaseSettingsPanel):
    """Only for people with any chat level: nobody else is told of anything."""

    name = "livechat_notices"
    title = _("Live chat: how I am told")
    tab = notifications_tab
    order = 200
    template_name = "staff_console/notices/account.html"
    form_class = NoticeChoicesForm

    def is_active(self):
        return access_on(self.request).is_staff

    def get_form(self):
        # Unbound where the page that was sent did not have it: then nothing was chosen.
        is_here = f"{self.name}-every" in self.request.POST
        data = {"data": self.request.POST} if is_here else {}
        data |= {"prefix": self.name, "is_manager": manages(access_on(self.request))}
        return self.form_class(instance=choices_on(self.request), **data)
