"""What becomes of a record is right by FHIR R4, whatever contract it came by."""

import json

import pytest

from ingang.connectors.rivta.contracts import CONTRACTS, Contract
from ingang.foundation.records.tests.structure import check_structure
from ingang.services.journal.sources.rivta.answers import read
from ingang.services.journal.sources.rivta.received import json_text
from ingang.services.journal.sources.rivta.tests.examples import told_by_the_demonstration


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda one: f"{one.code}-{one.version}")
def test_every_resource_that_is_made_of_a_record_is_taken_by_two_validators(contract: Contract) -> None:
    reply, person = told_by_the_demonstration(contract)

    received = read(contract=contract, reply=reply, persons=frozenset({person})).received

    made = [text for one in received for text in map(json_text, (one.resource, *one.parts))]
    assert {json.loads(text)["resourceType"] for text in made}
    for text in made:
        check_structure(text=text)
