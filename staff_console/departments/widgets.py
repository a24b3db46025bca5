"""An icon is chosen by its looks."""

from django import forms


class IconChoice(forms.RadioSelect):
    template_name = "staff_console/departments/icon_choices.html"

    class Media:
        css = {"all": ["staff_console/departments.css"]}
