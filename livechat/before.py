"""What a visitor is asked before a chat, and where their first message may go."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import prefetch_related_objects

from .delivery.presence import is_online
from .errors import BadValue
from .models import ChatSettings, ConsentText, Department
from .models.consent import version_of
from .opening import Opening, opening
from .page_choice import departments_offered
from .protocol.objects import department as department_object
from .protocol.objects import timestamp
from .wording import language_of, texts_for

REQUIRED, OFF = ChatSettings.Asked.REQUIRED, ChatSettings.Asked.OFF


@dataclass(frozen=True)
class Desk:
    """One department as a visitor finds it now."""

    department: Department
    settings: ChatSettings

    @cached_property
    def is_online(self):
        return is_online(self.department)

    @cached_property
    def opening(self) -> Opening:
        return opening(self.department.schedule or self.settings.schedule)

    @property
    def is_there(self):
        return self.opening.is_open and self.is_online

    @cached_property
    def fields(self):
        """What is asked of a visitor who writes here: off, optional or required."""
        email = self.settings.email_field
        if self.settings.email_when_away and email != REQUIRED and not self.is_there:
            email = REQUIRED
        return {"name": str(self.settings.name_field), "email": str(email)}

    def describe(self):
        """As JSON. ``opens_at`` is there when it is closed: the next opening, or null."""
        found = {"online": self.is_online, "fields": self.fields}
        if not self.opening.is_open:
            found["opens_at"] = timestamp(self.opening.opens_at)
        return found


@dataclass(frozen=True)
class Consent:
    text: str
    link: str
    link_text: str

    @property
    def version(self):
        return version_of(self.text, self.link)

    def describe(self):
        return {
            "words": self.text,
            "link": self.link,
            "link_text": self.link_text,
            "version": self.version,
        }

    def stored(self):
        values = {"text": self.text, "link": self.link}
        return ConsentText.objects.get_or_create(version=self.version, defaults=values)[0]


class Before:
    """
    For the chats of one page, read anew for each request. ``desks`` are the departments that the
    page offers, its own first.
    """

    def __init__(self, site, page, choice):
        self.site, self.page = site, page
        self.settings = ChatSettings.of(site)
        departments = departments_offered(choice, page)
        self.desks = [Desk(department, self.settings) for department in departments]
        scheduled = [each for each in [*departments, self.settings] if each.schedule_id]
        prefetch_related_objects(scheduled, "schedule__spans", "schedule__closed_days")

    @cached_property
    def language(self):
        return language_of(self.page)

    @cached_property
    def consent(self):
        """None where the site asks for none."""
        if not self.settings.asks_consent:
            return None
        texts, notice = texts_for(self.site, self.language), self.settings.privacy_page
        link = (notice.localized.get_url() or "") if notice is not None else ""
        return Consent(texts["consent"], link, texts["consent_link"] if link else "")

    def describe(self):
        """The part of the availability that is about this; see contract section 2."""
        first, *others = self.desks
        found = {"department": self._named(first)} | first.describe()
        if others:
            found["departments"] = [self._named(desk) | desk.describe() for desk in self.desks]
        if self.consent:
            found["consent"] = self.consent.describe()
        return found

    def _named(self, desk):
        return department_object(desk.department, self.language)

    def desk(self, slug):
        """The desk of that name, or the page's own. Raises BadValue for one not offered."""
        if not slug:
            return self.desks[0]
        found = next((desk for desk in self.desks if desk.department.slug == slug), None)
        if found is None:
            raise BadValue(words="department_gone")
        return found

    def check(self, desk, name, email, wish):
        """``name`` and ``email`` as they will be known. Raises BadValue for what is missing."""
        if desk.fields["name"] == REQUIRED and not name:
            raise BadValue(words="name_missing")
        if desk.fields["email"] == REQUIRED and not email:
            raise BadValue(words="email_missing")
        if self.consent is None:
            return
        if not wish.consent:
            raise BadValue(words="agree_first")
        if wish.consent_version not in (None, "", self.consent.version):
            raise BadValue(words="consent_changed")
