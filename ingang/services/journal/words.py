"""Plain words for FHIR's members and for the codes that everybody meets."""

from ingang.kernel.words import marked

# Members of resources in the order they are shown; what is not named here is not shown, but is in the downloaded file.
LABELS = {
    "code": marked("What"),
    "vaccineCode": marked("Vaccine"),
    "medicationCodeableConcept": marked("Medicine"),
    "medicationReference": marked("Medicine"),
    "type": marked("Kind"),
    "description": marked("Description"),
    "dosageInstruction": marked("How to take it"),
    "dosage": marked("How to take it"),
    "valueQuantity": marked("Value"),
    "valueCodeableConcept": marked("Value"),
    "valueString": marked("Value"),
    "valueInteger": marked("Value"),
    "valueBoolean": marked("Value"),
    "valueRange": marked("Value"),
    "valueRatio": marked("Value"),
    "valueDateTime": marked("Value"),
    "valuePeriod": marked("Value"),
    "referenceRange": marked("Reference interval"),
    "interpretation": marked("Assessment"),
    "conclusion": marked("Conclusion"),
    "reasonCode": marked("Reason"),
    "bodySite": marked("Where on the body"),
    "severity": marked("How severe"),
    "criticality": marked("How dangerous"),
    "reaction": marked("Reaction"),
    "lotNumber": marked("Batch"),
    "protocolApplied": marked("Protects against"),
    "clinicalStatus": marked("State"),
    "onsetDateTime": marked("Began"),
    "abatementDateTime": marked("Ended"),
    "period": marked("Time"),
    "performedPeriod": marked("Time"),
    "participant": marked("Met"),
    "author": marked("Written by"),
    "recorder": marked("Written by"),
    "requester": marked("Ordered by"),
    "performer": marked("Done by"),
    "note": marked("Comment"),
}

CODES = {
    "active": marked("Current"),
    "completed": marked("Finished"),
    "finished": marked("Finished"),
    "resolved": marked("Over"),
    "inactive": marked("Not current"),
    "remission": marked("In remission"),
    "stopped": marked("Stopped"),
    "cancelled": marked("Called off"),
    "on-hold": marked("Paused"),
    "draft": marked("Draft"),
    "planned": marked("Planned"),
    "in-progress": marked("Going on"),
    "preliminary": marked("Preliminary"),
    "final": marked("Final"),
    "amended": marked("Changed afterwards"),
    "corrected": marked("Corrected afterwards"),
    "not-done": marked("Not done"),
    "current": marked("Current"),
    "superseded": marked("Replaced by a later one"),
    "high": marked("High"),
    "low": marked("Low"),
    "unable-to-assess": marked("Can not be assessed"),
}

# How a source answered, by its State.
STATE_WORDS = {
    "answered": marked("Has answered."),
    "partly": marked("Has answered with a part: there is more than is shown here."),
    "late": marked("Did not answer in time."),
    "refused": marked("Did not let us read."),
    "down": marked("Can not be reached right now."),
    # The same as of one that answered with nothing: which of the two it was would tell of what is withheld.
    "not_registered": marked("Has nothing to show."),
    "wrong_person": marked("What it answered can not be trusted and is not shown. We look into it."),
}

LATER = marked("Results that you have chosen to see later are left out.")
"""What is said of a file or list without them."""
