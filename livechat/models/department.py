"""A department: the desk that a page's chats go to."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .schedule import Schedule


class Icon(models.TextChoices):
    """Wagtail's own icons that can stand for a desk."""

    COMMENT = "comment", _("Speech bubble")
    HELP = "help", _("Question mark")
    GROUP = "group", _("People")
    USER = "user", _("Person")
    MAIL = "mail", _("Envelope")
    TAG = "tag", _("Price tag")
    CALENDAR = "calendar", _("Calendar")
    COG = "cog", _("Cogwheel")
    GLOBE = "globe", _("Globe")
    HOME = "home", _("House")
    PICK = "pick", _("Star")
    KEY = "key", _("Key")


class Routing(models.TextChoices):
    """How a waiting conversation comes to somebody."""

    MANUAL = "manual", _("By hand: people take what they choose")
    LEAST_BUSY = "least_busy", _("To whoever has the fewest")
    ROUND_ROBIN = "round_robin", _("To everybody in turn")


class DepartmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def serving(self, sites):
        """Those that answer for one of these sites; without sites of its own, for every one."""
        links = Department.sites.through.objects.filter(department=OuterRef("pk"))
        return self.filter(~Exists(links) | Exists(links.filter(site__in=sites)))


class Department(models.Model):
    Icon = Icon
    Routing = Routing

    name = models.CharField(_("name"), max_length=80)
    names = models.JSONField(default=dict, db_default={}, blank=True, editable=False)
    """What visitors read instead, by language code. Staff always see ``name``."""
    slug = models.SlugField(_("slug"), max_length=50, unique=True)
    icon = models.CharField(_("icon"), max_length=20, choices=Icon.choices, default=Icon.COMMENT)
    sites = models.ManyToManyField(
        "wagtailcore.Site",
        blank=True,
        related_name="+",
        verbose_name=_("sites"),
        help_text=_("Whose pages may send chats here. None chosen: those of every site."),
    )
    schedule = models.ForeignKey(
        Schedule,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="departments",
        verbose_name=_("opening hours"),
        help_text=_("Empty: those of the site."),
    )
    order = models.PositiveIntegerField(
        _("order"),
        default=0,
        help_text=_("Lower numbers come first. The first one answers where no page says who does."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_(
            "While inactive, permissions on this department count for nothing, and its pages send "
            "their chats where the pages above them do."
        ),
    )

    routing = models.CharField(
        _("waiting conversations go"),
        max_length=12,
        choices=Routing.choices,
        default=Routing.MANUAL,
        help_text=_("Only to people who may answer here, are online and have room for one more."),
    )
    capacity = models.PositiveSmallIntegerField(
        _("conversations a person"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "So many at a time the queue gives one person. Anybody may take more by themselves."
        ),
    )
    answer_within = models.PositiveSmallIntegerField(
        _("answer within (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_(
            "A conversation left without an answer for longer goes back to the queue, becomes more "
            "urgent, and the department's managers are told. Empty: never."
        ),
    )
    email_after = models.PositiveSmallIntegerField(
        _("e-mail the visitor after (minutes)"),
        null=True,
        blank=True,
        default=10,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Answers that a visitor has not seen by then are sent to the address they gave, with a "
            "link back to the chat. Empty: never."
        ),
    )
    daily_list = models.BooleanField(
        _("daily list by e-mail"),
        default=False,
        help_text=_("Each morning everybody who answers here gets what is still unanswered."),
    )
    last_given = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Whose turn it was last; the queue's own memory."""

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        permissions = [
            ("join_department", _("Can read conversations")),
            ("reply_department", _("Can answer conversations")),
            ("manage_department", _("Can manage conversations")),
        ]

    def __str__(self):
        return self.name

    def name_in(self, language):
        """
        What visitors who read ``language`` read; "de-at" makes do with what is there for "de".
        """
        base = language.partition("-")[0]
        return self.names.get(language) or self.names.get(base) or self.name

    def serves(self, site_pk):
        """Whether chats of this site may come here. None: a conversation whose site is gone."""
        own = {site.pk for site in self.sites.all()}
        return site_pk is None or not own or site_pk in own
