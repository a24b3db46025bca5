"""Everything that the demo consists of, in the order in which one thing needs another."""

from django.db import transaction

from .canned_replies import create_canned_replies
from .conversations import create_conversations
from .departments import create_departments
from .pages import create_pages
from .people import create_people


@transaction.atomic
def fill(say=lambda line: None):
    """Create what is missing and leave alone what is there, edited or not. All or nothing, so a
    start that was interrupted begins again cleanly. ``say`` is told what is going on."""
    say("Departments")
    departments = create_departments()
    say("People and their permissions")
    people = create_people(departments)
    say("Pages and drawings")
    create_pages(departments, author=people["eddie"])
    say("Canned replies and past conversations")
    create_canned_replies(departments)
    create_conversations(departments, people)
