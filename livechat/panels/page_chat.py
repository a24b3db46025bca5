"""The panel: three choices side by side, what they mean here, and what goes with them."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.telepath import register as register_telepath_adapter

from ..models import PageChat
from .meaning import Meaning
from .page_chat_form import PageChatForm, PageChatFormSet

FIELDS = ("mode", "department", "alternatives", "greeting", "invitation", "invitation_after")


class PageChatPanel(InlinePanel):
    """
    The page's one ``PageChat``, always there. A site that wants it elsewhere than among the
    settings puts a ``PageChatPanel()`` of its own into the page type's panels.
    """

    BASE_ATTRS = {"role": "group"}

    def __init__(self, **kwargs):
        fixed = {
            "relation_name": "livechat",
            "panels": [FieldPanel(name) for name in FIELDS],
        }
        kwargs.setdefault("heading", _("Live chat"))
        kwargs.setdefault("icon", "comment")
        super().__init__(**kwargs | fixed)

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {
            "form": PageChatForm,
            "formset": PageChatFormSet,
            "can_delete": False,
            "validate_min": False,
            "validate_max": False,
        }
        return options

    def classes(self):
        # Past InlinePanel's, which indents for a list of children.
        return Panel.classes(self)

    @register_telepath_adapter
    class BoundPanel(Panel.BoundPanel):
        template_name = "livechat/panels/page_chat.html"

        class Media:
            css = {"all": ["livechat/editor/page-choice.css"]}
            js = ["livechat/editor/page-choice.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            form = self.form.formsets[self.panel.relation_name].forms[0]
            meaning = Meaning(self.instance, self.form, self.request.user)
            form.fields["department"].empty_label = meaning.inherited_department_label
            form.fields["greeting"].widget.attrs["placeholder"] = meaning.inherited.greeting
            form.fields["invitation"].choices = meaning.invitations
            context.update(
                {
                    "form": form,
                    "options": [
                        (option, meaning.sentences[option.data["value"]]) for option in form["mode"]
                    ],
                    "details": self._details(form),
                    "meaning": meaning,
                }
            )
            return context

        def _details(self, form):
            """The fields after the mode; no choice of departments where there is but one."""
            children = self._fields(form, "details").children[1:]
            if len(form.fields["alternatives"].choices) > 1:
                return children
            return [child for child in children if child.field_name != "alternatives"]

        def get_comparison(self):
            """Field by field: a page has one choice, not a list that grew or shrank."""
            fields = self._fields(None, "comparison")
            return [partial(_compare, comparison) for comparison in fields.get_comparison()]

        def _fields(self, form, name):
            return self.panel.child_edit_handler.get_bound_panel(
                instance=getattr(form, "instance", None),
                request=self.request,
                form=form,
                prefix=f"{self.prefix}-{name}",
            )


def _compare(comparison, page, other):
    return comparison(_choice_of(page), _choice_of(other))


def _choice_of(page):
    return page.livechat.first() or PageChat()
