"""What the chat stores. One noun a file."""

from .attachment import Attachment
from .consent import ConsentText
from .conversation import Conversation
from .department import Department
from .duty import Duty
from .grants import (
    ConversationGroupGrant,
    ConversationUserGrant,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)
from .log import ChatLogEntry
from .mention import Mention
from .message import Message
from .page_chat import PageChat
from .page_visit import PageVisit
from .schedule import ClosedDays, OpenSpan, Schedule
from .search_mark import SearchMark
from .site_settings import ChatSettings
from .staff import StaffPresence, StaffProfile, StaffReadMark, display_name
from .start import ConversationStart
from .texts import ChatTexts
from .visitor import Visitor
from .visitor_note import VisitorNote

__all__ = [
    "Attachment",
    "ChatLogEntry",
    "ChatSettings",
    "ChatTexts",
    "ClosedDays",
    "ConsentText",
    "Conversation",
    "ConversationGroupGrant",
    "ConversationStart",
    "ConversationUserGrant",
    "Department",
    "DepartmentGroupGrant",
    "DepartmentUserGrant",
    "Duty",
    "Mention",
    "Message",
    "OpenSpan",
    "PageChat",
    "PageVisit",
    "Schedule",
    "SearchMark",
    "StaffPresence",
    "StaffProfile",
    "StaffReadMark",
    "Visitor",
    "VisitorNote",
    "display_name",
]
