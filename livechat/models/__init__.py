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
    "display_name",
]
