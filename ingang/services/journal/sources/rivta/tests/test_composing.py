"""What notes, diagnoses, warnings, medicines and vaccinations become, rule by rule."""

import base64

import pytest

from ingang.connectors.rivta import contracts
from ingang.connectors.rivta.contracts import Contract
from ingang.services.journal.sources.rivta.received import Reading
from ingang.services.journal.sources.rivta.tests.examples import ALVA, cv, only, read_one, read_with_access

EMPTY = {
    contracts.CARE_DOCUMENTATION_2: "<clinicalDocumentNote><clinicalDocumentNoteCode>bes</clinicalDocumentNoteCode>"
    "</clinicalDocumentNote>",
    contracts.DIAGNOSIS_2: "<typeOfDiagnosis>Bidiagnos</typeOfDiagnosis>",
    contracts.FUNCTIONAL_STATUS_2: "<comment>x</comment>",
    contracts.MEDICATION_HISTORY_2: "<medicationPrescription><drug/></medicationPrescription>",
    contracts.VACCINATION_HISTORY_2: "<registrationRecord/><administrationRecord/>",
    contracts.LABORATORY_ORDER_OUTCOME_3: "<resultType>DEF</resultType>",
    contracts.IMAGING_OUTCOME_1: "<typeOfResult>DEF</typeOfResult>",
    contracts.REFERRAL_OUTCOME_3: "<referralOutcomeTypeCode>SS</referralOutcomeTypeCode>",
    contracts.MATERNITY_MEDICAL_HISTORY_2: "<registrationRecord/>",
    contracts.CARE_CONTACTS_3: "<careContactReason>x</careContactReason>",
}


@pytest.mark.parametrize("contract", EMPTY, ids=lambda contract: contract.code)
def test_a_record_that_says_nothing_is_skipped(contract: Contract) -> None:
    reading = read_one(EMPTY[contract], contract=contract)

    assert (reading.received, reading.skipped) == ((), 1)


def test_a_note_keeps_its_words_its_kind_and_what_was_said_against_it() -> None:
    note = only(
        read_one(
            """<clinicalDocumentNote><clinicalDocumentNoteCode>auf</clinicalDocumentNoteCode>
            <clinicalDocumentNoteTitle>Telefonsamtal</clinicalDocumentNoteTitle>
            <clinicalDocumentNoteText>Tar 5 mg, inte 10.</clinicalDocumentNoteText>
            <dissentintOpinion><authorTime>20260601120000</authorTime><opinion>Jag sa 10.</opinion>
            <personName>Alva</personName></dissentintOpinion></clinicalDocumentNote>""",
            contract=contracts.CARE_DOCUMENTATION_2,
        )
    )

    (content,) = note["content"]
    page = base64.b64decode(content["attachment"]["data"]).decode()
    assert (note["description"], note["type"]["text"]) == ("Telefonsamtal", "Anteckning utan fysiskt möte")
    assert page == note["text"]["div"]
    assert "Tar 5 mg, inte 10." in page
    assert "Avvikande mening (Alva, 2026-06-01):<br/>Jag sa 10." in page


@pytest.mark.parametrize(
    ("url", "kept"), [("https://x.example/1.pdf", True), ("javascript:x", False), ("file:///x", False)]
)
def test_a_file_is_a_note_and_its_address_a_web_address(url: str, kept: bool) -> None:
    entry = f"<multimediaEntry><mediaType>application/pdf</mediaType><reference>{url}</reference></multimediaEntry>"

    reading = read_with_access(entry, contract=contracts.CARE_DOCUMENTATION_3)

    assert [one.resource["content"][0]["attachment"]["url"] for one in reading.received] == ([url] if kept else [])
    assert reading.skipped == (0 if kept else 1)


def test_a_diagnosis_has_its_code_kind_and_times() -> None:
    condition = only(
        read_one(
            """<typeOfDiagnosis>Bidiagnos</typeOfDiagnosis><chronicDiagnosis>true</chronicDiagnosis>
            <diagnosisTime>20260430080000</diagnosisTime><diagnosisCode><code>J45.9</code>
            <codeSystem>1.2.752.116.1.1.1.1.3</codeSystem><displayName>Astma</displayName></diagnosisCode>"""
        )
    )

    assert condition["code"]["coding"] == [{"system": "https://www.icd10.se/", "code": "J45.9", "display": "Astma"}]
    assert [one["text"] for one in condition["category"]] == ["Bidiagnos", "Kronisk diagnos"]
    assert condition["onsetDateTime"] == "2026-04-30T06:00:00+00:00"
    assert condition["subject"]["identifier"]["value"] == ALVA.value


WARNINGS = {
    "an allergy to a substance": (
        f"<hypersensitivity>{cv('degreeOfCertainty', 'Misstänkt')}<pharmaceuticalHypersensitivity>"
        f"{cv('atcSubstance', 'penicillin')}</pharmaceuticalHypersensitivity></hypersensitivity>",
        "penicillin",
    ),
    "an allergy to something else": (
        "<hypersensitivity><otherHypersensitivity><hypersensitivityAgent>Björkpollen</hypersensitivityAgent>"
        "</otherHypersensitivity></hypersensitivity>",
        "Björkpollen",
    ),
    "a serious disease": (f"<seriousDisease>{cv('disease', 'Hemofili')}</seriousDisease>", "Hemofili"),
    "a treatment": ("<treatment><treatmentDescription>Warfarin</treatmentDescription></treatment>", "Warfarin"),
    "an infection": (
        f"<communicableDisease>{cv('communicableDiseaseCode', 'MRSA')}</communicableDisease>",
        "MRSA",
    ),
    "a restriction": (
        "<restrictionOfCare><restrictionOfCareComment>Ingen blodtransfusion</restrictionOfCareComment>"
        "</restrictionOfCare>",
        "Uppmärksamhet",
    ),
    "free words": (
        "<unstructuredAlertInformation><unstructuredAlertInformationHeading>Hörsel</unstructuredAlertInformationHeading>"
        "<unstructuredAlertInformationContent>Hör dåligt</unstructuredAlertInformationContent>"
        "</unstructuredAlertInformation>",
        "Hörsel",
    ),
}


@pytest.mark.parametrize(("inner", "title"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_called_what_it_warns_of(inner: str, title: str) -> None:
    flag = only(read_one(cv("typeOfAlertInformation", "Uppmärksamhet") + inner, contract=contracts.ALERT_INFORMATION_2))

    assert flag["code"]["text"] == title
    assert ("AllergyIntolerance" in flag) == ("hypersensitivity" in inner)


@pytest.mark.parametrize(("certainty", "status"), [("Bekräftad", "confirmed"), ("Misstänkt", "unconfirmed")])
def test_an_allergy_is_as_sure_as_the_source_is(certainty: str, status: str) -> None:
    over = f"<hypersensitivity>{cv('degreeOfCertainty', certainty)}</hypersensitivity>"

    flag = only(read_one(cv("typeOfAlertInformation", "Ö") + over, contract=contracts.ALERT_INFORMATION_2))

    assert flag["AllergyIntolerance"]["verificationStatus"]["coding"][0]["code"] == status


def test_a_warning_ends_when_the_first_of_its_ends_comes() -> None:
    inner = """<validityTimePeriod><start>20260101000000</start><end>20261231000000</end></validityTimePeriod>
    <obsoleteTime>20260601000000</obsoleteTime><obsoleteComment>Utredd</obsoleteComment>"""

    flag = only(read_one(cv("typeOfAlertInformation", "x") + inner, contract=contracts.ALERT_INFORMATION_2))

    assert flag["period"] == {"start": "2025-12-31T23:00:00+00:00", "end": "2026-05-31T22:00:00+00:00"}
    assert "Utredd" in flag["text"]["div"]


def test_each_assessment_is_a_note_in_its_words() -> None:
    inner = f"""<assessmentCategory>pad-pad</assessmentCategory><comment>Klarar sig</comment>
    <padl>{cv("typeOfAssessment", "Dusch")}<assessment>Behöver hjälp</assessment></padl>"""

    condition = only(read_one(inner, contract=contracts.FUNCTIONAL_STATUS_2))

    assert [one["text"] for one in condition["note"]] == ["Klarar sig", "Dusch: Behöver hjälp"]


DRUGS = {
    "a drug": (
        f"<drug>{cv('nplId', 'Alvedon')}<pharmaceuticalForm>tablett</pharmaceuticalForm><strength>500</strength>"
        "<strengthUnit>mg</strengthUnit></drug>",
        "Alvedon tablett 500 mg",
    ),
    "a package": (f"<drugArticle>{cv('nplPackId', 'Alvedon 20 st')}</drugArticle>", "Alvedon 20 st"),
    "merchandise": (f"<merchandise>{cv('articleNumber', 'Teststickor')}</merchandise>", "Teststickor"),
    "generics": (
        "<generics><substance>paracetamol</substance><strength><value>500</value><unit>mg</unit></strength>"
        "<form>tablett</form></generics>",
        "paracetamol 500 mg tablett",
    ),
    "free words": (
        "<unstructuredDrugInformation><unstructuredInformation>Salva, okänd</unstructuredInformation>"
        "</unstructuredDrugInformation>",
        "Salva, okänd",
    ),
}


def prescription(drug: str, *, kind: str = "I", status: str = "Active") -> Reading:
    return read_one(
        f"""<medicationPrescription><typeOfPrescription>{kind}</typeOfPrescription><prescriptionStatus>{status}
        </prescriptionStatus><drug>{drug}</drug></medicationPrescription>""",
        contract=contracts.MEDICATION_HISTORY_2,
    )


@pytest.mark.parametrize(("drug", "name"), DRUGS.values(), ids=DRUGS)
def test_a_medicine_is_named_whichever_way_the_source_names_it(drug: str, name: str) -> None:
    assert only(prescription(drug))["medicationCodeableConcept"]["text"] == name


DOSAGES = {
    "<dosageInstruction>1 tablett morgon</dosageInstruction><shortNotation>1x1</shortNotation>": "1 tablett morgon",
    f"{cv('unitDose', 'tablett')}<shortNotation>1+0+2</shortNotation>": "1+0+2 tablett",
    "<setDosage><frequencyDosage><dose><low>1</low><high>2</high><unit>tablett</unit></dose><frequency><value>3</value>"
    "<unit>ggr/dygn</unit></frequency></frequencyDosage></setDosage>": "1–2 tablett, 3 ggr/dygn",
    "<setDosage><periodDosage><dose><low>1</low><high>1</high><unit>tablett</unit></dose><period><value>8</value>"
    "<unit>h</unit></period></periodDosage></setDosage>": "1 tablett, 8 h",
    "<conditionalDosage><conditionDescription>vid smärta</conditionDescription><singleDose><dose><low>2</low>"
    "<unit>tablett</unit></dose></singleDose></conditionalDosage>": "vid smärta, 2 tablett",
    "<setDosage><unstructuredDosageInformation><text>enligt schema</text></unstructuredDosageInformation></setDosage>":
    "enligt schema",
}  # fmt: skip


@pytest.mark.parametrize(("dosage", "words"), DOSAGES.items(), ids=list(DOSAGES.values()))
def test_a_dosage_stays_in_the_words_and_signs_of_the_source(dosage: str, words: str) -> None:
    statement = only(prescription(f"{DRUGS['a drug'][0]}<dosage>{dosage}</dosage>"))

    assert [one["text"] for one in statement["dosage"]] == [words]


@pytest.mark.parametrize(
    ("kind", "status", "state"),
    [
        ("I", "Active", "active"),
        ("I", "Inactive", "completed"),
        ("U", "Inactive", "stopped"),
        ("U", "Active", "stopped"),
        ("I", "x", "unknown"),
    ],
)
def test_a_medicine_that_was_taken_away_is_stopped(kind: str, status: str, state: str) -> None:
    assert only(prescription(DRUGS["a drug"][0], kind=kind, status=status))["status"] == state


def test_each_dose_of_a_vaccination_record_is_an_entry_of_its_own() -> None:
    vaccine = cv("vaccineName", "MPR")
    dose = f"<administrationRecord>{vaccine}<doseOrdinalNumber>%d</doseOrdinalNumber></administrationRecord>"

    reading = read_one(
        "<registrationRecord><date>20260105</date></registrationRecord>" + dose % 1 + dose % 2,
        contract=contracts.VACCINATION_HISTORY_2,
    )

    doses = [one.resource["protocolApplied"][0]["doseNumberPositiveInt"] for one in reading.received]
    assert doses == [1, 2]
    assert len({one.resource["id"] for one in reading.received}) == 2
    assert {one.resource["occurrenceDateTime"] for one in reading.received} == {"2026-01-05"}


def test_a_vaccination_told_of_later_says_so() -> None:
    dose = f"{cv('typeOfVaccine', 'TBE')}<sourceDescription>Vaccinationskort</sourceDescription>"

    one = only(
        read_one(f"<administrationRecord>{dose}</administrationRecord>", contract=contracts.VACCINATION_HISTORY_2)
    )

    assert (one["primarySource"], one["reportOrigin"]["text"]) == (False, "Vaccinationskort")
