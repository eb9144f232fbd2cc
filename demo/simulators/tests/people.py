"""The people of the simulators' tests, with numbers of the tax agency's test series."""

from demo.simulators.cast import Cast, Person

ALVA = Person(person_number="194308219817", given_name="Alva", surname="Ek", story="Owns the data.")
BO = Person(person_number="197208222385", given_name="Bo", surname="Ek", story="Represents her children.")
CLEO = Person(person_number="198507099805", given_name="Cleo", surname="Ask", story="Has no right.")
CAST: Cast = {person.person_number: person for person in (ALVA, BO, CLEO)}
