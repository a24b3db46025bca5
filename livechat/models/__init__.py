"""What the chat stores. One noun a file."""

from .attachment import Attachment
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
from .staff import StaffPresence, StaffProfile, StaffReadMark, display_name
from .start import ConversationStart
from .visitor import Visitor

__all__ = [
    "Attachment",
    "ChatLogEntry",
    "Conversation",
    "ConversationGroupGrant",
    "ConversationStart",
    "ConversationUserGrant",
    "Department",
    "DepartmentGroupGrant",
    "DepartmentUserGrant",
    "Duty",
    "Message",
    "PageChat",
    "PageVisit",
    "StaffPresence",
    "StaffProfile",
    "StaffReadMark",
    "Visitor",
    "display_name",
]
