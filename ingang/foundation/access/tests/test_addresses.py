"""An address that carries a person says nothing of who she is, and comes back to her alone."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.access.addresses import PersonConverter


@given(st.uuids(), st.uuids())
def test_the_address_leads_back_to_the_person_and_never_shows_her(person: UUID, other: UUID) -> None:
    said = PersonConverter().to_url(person)

    assert PersonConverter().to_python(said) == person
    assert said != str(person)
    assert (PersonConverter().to_url(other) == said) == (other == person)
