"""THE LIST: every part of this installation, one line each. Addresses, menus, words and tests follow from it."""

from ingang.foundation.access.part import PART as ACCESS
from ingang.foundation.audit.part import PART as AUDIT
from ingang.foundation.care_units.part import PART as CARE_UNITS
from ingang.foundation.consents.part import PART as CONSENTS
from ingang.foundation.documents.part import PART as DOCUMENTS
from ingang.foundation.entitlement.part import PART as ENTITLEMENT
from ingang.foundation.identity.part import PART as IDENTITY
from ingang.foundation.notifications.part import PART as NOTIFICATIONS
from ingang.foundation.outbox.part import PART as OUTBOX
from ingang.foundation.people.part import PART as PEOPLE
from ingang.foundation.personal.part import PART as PERSONAL
from ingang.foundation.published.part import PART as PUBLISHED
from ingang.foundation.records.part import PART as RECORDS
from ingang.foundation.regions.part import PART as REGIONS
from ingang.foundation.search.part import PART as SEARCH
from ingang.foundation.systems.part import PART as SYSTEMS
from ingang.foundation.work_items.part import PART as WORK_ITEMS
from ingang.kernel.registry import Registry, install
from ingang.services.access_log.service import SERVICE as ACCESS_LOG
from ingang.services.acting_for_others.service import SERVICE as ACTING_FOR_OTHERS
from ingang.services.booking.service import SERVICE as BOOKING
from ingang.services.care_finder.service import SERVICE as CARE_FINDER
from ingang.services.content.service import SERVICE as CONTENT
from ingang.services.engagements.service import SERVICE as ENGAGEMENTS
from ingang.services.entrance.service import SERVICE as ENTRANCE
from ingang.services.fhir_server.service import SERVICE as FHIR_SERVER
from ingang.services.inbox.service import SERVICE as INBOX
from ingang.services.journal.service import SERVICE as JOURNAL
from ingang.services.log_in.service import SERVICE as LOG_IN
from ingang.services.my_clinics.service import SERVICE as MY_CLINICS
from ingang.services.my_settings.service import SERVICE as MY_SETTINGS
from ingang.services.operation.service import SERVICE as OPERATION
from ingang.services.overview.service import SERVICE as OVERVIEW
from ingang.services.region_admin.service import SERVICE as REGION_ADMIN
from ingang.services.roadmap.service import SERVICE as ROADMAP
from ingang.services.site_search.service import SERVICE as SITE_SEARCH
from ingang.services.staff_desk.service import SERVICE as STAFF_DESK
from ingang.services.status.service import SERVICE as STATUS
from ingang.services.unit_residents.service import SERVICE as UNIT_RESIDENTS

FOUNDATION = (
    PERSONAL,
    AUDIT,
    OUTBOX,
    PUBLISHED,
    REGIONS,
    CARE_UNITS,
    SYSTEMS,
    PEOPLE,
    CONSENTS,
    IDENTITY,
    ACCESS,
    ENTITLEMENT,
    RECORDS,
    SEARCH,
    WORK_ITEMS,
    DOCUMENTS,
    NOTIFICATIONS,
)

SERVICES = (
    ENTRANCE,
    BOOKING,
    ACCESS_LOG,
    INBOX,
    LOG_IN,
    OVERVIEW,
    JOURNAL,
    FHIR_SERVER,
    STAFF_DESK,
    REGION_ADMIN,
    UNIT_RESIDENTS,
    ACTING_FOR_OTHERS,
    MY_SETTINGS,
    MY_CLINICS,
    OPERATION,
    STATUS,
    ENGAGEMENTS,
    CARE_FINDER,
    ROADMAP,
    SITE_SEARCH,
    CONTENT,  # last: what it is built on has words of its own, and the first of two translations counts
)

REGISTRY = install(Registry(FOUNDATION + SERVICES))
