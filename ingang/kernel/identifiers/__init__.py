"""Identifiers of people, organisations and places; what can be wrong with one is in `errors`."""

from ingang.kernel.identifiers.check_digits import check_digit as check_digit
from ingang.kernel.identifiers.errors import InvalidIdentifier as InvalidIdentifier
from ingang.kernel.identifiers.kinds import IdentifierKind as IdentifierKind
from ingang.kernel.identifiers.kinds import PersonIdentifier as PersonIdentifier
from ingang.kernel.identifiers.kinds import kind_of_system as kind_of_system
from ingang.kernel.identifiers.organisation import HSA_ID_FHIR_SYSTEM as HSA_ID_FHIR_SYSTEM
from ingang.kernel.identifiers.organisation import HSA_ID_OID as HSA_ID_OID
from ingang.kernel.identifiers.organisation import REGION_CODES as REGION_CODES
from ingang.kernel.identifiers.organisation import parse_hsa_id as parse_hsa_id
from ingang.kernel.identifiers.organisation import parse_municipality_code as parse_municipality_code
from ingang.kernel.identifiers.organisation import parse_region_code as parse_region_code
from ingang.kernel.identifiers.reading import TEST_BIRTH_NUMBERS as TEST_BIRTH_NUMBERS
from ingang.kernel.identifiers.reading import format_for_reading as format_for_reading
from ingang.kernel.identifiers.reading import is_test_number as is_test_number
from ingang.kernel.identifiers.reading import parse_person_identifier as parse_person_identifier
from ingang.kernel.identifiers.reading import parse_reserve_number as parse_reserve_number
