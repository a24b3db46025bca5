"""The choices in the person's own account settings."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from ..waiting import access_on, choices_on
from .models import NoticeChoices


class NoticeChoicesForm(forms.ModelForm):
    class Meta:
        model = NoticeChoices
        fields = ["number", "message", "title", "dashboard", "sound", "desktop", "every"]


class NoticeSettingsPanel(BaseSettingsPanel):
    """Only for people with any chat level: nobody else is told of anything."""

    name = "livechat_notices"
    title = _("Live chat: somebody is waiting")
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
        return self.form_class(instance=choices_on(self.request), prefix=self.name, **data)
