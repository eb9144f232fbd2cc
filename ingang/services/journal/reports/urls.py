"""Addresses of reports, within the journal's: the resident's under min/journalen/, the unit's under personal/."""

from django.urls import path

from ingang.services.journal.reports.views import resident, staff

urlpatterns = [
    path("min/journalen/fel/", resident.mine, name="reports"),
    path("min/journalen/fel/<uuid:id>/", resident.report, name="report"),
    path("min/journalen/fel/<uuid:id>/ta-tillbaka/", resident.withdraw, name="withdraw_report"),
    path("min/journalen/<uuid:entry>/fel/", resident.new, name="new_report"),
    path("personal/journalfel/<uuid:item>/", staff.answer, name="answer_report"),
    path("personal/journalfel/<uuid:item>/vidare/", staff.send_on, name="send_report_on"),
]
