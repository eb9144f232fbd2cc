"""Ella's first years: her family lived in Skåne."""

from demo.care_systems.quill import Desk, Quill

CHILD_HEALTH = Desk(unit="SE0000012000-U101", name="BVC Kvarnbacken", author="Anna Holm", title="Distriktssköterska")
LENGTH, WEIGHT, HEAD = (
    ("1153637007", "kroppslängd"),
    ("27113001", "kroppsvikt"),
    ("363812007", "huvudomfång"),
)
# Days after birth, length in centimetres, weight in kilograms, head in centimetres.
GROWTH = (
    (14, "52", "3.9", "36"), (28, "54", "4.4", "37.3"), (56, "57.5", "5.3", "39.2"), (91, "61", "6.2", "40.5"),
    (152, "66", "7.4", "42.6"), (183, "67.5", "7.9", "43.4"), (244, "70.5", "8.6", "44.6"),
    (304, "73", "9.2", "45.4"), (365, "75", "9.6", "46"), (548, "82", "11.1", "47.6"), (912, "90", "13.1", "49"),
)  # fmt: skip


def ella_in_skane(quill: Quill) -> None:
    """Growth, vaccinations and visits at the child health centre."""
    age = (quill.today - quill.born).days
    for after, length, weight, head in GROWTH:
        for (code, name), value, unit in ((LENGTH, length, "cm"), (WEIGHT, weight, "kg"), (HEAD, head, "cm")):
            quill.observation(CHILD_HEALTH, age - after, code, name, value, unit)
    protects = ("Difteri", "Stelkramp", "Kikhosta", "Polio", "Hib", "Hepatit B")
    for dose, after in ((1, 91), (2, 152), (3, 365)):
        quill.vaccination(CHILD_HEALTH, age - after, "Sexvalent vaccin", protects, dose, 3)
    quill.vaccination(CHILD_HEALTH, age - 548, "MPR-vaccin", ("Mässling", "Påssjuka", "Röda hund"), 1, 2)
    for after, reason, text in (
        (14, "Hembesök", "Ammas, går upp bra i vikt. Föräldrarna mår bra."),
        (365, "Ettårsbesök", "Går längs möbler, säger enstaka ord. Äter av familjens mat."),
        (912, "2,5-årsbesök", "Talar i treordssatser. Språkscreening utan anmärkning."),
    ):
        quill.older_contact(CHILD_HEALTH, age - after, reason)
        quill.older_note(CHILD_HEALTH, age - after, reason, text)
    quill.older_note(CHILD_HEALTH, age - 912, "Intern planering", "Inte för journalen på nätet.", approved=False)
