"""What can go wrong with records.

IngangError
├── RecordsReadOnly              a resident, or another care giver, wants to write
├── NoSuchRecord                 the resource is not there
├── RecordChanged                it is not the version that the change was made from
├── AddressTaken                 another person's resource has the id
└── ImportRefused                nothing of the file was stored
    ├── FileTooLarge, NotUtf8, NotJson, RepeatedName, TooDeep          it can not be read
    ├── NotFhir, UnknownType, WrongBundle, NotAnAddition, EntryEmpty   it is not a bundle of R4 resources
    ├── RepeatedResource, NothingToStore
    ├── SeveralPatients, OtherPerson, OtherSubject                     it is about somebody else, or perhaps
    ├── Disagrees                                                      it says other things of the person
    ├── NoSuchPerson, NoSuchCareGiver                                  the command names nobody
    └── ImportedMeanwhile                                              another import was first
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class RecordsReadOnly(Refused):
    """Only the care giver that keeps the records, and the house's own import, may write in them (PDL 3:9)."""

    code = "records_read_only"
    sentence = marked("Only the care giver that keeps the record can write in it.")


class NoSuchRecord(NotFound):
    """The resource is not there, or is deleted."""

    code = "no_such_record"


class RecordChanged(Conflict):
    """The resource is not at the version that the change was made from."""

    code = "record_changed"


class AddressTaken(Conflict):
    """A resource in another person's records has the id, or got it at the same moment."""

    code = "address_taken"


class ImportRefused(IngangError):
    """The file was not imported; nothing was stored."""

    code = "import_refused"
    sentence = marked("The file was not imported. Nothing was stored.")


class FileTooLarge(ImportRefused):
    """More bytes than one import takes."""

    code = "file_too_large"
    sentence = marked(
        "The file is %(size)s MB; at most %(limit)s MB can be imported at a time. Split it into several bundles."
    )


class NotUtf8(ImportRefused):
    """FHIR JSON is UTF-8."""

    code = "not_utf8"
    sentence = marked("The file is not written in UTF-8: byte %(place)s can not be read. FHIR JSON must be UTF-8.")


class NotJson(ImportRefused):
    """The text breaks JSON's rules, or ends too early."""

    code = "not_json"
    sentence = marked("The file is not whole or not JSON: it can not be read at line %(line)s, column %(column)s.")


class RepeatedName(ImportRefused):
    """The same member twice in an object: nobody can know which one is meant."""

    code = "repeated_name"
    sentence = marked(
        "The name “%(name)s” stands twice in the same object at line %(line)s: which one is meant can not be known."
    )


class TooDeep(ImportRefused):
    """More levels than any record has."""

    code = "too_deep"
    sentence = marked("The file has more than %(limit)s levels of objects inside each other.")


class NotFhir(ImportRefused):
    """An object without a type, or with an id, meta or reference of the wrong kind."""

    code = "not_fhir"
    sentence = marked("%(where)s is not a FHIR resource: “%(member)s” is missing or of the wrong kind.")


class UnknownType(ImportRefused):
    """R4 has no such resource."""

    code = "unknown_type"
    sentence = marked("%(where)s says that it is of the type “%(type)s”, which FHIR R4 does not have.")


class WrongBundle(ImportRefused):
    """A bundle that is not a set of resources to keep."""

    code = "wrong_bundle"
    sentence = marked("Bundles of the type “%(type)s” can not be imported. These can: %(allowed)s.")


class NotAnAddition(ImportRefused):
    """A transaction that deletes or changes parts: an import only adds."""

    code = "not_an_addition"
    sentence = marked(
        "%(where)s asks for %(method)s. Only what adds or replaces whole resources (POST, PUT) can be imported."
    )


class EntryEmpty(ImportRefused):
    """An entry without a resource."""

    code = "entry_empty"
    sentence = marked("%(where)s has no resource.")


class RepeatedResource(ImportRefused):
    """Two resources under the same name in one file."""

    code = "repeated_resource"
    sentence = marked("%(name)s comes twice in the file: which one is meant can not be known.")


class NothingToStore(ImportRefused):
    """Nothing in the file belongs in a record."""

    code = "nothing_to_store"
    sentence = marked("Nothing in the file belongs in a record.")


class SeveralPatients(ImportRefused):
    """More than one patient: whose the records are can not be known."""

    code = "several_patients"
    sentence = marked("The file is about %(count)s patients. Import one patient at a time.")


class OtherPerson(ImportRefused):
    """The patient carries a Swedish identity number that is not this person's."""

    code = "other_person"
    sentence = marked("The patient in the file has another person's identity number. Nothing was stored.")


class OtherSubject(ImportRefused):
    """A resource is about another patient than the file's."""

    code = "other_subject"
    sentence = marked("%(where)s is about another patient (%(reference)s) than the rest of the file.")


class Disagrees(ImportRefused):
    """The file says other things of the person than we know; `differences` tells which."""

    code = "disagrees"
    sentence = marked("The patient in the file is not described as the person you named.")


class NoSuchPerson(ImportRefused):
    """Nobody has this number."""

    code = "no_such_person"
    sentence = marked("Nobody with this number is known here. Nothing was stored.")


class NoSuchCareGiver(ImportRefused):
    """No care giver has this HSA-id."""

    code = "no_such_care_giver"
    sentence = marked("No care giver with the HSA-id %(hsa_id)s is known here. Nothing was stored.")


class ImportedMeanwhile(ImportRefused):
    """Another import stored the same resources at the same moment."""

    code = "imported_meanwhile"
    sentence = marked("The same was imported at the same moment by somebody else. Nothing was stored; try again.")
