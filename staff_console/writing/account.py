"""The choice in the person's own account settings: which key sends."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from livechat.models import StaffProfile

from ..waiting import access_on


class WritingForm(forms.ModelForm):
    class Meta:
        model = StaffProfile
        fields = ["display_name", "send_key"]
        widgets = {"send_key": forms.RadioSelect}


class WritingSettingsPanel(BaseSettingsPanel):
    """Only for people with any chat level."""

    name = "livechat_writing"
    title = _("Live chat: writing")
    order = 350
    form_class = WritingForm

    def is_active(self):
        return access_on(self.request).is_staff

    def get_form(self):
        profile = StaffProfile.objects.filter(user=self.user).first() or StaffProfile(
            user=self.user
        )
        # Unbound where the page that was sent did not have it: then nothing was chosen.
        is_here = f"{self.name}-send_key" in self.request.POST
        data = {"data": self.request.POST} if is_here else {}
        return self.form_class(instance=profile, prefix=self.name, **data)
