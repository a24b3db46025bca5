"""A department's name in the other languages of its sites, for visitors."""

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale

from livechat.models import Department


class DepartmentForm(WagtailAdminModelForm):
    """A field for each language but the default one, in which is the department's own name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = {f"name_{each.language_code}": each for each in _other_languages()}
        for field, locale in self.languages.items():
            self.fields[field] = _field(locale, self.instance.name)
            self.initial.setdefault(field, self.instance.names.get(locale.language_code, ""))

    def save(self, commit=True):
        # Names in a language that the sites have no more wait for its return.
        names = dict(self.instance.names)
        for field, locale in self.languages.items():
            names[locale.language_code] = self.cleaned_data.get(field, "").strip()
        self.instance.names = {code: name for code, name in names.items() if name}
        return super().save(commit)


def _other_languages():
    default = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return Locale.objects.exclude(language_code=default).order_by("language_code")


def _field(locale, name):
    return forms.CharField(
        label=locale.get_display_name(),
        required=False,
        max_length=Department._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"placeholder": name}),
    )


class NamesPanel(MultiFieldPanel):
    """A row for each language that the form has a field for; nothing where it has none."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @cached_property
        def children(self):
            return [self._row(field) for field in self.form.languages]

        @cached_property
        def visible_children_with_identifiers(self):
            return list(zip(self.children, self.form.languages, strict=True))

        def _row(self, field):
            panel = FieldPanel(field).bind_to_model(self.panel.model)
            return panel.get_bound_panel(
                instance=self.instance,
                request=self.request,
                form=self.form,
                prefix=f"{self.prefix}-child-{field}",
            )
