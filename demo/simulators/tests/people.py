"""The people of the simulators' tests, with numbers of the tax agency's test series."""

from demo.simulators.cast import Cast, Person

ALVA = Person(person_number="194308219817", given_name="Alva", surname="Ek", story="Owns the data.")
BO = Person(person_number="197208222385", given_name="Bo", surname="Ek", story="Represents her children.")
CLEO = Person(person_number="198507099805", given_name="Cleo", surname="Ask", story="Has no right.")
CAST: Cast = {person.person_number: person for person in (ALVA, BO, CLEO)}

UNIT = {
    "healthCareUnitHsaId": "SE2321000016-1001",
    "healthCareUnitName": "Ekens vårdcentral",
    "healthCareProviderHsaId": "SE2321000016-1000",
    "healthCareProviderName": "Region Ek",
}
NURSE = Person(
    person_number="197903142391",
    given_name="Dana",
    surname="Lind",
    story="Nurse with two assignments.",
    staff={
        "employeeHsaId": "SE2321000016-2001",
        "paTitleCode": ["206010"],
        "healthcareProfessionalLicense": ["SJ"],
        "allCommissions": [
            {
                **UNIT,
                "commissionHsaId": "SE2321000016-3001",
                "commissionName": "Care",
                "commissionPurpose": "Vård och behandling",
            },
            {
                **UNIT,
                "commissionHsaId": "SE2321000016-3002",
                "commissionName": "Quality",
                "commissionPurpose": "Kvalitetssäkring",
            },
        ],
    },
)
CAST[NURSE.person_number] = NURSE
