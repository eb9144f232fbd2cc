"""What kinds of units there are, and what people call them."""

from django.utils.translation import gettext

from ingang.kernel.words import marked

KINDS: dict[str, str] = {
    "akutmottagning": marked("Emergency department"),
    "barnmorskemottagning": marked("Midwife clinic"),
    "barnmottagning": marked("Children's clinic"),
    "bvc": marked("Child health centre"),
    "fysioterapi": marked("Physiotherapy and rehabilitation"),
    "gynmottagning": marked("Gynaecology clinic"),
    "hemsjukvard": marked("Care at home"),
    "hudmottagning": marked("Skin clinic"),
    "narakut": marked("Urgent care centre"),
    "ogonmottagning": marked("Eye clinic"),
    "oronmottagning": marked("Ear, nose and throat clinic"),
    "provtagning": marked("Sample taking"),
    "psykiatri": marked("Psychiatric clinic"),
    "rontgen": marked("X-ray"),
    "tandvard": marked("Dental clinic"),
    "ungdomsmottagning": marked("Youth clinic"),
    "vaccination": marked("Vaccination clinic"),
    "vardcentral": marked("Health centre"),
}
"""The title of each kind, as a message id. A unit of another kind is only called by its name."""


def kind_title(kind: str, /) -> str:
    """What units of the kind are called, in the reader's language; empty where the kind is not known."""
    return gettext(KINDS[kind]) if kind in KINDS else ""
