"""The journal shown to a clinician for a while, by a link and a code: SMART Health Links (HL7, STU 1)."""
