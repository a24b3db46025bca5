"""What a visitor is called where they gave no name."""

from django.utils.translation import gettext as _


def visitor_name(conversation):
    """The visitor's name, or "Visitor" and something that tells them apart."""
    return conversation.visitor.name or _("Visitor %(id)s") % {"id": conversation.public_id.hex[:4]}
