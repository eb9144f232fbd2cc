"""What units of each kind offer in the demonstration: written for this, on conditions that are common in Sweden."""

from dataclasses import dataclass

REQUIREMENTS = "Aktuella besvär, tidigare utredning och behandling, läkemedel, och vad du önskar av oss."
VISIT, VIDEO, PHONE = "visit", "video", "phone"


@dataclass(frozen=True, kw_only=True)
class DemoOffer:
    """Something that units of a kind offer. `days` is about how long one waits; none where that is not measured."""

    code: str
    sv: str
    en: str
    referral: str = "not_needed"
    ways: tuple[str, ...] = (VISIT,)
    ages: tuple[int | None, int | None] = (None, None)
    days: int | None = None


def _offer(code: str, sv: str, en: str, **more: object) -> DemoOffer:
    return DemoOffer(code=code, sv=sv, en=en, **more)  # type: ignore[arg-type]


OFFERS: dict[str, tuple[DemoOffer, ...]] = {
    "vardcentral": (
        _offer("doctor", "Besök hos läkare", "Doctor's visit", ways=(VISIT, VIDEO), days=5),
        _offer("wound", "Såromläggning", "Wound dressing"),
        _offer("smoking", "Hjälp att sluta röka", "Help to stop smoking", ways=(VISIT, PHONE), ages=(15, None)),
        _offer("flu", "Vaccination mot influensa", "Influenza vaccination", ages=(6, None)),
    ),
    "bvc": (
        _offer("child", "Hälsobesök för barn", "Health visits for children", ages=(0, 5)),
        _offer("parents", "Föräldragrupp", "Parents' group", ages=(0, 1)),
    ),
    "barnmorskemottagning": (
        _offer("pregnancy", "Inskrivning när du är gravid", "Enrolment when you are pregnant", days=7),
        _offer("cervix", "Gynekologiskt cellprov", "Cervical screening", ages=(23, 70)),
        _offer("contraception", "Rådgivning om preventivmedel", "Advice on contraception", ways=(VISIT, PHONE)),
    ),
    "hudmottagning": (
        _offer("mole", "Bedömning av födelsemärken", "Examination of moles", referral="own_request", days=41),
        _offer("psoriasis", "Ljusbehandling vid psoriasis", "Light therapy for psoriasis", referral="referral",
               days=33),
    ),
    "ogonmottagning": (
        _offer("cataract", "Utredning av grå starr", "Examination of cataract", referral="referral", days=62),
        _offer("glaucoma", "Kontroll av grön starr", "Glaucoma check-up", referral="own_request", days=28),
    ),
    "oronmottagning": (
        _offer("hearing", "Hörselutredning", "Hearing examination", referral="own_request", days=54),
        _offer("apnoea", "Utredning av sömnapné och snarkning", "Examination of sleep apnoea", referral="referral",
               ages=(18, None), days=75),
    ),
    "gynmottagning": (
        _offer("gyn", "Gynekologisk undersökning", "Gynaecological examination", referral="own_request", days=20),
        _offer("endometriosis", "Utredning av endometrios", "Examination of endometriosis", referral="own_request",
               days=58),
    ),
    "psykiatri": (
        _offer("adhd", "Utredning av adhd och autism", "Assessment of ADHD and autism", referral="own_request",
               ages=(18, None), days=180),
        _offer("anxiety", "Behandling av ångest och depression", "Treatment of anxiety and depression",
               referral="own_request", ways=(VISIT, VIDEO), ages=(18, None), days=30),
    ),
    "fysioterapi": (
        _offer("arthrosis", "Artrosskola", "Osteoarthritis school", ways=(VISIT, VIDEO), days=9),
        _offer("back", "Behandling av rygg och nacke", "Treatment of back and neck", days=6),
    ),
    "vaccination": (
        _offer("travel", "Resevaccination", "Travel vaccination"),
        _offer("tbe", "Vaccination mot TBE", "TBE vaccination"),
    ),
    "rontgen": (
        _offer("mr", "Undersökning med magnetkamera", "MRI scan", referral="referral", days=24),
        _offer("mammography", "Mammografi", "Mammography", ages=(40, 74)),
    ),
    "ungdomsmottagning": (
        _offer("sti", "Test för könssjukdomar", "Tests for sexually transmitted infections", ages=(13, 24)),
        _offer("talk", "Samtal med kurator", "Talk with a counsellor", ways=(VISIT, VIDEO), ages=(13, 24), days=4),
    ),
    "barnmottagning": (
        _offer("asthma", "Utredning av astma och allergi hos barn", "Examination of children's asthma and allergy",
               referral="referral", ages=(0, 17), days=47),
    ),
    "provtagning": (_offer("blood", "Blodprov", "Blood tests"), _offer("urine", "Urinprov", "Urine tests")),
    "akutmottagning": (_offer("emergency", "Akut vård dygnet runt", "Emergency care day and night"),),
    "narakut": (_offer("urgent", "Besvär som inte kan vänta", "Complaints that can not wait"),),
    "tandvard": (
        _offer("check", "Undersökning av tänder", "Dental examination", days=60),
        _offer("acute", "Akut tandvård", "Urgent dental care"),
    ),
    "hemsjukvard": (_offer("home", "Hemsjukvård", "Care at home", referral="referral", ages=(18, None)),),
}  # fmt: skip
