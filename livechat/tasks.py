"""What is done beside a request: mails. The site's TASKS setting says how."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task
from wagtail.models import Site

from . import history
from .models import Conversation
from .protocol import objects

MOST = 1000
"""Messages in a transcript, the newest; more would be refused by mail servers."""


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
        site = _site(conversation)
        address = (site.root_url if site else "") + reverse("livechat:transcript", args=[token])
        _send("confirm_transcript", conversation, email, {"address": address})


def _find(public_id):
    """None when it was erased meanwhile."""
    return Conversation.objects.with_people().filter(public_id=public_id).first()


def _site(conversation):
    return conversation.site or Site.objects.filter(is_default_site=True).first()


def _send(name, conversation, email, values):
    site = _site(conversation)
    values |= {"conversation": conversation, "site_name": (site and site.site_name) or ""}
    with translation.override(conversation.locale or settings.LANGUAGE_CODE):
        subject, text, html = (
            render_to_string(f"livechat/email/{name}{part}", values)
            for part in ("_subject.txt", ".txt", ".html")
        )
    mail = EmailMultiAlternatives(" ".join(subject.split()), text.strip() + "\n", to=[email])
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    mail.attach_alternative(html, "text/html")
    mail.send()
