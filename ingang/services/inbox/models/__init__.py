"""The tables of the inbox: messages, and what staff write them with."""

from ingang.services.inbox.models.attachments import Attachment as Attachment
from ingang.services.inbox.models.messages import Category as Category
from ingang.services.inbox.models.messages import Message as Message
from ingang.services.inbox.models.messages import Reader as Reader
from ingang.services.inbox.models.writing import Mission as Mission
from ingang.services.inbox.models.writing import MissionCode as MissionCode
from ingang.services.inbox.models.writing import StaffDraft as StaffDraft
from ingang.services.inbox.models.writing import StaffSignature as StaffSignature
from ingang.services.inbox.models.writing import UnitTemplate as UnitTemplate

MESSAGE = Message.data_kind
