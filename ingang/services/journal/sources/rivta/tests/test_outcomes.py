"""What answers, visits and measurements become, rule by rule."""

from decimal import Decimal
from typing import Any

import pytest

from ingang.connectors.rivta import contracts
from ingang.connectors.rivta.contracts import Contract
from ingang.services.journal.sources.rivta.received import Reading, json_text
from ingang.services.journal.sources.rivta.tests.examples import (
    ALVA,
    cv,
    only,
    read_as_written,
    read_one,
    read_with_access,
)


def laboratory(value: str, *, kind: str = "DEF", signed: bool = True, status: str = "") -> Reading:
    return read_with_access(
        f"""<type><code>{kind}</code></type><groupOfAnalyses><name>Blodstatus</name><analysis>{cv("code", "Hb")}
        {cv("status", status) if status else ""}<result><value>{value}</value></result></analysis></groupOfAnalyses>""",
        contract=contracts.LABORATORY_ORDER_OUTCOME_4,
        signed=signed,
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<pq><value>118</value><unit>g/L</unit></pq>", {"valueQuantity": {"value": 118, "unit": "g/L"}}),
        (
            "<pq><value>4,5</value><unit>mmol/L</unit></pq>",
            {"valueQuantity": {"value": Decimal("4.5"), "unit": "mmol/L"}},
        ),
        ("<pq><value>hög</value><unit>g</unit></pq>", {"valueString": "hög g"}),
        (
            "<intervalPQ><high>3</high><unit>mg/L</unit></intervalPQ>",
            {"valueRange": {"high": {"value": 3, "unit": "mg/L"}}},
        ),
        ("<st>Ej påvisad</st>", {"valueString": "Ej påvisad"}),
        (cv("cv", "Positiv"), {"valueCodeableConcept": {"text": "Positiv"}}),
    ],
)
def test_a_result_shows_all_that_was_written(value: str, shown: dict[str, Any]) -> None:
    observation = only(laboratory(value))["Observation"]

    assert {name: one for name, one in observation.items() if name.startswith("value")} == shown


def test_a_number_stays_as_exact_as_it_is_written() -> None:
    observation = only(laboratory("<pq><value>4.10</value><unit>mmol/L</unit></pq>"))["Observation"]

    assert '"value":4.10,"unit":"mmol/L"' in json_text(observation)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("118", {"value": 118, "unit": "g/L"}), ("3,10", {"value": Decimal("3.10"), "unit": "g/L"}), ("&lt;5", "<5 g/L")],
)
def test_an_older_result_is_a_number_where_it_is_one(value: str, shown: object) -> None:
    inner = f"""<analysis><analysisText>x</analysisText><analysisOutcome><outcomeValue>{value}</outcomeValue>
    <outcomeUnit>g/L</outcomeUnit></analysisOutcome></analysis>"""

    observation = only(read_one(inner, contract=contracts.LABORATORY_ORDER_OUTCOME_3))["Observation"]

    assert observation.get("valueQuantity", observation.get("valueString")) == shown


@pytest.mark.parametrize(
    ("kind", "signed", "status", "state"),
    [
        ("DEF", True, "", "final"),
        ("DEF", False, "", "preliminary"),
        ("PREL", True, "", "preliminary"),
        ("TILL", True, "", "appended"),
        ("DEF", True, "Pågående", "partial"),
        ("DEF", True, "Makulerad", "final"),
    ],
)
def test_an_answer_is_final_when_it_is_signed_and_whole(kind: str, signed: bool, status: str, state: str) -> None:
    assert only(laboratory("<st>x</st>", kind=kind, signed=signed, status=status))["status"] == state


def test_results_below_a_result_are_told_and_an_analysis_without_any_too() -> None:
    related = f"<related>{cv('code', 'Resistens')}<result><value><st>Känslig</st></value></result></related>"
    analyses = f"""<groupOfAnalyses><analysis>{cv("code", "Odling")}<result><value><st>Växt</st></value>{related}
    </result></analysis><analysis>{cv("code", "Pågår")}</analysis></groupOfAnalyses>"""

    (one,) = read_with_access(analyses, contract=contracts.LABORATORY_ORDER_OUTCOME_4).received

    assert [part["code"]["text"] for part in one.parts] == ["Odling", "Resistens", "Pågår"]
    assert len({part["id"] for part in one.parts}) == 3
    assert one.resource["code"]["text"] == "Odling, Pågår"


def test_an_older_laboratory_answer_stays_in_its_words_and_signs() -> None:
    inner = """<resultType>DEF</resultType><registrationTime>20260501120000</registrationTime>
    <discipline>Kemi</discipline><resultReport>Kontrolleras om ett år.</resultReport>
    <analysis><analysisText>Ferritin</analysisText>
    <analysisTime><start>20260430080000</start></analysisTime><analysisOutcome><outcomeValue>&lt;9,10</outcomeValue>
    <outcomeUnit>µg/L</outcomeUnit><pathologicalFlag>true</pathologicalFlag><referenceInterval>13–150</referenceInterval>
    </analysisOutcome></analysis>"""

    report = only(read_one(inner, contract=contracts.LABORATORY_ORDER_OUTCOME_3))

    observation = report["Observation"]
    assert (report["status"], report["code"]["text"], report["conclusion"]) == (
        "final", "Ferritin", "Kontrolleras om ett år."
    )  # fmt: skip
    assert observation["valueString"] == "<9,10 µg/L"
    assert observation["interpretation"][0]["text"] == "Avvikande"
    assert observation["referenceRange"] == [{"text": "13–150"}]
    assert report["effectiveDateTime"] == "2026-04-30T06:00:00+00:00"


@pytest.mark.parametrize(
    ("kind", "signed", "state"),
    [
        ("PREL", "20260101000000", "preliminary"),
        ("DEF", "20260101000000", "final"),
        ("TILL", "20260101000000", "amended"),
        ("DEF", "", "preliminary"),
    ],
)
def test_an_imaging_answer_is_final_when_it_is_signed(kind: str, signed: str, state: str) -> None:
    inner = f"""<typeOfResult>{kind}</typeOfResult><resultTime>20260501120000</resultTime>
    <resultReport>Inget</resultReport><imageRecording>{cv("examinationActivity", "Lungröntgen")}
    <examinationStatus>Avklarad</examinationStatus><modalityData><typeOfModality>DX</typeOfModality></modalityData></imageRecording>"""

    report = only(read_one(inner, contract=contracts.IMAGING_OUTCOME_1, signed=signed))

    assert (report["status"], report["code"]["text"], report["conclusion"]) == (state, "Lungröntgen", "Inget")
    assert report["ImagingStudy"]["modality"][0]["code"] == "DX"


def test_an_answer_to_a_referral_goes_with_the_referral() -> None:
    inner = """<referralOutcomeTypeCode>SS</referralOutcomeTypeCode><referralOutcomeTitle>Svar</referralOutcomeTitle>
    <referralOutcomeText>Avslutas.</referralOutcomeText><act><actText>Sex besök.</actText></act>
    <referral><referralReason>Stelhet</referralReason><referralTime>20260401120000</referralTime></referral>"""

    report = only(read_one(inner, contract=contracts.REFERRAL_OUTCOME_3))

    assert (report["status"], report["conclusion"]) == ("final", "Avslutas.\n\nSex besök.")
    assert report["ServiceRequest"]["note"] == [{"text": "Stelhet"}]


def test_the_maternity_record_says_its_values_in_words() -> None:
    inner = """<pregnancyCheckupRecord><completeWeeksOfGestation>28</completeWeeksOfGestation>
    <weight><value>71</value><unit>kg</unit></weight><fetalPosition>0</fetalPosition><unknownElement>x</unknownElement>
    </pregnancyCheckupRecord><registrationRecord><lastMenstrualPeriod>20260102</lastMenstrualPeriod>
    <diseasesThrombosis>false</diseasesThrombosis><previousGravidityAndParity><year>2020</year><delivery>5</delivery>
    </previousGravidityAndParity></registrationRecord>"""

    document = only(read_one(inner, contract=contracts.MATERNITY_MEDICAL_HISTORY_2))

    first, second = (one["text"]["div"] for one in document["section"])
    assert "<li>Sista menstruationens första dag: 2026-01-02</li><li>Trombos: Nej</li>" in first
    assert "<li>Tidigare graviditet<ul><li>År: 2020</li><li>Utfall: Levande fött</li></ul></li>" in first
    assert "<li>Fullgångna graviditetsveckor: 28</li><li>Vikt: 71 kg</li><li>Fosterläge: Huvudläge</li>" in second
    assert "x</li>" not in second


@pytest.mark.parametrize(
    ("contract", "code", "status", "kind", "classed", "state"),
    [
        (contracts.CARE_CONTACTS_2, "2", "5", "Telefon", "VR", "finished"),
        (contracts.CARE_CONTACTS_2, "3", "3", "Vårdtillfälle", "IMP", "in-progress"),
        (contracts.CARE_CONTACTS_2, "1", "2", "Besök", "AMB", "cancelled"),
        (contracts.CARE_CONTACTS_3, "<originalText>Hembesök</originalText>", "<originalText>Avslutad</originalText>",
         "Hembesök", "AMB", "finished"),
        (contracts.CARE_CONTACTS_3, "<code>3</code>", "", "3", "IMP", "unknown"),
    ],
)  # fmt: skip
def test_a_care_contact(contract: Contract, code: str, status: str, kind: str, classed: str, state: str) -> None:
    inner = f"""<careContactCode>{code}</careContactCode><careContactTimePeriod><start>20260501120000</start>
    </careContactTimePeriod><careContactStatus>{status}</careContactStatus>"""

    encounter = only(read_one(inner, contract=contract))

    assert (encounter["type"][0]["text"], encounter["class"]["code"], encounter["status"]) == (kind, classed, state)


@pytest.mark.parametrize(
    ("code", "state"), [("20", "requested"), ("130", "completed"), ("10", None), ("150", None), ("", None)]
)
def test_a_referral_has_only_the_states_of_the_exchange(code: str, state: str | None) -> None:
    reading = read_as_written(
        f"""<subjectOfCareId>{ALVA.value}</subjectOfCareId><senderRequestId>r1</senderRequestId>
        <typeOfRequest>1</typeOfRequest><statusCode>{code}</statusCode><eventTime>20260501120000</eventTime>""",
        contract=contracts.REQUEST_ACTIVITIES_1,
    )

    assert [one.resource["status"] for one in reading.received] == ([state] if state else [])
    assert reading.skipped == (0 if state else 1)


def test_what_was_looked_for_and_not_found_says_so() -> None:
    reading = read_as_written(
        f"""<patient><id><root>1.2.752.129.2.1.3.1</root><extension>{ALVA.value}</extension></id></patient><observation>
        <id><extension>o1</extension></id><type><displayName>Utslag</displayName></type>
        <time><start><value>202605</value></start></time><valueNegation>true</valueNegation>
        <approvedForPatient>true</approvedForPatient></observation>""",
        contract=contracts.OBSERVATIONS_1,
    )

    observation = only(reading)
    assert observation["effectiveDateTime"] == "2026-05"
    assert observation["note"] == [{"text": "Har undersökts och föreligger inte."}]
