"""What each choice would mean on this page, in a sentence, and where that comes from."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..models import PageChat
from ..page_choice import Choice, choose, departments_for, resolve


@dataclass(frozen=True)
class Sentence:
    """``destination`` is the part about the department, as long as the page names none itself."""

    on: bool
    text: str
    destination: str = ""


class Meaning:
    """For the page in this form; a new page has only the parent it will be put under."""

    def __init__(self, page, form, user):
        self.user = user
        parent = getattr(form, "parent_page", None)
        self.inherited = _inherited_by(page, parent)
        self.departments = departments_for(parent or page)

    @cached_property
    def sentences(self):
        return {
            PageChat.Mode.INHERIT: self._same_as_parent(),
            PageChat.Mode.ON: self._on(_("On for this page and the pages below it.")),
            PageChat.Mode.OFF: Sentence(False, _("Off for this page and the pages below it.")),
        }

    @cached_property
    def department(self):
        """Who answers if this page names no department."""
        return self.inherited.department or self.departments.first()

    @property
    def inherited_department_label(self):
        if self.department is None:
            return _("Same as parent page")
        return _("Same as parent page (%(department)s)") % {"department": self.department}

    @property
    def invitations(self):
        """The choices of when the greeting comes forward by itself, with what is inherited."""
        inherited = PageChat.Invitation(self.inherited.invitation).label
        same = _("Same as parent page (%(choice)s)") % {"choice": inherited}
        return [("", same), *PageChat.Invitation.choices]

    @cached_property
    def own_destination(self):
        """The same for the department chosen here; the browser fills in its name."""
        name = mark_safe('<strong data-livechat-page-choice-target="name"></strong>')
        return format_html(_("Chats go to {department}."), department=name)

    def _same_as_parent(self):
        source = self.inherited.source
        if self.inherited.on:
            return self._on(self._because(source), said=source)
        return self._on("") if self.department is None else Sentence(False, self._because(source))

    def _because(self, source):
        on = self.inherited.on
        if _is_default(source):
            return _("On, as everywhere by default.") if on else _("Off, as everywhere by default.")
        because = _("On, because {page} is on.") if on else _("Off, because {page} is off.")
        return format_html(because, page=self._link(source))

    def _on(self, text, said=None):
        """The sentence has ``said`` that page already; its name need not come twice."""
        if self.department is None:
            return Sentence(False, _("Off, because there is no active department to answer."))
        source = self.inherited.department_source
        values = {"department": format_html("<strong>{}</strong>", self.department)}
        if _is_default(source) or source == said:
            return Sentence(True, text, format_html(_("Chats go to {department}."), **values))
        values["page"] = self._link(source)
        destination = format_html(_("Chats go to {department}, as on {page}."), **values)
        return Sentence(True, text, destination)

    def _link(self, page):
        title = page.get_admin_display_title()
        if not page.permissions_for_user(self.user).can_edit():
            return format_html("<strong>{}</strong>", title)
        return format_html(
            '<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[page.pk]), title
        )


def _is_default(source):
    """Nobody edits the root of the tree, so its choice is the installation's and not a page's."""
    return source is None or source.is_root()


def _inherited_by(page, parent) -> Choice:
    if parent is not None:
        return resolve(parent)
    if page.path:
        return resolve(page, own=False)
    return choose([])
