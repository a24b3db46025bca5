"""What is done beside a request: mails. The site's TASKS setting says how."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task
from wagtail.models import Site

from . import history, resume_link, zones
from .models import Conversation, Message
from .protocol import objects
from .wording import texts_for

MOST = 1000
"""Messages in a transcript, the newest; more would be refused by mail servers."""

MOST_UNREAD = 20
"""Answers in a mail about them, the newest."""


@task()
def send_unread(public_id, after, last):
    """
    What was answered after the visitor's number ``after``, up to ``last``, with the link back;
    nothing if they have read it meanwhile.
    """
    row = _find(public_id)
    if row is None or row.visitor.is_blocked or not row.visitor.email:
        return
    answers = row.messages.filter(
        role__in=["staff", "bot"], vseq__gt=max(after, row.visitor_read_vseq), vseq__lte=last
    ).exclude(kind=Message.Kind.EVENT)
    newest = list(answers.order_by("-vseq")[: MOST_UNREAD + 1])
    if newest:
        shown = reversed(newest[:MOST_UNREAD])
        values = {
            "messages": [objects.message(each, objects.VISITOR) for each in shown],
            "more": len(newest) > MOST_UNREAD,
            "address": _address(row, "livechat:resume", resume_link.make(row)),
        }
        _send("unread", row, row.visitor.email, values)


@task()
def send_transcript(public_id, email):
    """What the visitor can see of a conversation: never a note."""
    conversation = _find(public_id)
    if conversation is not None:
        messages, more = history.newest(conversation, objects.VISITOR, MOST)
        _send("transcript", conversation, email, {"messages": messages, "more": more})


@task()
def send_confirmation(public_id, email, token):
    """A link, and nothing that a visitor has written."""
    conversation = _find(public_id)
    if conversation is not None:
        address = _address(conversation, "livechat:transcript", token)
        _send("confirm_transcript", conversation, email, {"address": address})


def _find(public_id):
    """None when it was erased meanwhile."""
    return Conversation.objects.with_people().filter(public_id=public_id).first()


def _address(conversation, name, secret):
    """On the site where the visitor's token is good, by its own name."""
    site = conversation.visitor.site or _site(conversation)
    return (site.root_url if site else "") + reverse(name, args=[secret])


def _site(conversation):
    return conversation.site or Site.objects.filter(is_default_site=True).first()


def _send(name, conversation, email, values):
    """In the language of the conversation, the site's own words and the visitor's time zone."""
    site, zone = _site(conversation), zones.zone_of(conversation)
    language = conversation.locale or settings.LANGUAGE_CODE
    values |= {
        "conversation": conversation,
        "site_name": (site.site_name or site.hostname) if site else settings.WAGTAIL_SITE_NAME,
        "texts": texts_for(site, language),
        "zone": zones.in_words(zone),
        "language": language,
    }
    with translation.override(language), timezone.override(zone):
        values["is_rtl"] = translation.get_language_bidi()
        subject = " ".join(render_to_string(f"livechat/email/{name}_subject.txt", values).split())
        values["subject"] = subject
        text, html = (
            render_to_string(f"livechat/email/{name}{part}", values) for part in (".txt", ".html")
        )
    mail = EmailMultiAlternatives(subject, text.strip() + "\n", to=[email])
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.attach_alternative(html, "text/html")
    mail.send()
