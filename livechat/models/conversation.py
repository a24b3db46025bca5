"""A conversation: its state, its two numberings and how far each side has read."""

import uuid

import swapper
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .consent import ConsentText
from .department import Department
from .visitor import Visitor


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class ConversationQuerySet(models.QuerySet):
    def live(self):
        """Not closed: what an inbox opens on."""
        # Not by excluding: only what is named is looked up in an index.
        return self.filter(status__in=[Status.WAITING, Status.OPEN])

    def waiting(self):
        return self.filter(status=Status.WAITING)

    def escalated(self):
        """Those that wait although nobody answered in the time that their department allows."""
        return self.waiting().filter(escalated_at__gte=F("waiting_since"))

    def in_order(self):
        """As the queue goes: the most urgent first, then whoever has waited longest."""
        return self.order_by("-priority", "waiting_since", "pk")

    def agreed(self):
        """Those with a consent that is in force."""
        return self.filter(consent_text__isnull=False, consent_withdrawn_at=None)

    def with_people(self):
        """With all that a frame or a list row shows, in one query."""
        people = ("assignee__livechat_profile", "assignee__wagtail_userprofile", "visitor")
        return self.select_related("department", *people)


class Conversation(index.Indexed, models.Model):
    """
    Messages are numbered twice: ``seq`` for staff, who see notes, and ``vseq`` for the visitor,
    who does not. Both are gapless. Every number here comes in both numberings for that reason.
    """

    Status = Status

    public_id = models.UUIDField(_("id"), unique=True, default=uuid.uuid4, editable=False)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="conversations"
    )
    visitor = models.ForeignKey(Visitor, on_delete=models.CASCADE, related_name="conversations")
    site = models.ForeignKey(
        "wagtailcore.Site", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        swapper.get_model_name("wagtailcore", "Page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    page_title = models.CharField(_("page title"), max_length=255, blank=True)
    page_url = models.CharField(_("page address"), max_length=2000, blank=True)
    current_title = models.CharField(_("present page title"), max_length=255, blank=True)
    current_url = models.CharField(_("present page address"), max_length=2000, blank=True)
    locale = models.CharField(_("language"), max_length=20, blank=True)
    # What the browser told at the start; what is kept of it: livechat/surfer.py.
    device = models.CharField(_("device"), max_length=10, blank=True)
    browser = models.CharField(_("browser"), max_length=20, blank=True)
    language = models.CharField(_("browser's language"), max_length=20, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    referrer = models.CharField(_("came from"), max_length=500, blank=True)

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assignee"),
    )
    assigned_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last taken, given or assigned; an answer that takes it leaves this as it is."""
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Who had it before it came back to the queue: the queue does not give it to them again."""
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    priority = models.PositiveSmallIntegerField(_("priority"), default=0)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, blank=True)
    rating_comment = models.TextField(_("rating comment"), blank=True)

    last_seq = models.PositiveIntegerField(default=0)
    last_vseq = models.PositiveIntegerField(default=0)
    rev = models.PositiveIntegerField(default=1)
    """Grows with every change that staff can see of this row or of a stored message."""
    visitor_rev = models.PositiveIntegerField(default=1)
    """The same for what the visitor can see."""
    visitor_read_seq = models.PositiveIntegerField(default=0)
    visitor_read_vseq = models.PositiveIntegerField(default=0)
    staff_read_seq = models.PositiveIntegerField(default=0)
    staff_read_vseq = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(_("unread"), default=0)
    """Visitor messages above ``staff_read_seq``."""
    emailed_vseq = models.PositiveIntegerField(default=0)
    """Answers up to here were sent to a visitor who had left."""

    created_at = models.DateTimeField(_("started at"), default=timezone.now)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    """In the queue since; kept over a close, for whoever takes that back at once."""
    last_message_at = models.DateTimeField(_("last message at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    consented_at = models.DateTimeField(_("consented at"), null=True, blank=True)
    consent_withdrawn_at = models.DateTimeField(_("consent withdrawn at"), null=True, blank=True)
    consent_text = models.ForeignKey(
        ConsentText, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("site user"),
    )
    """The account that the visitor was logged in to when this began."""
    context = models.JSONField(_("context"), default=dict, blank=True)
    """What the page's own script told of the visit, as text by name. Anybody can make it up."""

    objects = ConversationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    words = ""
    search_fields = [index.AutocompleteField("words")]
    search_auto_update = False
    """searching/indexing.py writes the index, beside the talk."""

    class Meta:
        ordering = ["-last_message_at", "-pk"]
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        default_permissions = ("view", "change", "delete")
        permissions = [
            ("join_conversation", _("Can read chats in every department")),
            ("reply_conversation", _("Can answer chats in every department")),
            ("manage_conversation", _("Can manage chats in every department")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "open", "closed"]), name="livechat_status_known"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="livechat_rating_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(last_vseq__lte=F("last_seq")), name="livechat_vseq_within_seq"
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(assignee__isnull=True),
                name="livechat_waiting_is_unassigned",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "status", "-last_message_at", "-id"],
                name="livechat_inbox",
            ),
            models.Index(fields=["status", "-last_message_at", "-id"], name="livechat_by_status"),
            models.Index(
                fields=["assignee", "status", "-last_message_at"], name="livechat_by_assignee"
            ),
            models.Index(fields=["-last_message_at", "-id"], name="livechat_by_activity"),
            models.Index(fields=["visitor", "-id"], name="livechat_by_visitor"),
            models.Index(
                fields=["rating", "-last_message_at", "-id"],
                name="livechat_by_rating",
                condition=Q(rating__isnull=False),
            ),
            models.Index(
                fields=["department", "-closed_at"],
                name="livechat_last_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["department", "-priority", "waiting_since", "id"],
                name="livechat_queue",
                condition=Q(status="waiting"),
            ),
        ]

    def __str__(self):
        return f"Conversation {self.public_id.hex[:8]}"

    @classmethod
    def get_indexed_objects(cls):
        """None for Wagtail's ``update_index``, which would make the documents empty."""
        return cls.objects.none()

    @property
    def is_agreed(self):
        """Whether the visitor was asked for consent and has not taken it back."""
        return self.consent_text_id is not None and self.consent_withdrawn_at is None

    @property
    def is_closed(self):
        return self.status == Status.CLOSED

    @property
    def is_verified(self):
        """Whether the name is that of an account the visitor was logged in to."""
        return self.user_id is not None

    @property
    def is_waiting(self):
        return self.status == Status.WAITING
