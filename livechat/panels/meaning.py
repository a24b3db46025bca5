"""What each choice would mean on this page, in a sentence, and where that comes from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _

from ..models import Department, PageChat
from ..page_choice import Choice, choose, resolve


@dataclass(frozen=True)
class Sentence:
    on: bool
    text: str


class Meaning:
    """For the page in this form; a new page has only the parent it will be put under."""

    def __init__(self, page, form, user):
        self.user = user
        self.inherited = _inherited_by(page, getattr(form, "parent_page", None))

    @cached_property
    def sentences(self):
        sentences = {
            PageChat.Mode.INHERIT: Sentence(self.inherited.on, self._same_as_parent()),
            PageChat.Mode.ON: Sentence(True, _("On for this page and the pages below it.")),
            PageChat.Mode.OFF: Sentence(False, _("Off for this page and the pages below it.")),
        }
        if self.department is None:
            nobody = _("Off, because there is no active department to answer.")
            sentences |= {
                mode: Sentence(False, nobody) for mode, said in sentences.items() if said.on
            }
        return sentences

    @cached_property
    def department(self):
        """Who answers if this page names no department."""
        return self.inherited.department or Department.objects.active().first()

    @property
    def inherited_department_label(self):
        if self.department is None:
            return _("Same as parent page")
        return _("Same as parent page (%(department)s)") % {"department": self.department}

    @cached_property
    def inherited_destination(self):
        """The half sentence about an inherited department, after the one about on and off."""
        values = {"department": format_html("<strong>{}</strong>", self.department)}
        source = self.inherited.department_source
        if source is None or source.is_root():
            return format_html(_("Chats go to {department}."), **values)
        values["page"] = self._link(source)
        return format_html(_("Chats go to {department}, as on {page}."), **values)

    @cached_property
    def own_destination(self):
        """The same for the department chosen here; the browser fills in its name."""
        name = format_html('<strong data-livechat-page-choice-target="name"></strong>')
        return format_html(_("Chats go to {department}."), department=name)

    def _same_as_parent(self):
        source, on = self.inherited.source, self.inherited.on
        if source is None or source.is_root():
            return _("On, as everywhere by default.") if on else _("Off, as everywhere by default.")
        sentence = _("On, because {page} is on.") if on else _("Off, because {page} is off.")
        return format_html(sentence, page=self._link(source))

    def _link(self, page):
        title = page.get_admin_display_title()
        if not page.permissions_for_user(self.user).can_edit():
            return format_html("<strong>{}</strong>", title)
        return format_html(
            '<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), title
        )


def _inherited_by(page, parent) -> Choice:
    if parent is not None:
        return resolve(parent)
    if page.path:
        return resolve(page, own=False)
    return choose([])
