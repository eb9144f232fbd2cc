"""The resource types of FHIR R4 (4.0.1), and which of them belong in a patient's record."""

CLINICAL = frozenset(
    """
    AdverseEvent AllergyIntolerance Appointment AppointmentResponse AuditEvent Basic Binary BodyStructure
    CarePlan CareTeam ClinicalImpression Communication CommunicationRequest Composition Condition Consent
    DetectedIssue Device DeviceMetric DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest
    DocumentReference Encounter EpisodeOfCare FamilyMemberHistory Flag Goal GuidanceResponse
    HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation List
    Location Media Medication MedicationAdministration MedicationDispense MedicationRequest
    MedicationStatement MolecularSequence NutritionOrder Observation Organization Patient Practitioner
    PractitionerRole Procedure Provenance QuestionnaireResponse RelatedPerson RequestGroup ResearchSubject
    RiskAssessment Schedule ServiceRequest Slot Specimen Substance SupplyDelivery SupplyRequest Task
    VisionPrescription
    """.split()  # noqa: SIM905  a list of words reads better so
)
"""Kept: what care writes of a patient, and the people, units and things that it points at."""

PAYMENT = frozenset(
    """
    Account ChargeItem Claim ClaimResponse Contract Coverage CoverageEligibilityRequest
    CoverageEligibilityResponse EnrollmentRequest EnrollmentResponse ExplanationOfBenefit InsurancePlan
    Invoice PaymentNotice PaymentReconciliation
    """.split()  # noqa: SIM905  a list of words reads better so
)
"""Dropped and reported: claims and insurance of other countries are no part of a Swedish patient record (PDL 3:6)."""

OTHER = frozenset(
    """
    ActivityDefinition BiologicallyDerivedProduct Bundle CapabilityStatement CatalogEntry
    ChargeItemDefinition CodeSystem CompartmentDefinition ConceptMap DeviceDefinition
    EffectEvidenceSynthesis Endpoint EventDefinition Evidence EvidenceVariable ExampleScenario
    GraphDefinition Group ImplementationGuide Library Linkage Measure MeasureReport MedicationKnowledge
    MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication
    MedicinalProductIndication MedicinalProductIngredient MedicinalProductInteraction
    MedicinalProductManufactured MedicinalProductPackaged MedicinalProductPharmaceutical
    MedicinalProductUndesirableEffect MessageDefinition MessageHeader NamingSystem ObservationDefinition
    OperationDefinition OperationOutcome OrganizationAffiliation Parameters Person PlanDefinition
    Questionnaire ResearchDefinition ResearchElementDefinition ResearchStudy RiskEvidenceSynthesis
    SearchParameter SpecimenDefinition StructureDefinition StructureMap Subscription SubstanceNucleicAcid
    SubstancePolymer SubstanceProtein SubstanceReferenceInformation SubstanceSourceMaterial
    SubstanceSpecification TerminologyCapabilities TestReport TestScript ValueSet VerificationResult
    """.split()  # noqa: SIM905  a list of words reads better so
)
"""Dropped and reported: definitions, catalogues and messages, which are not written about a patient."""

ALL = CLINICAL | PAYMENT | OTHER
