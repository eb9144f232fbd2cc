"""Addresses of the access log: the resident's under min/vem-har-last/, the log reviewer's under personal/."""

from django.urls import path

from ingang.services.access_log.views import elsewhere, log, questions, staff

app_name = "access_log"

urlpatterns = [
    path("min/vem-har-last/", log.start, name="start"),
    path("min/vem-har-last/fil/", log.file, name="file"),
    path("min/vem-har-last/ovanliga/", log.unusual, name="unusual"),
    path("min/vem-har-last/vardgivares/", elsewhere.elsewhere, name="elsewhere"),
    path("min/vem-har-last/fragor/", questions.mine, name="questions"),
    path("min/vem-har-last/fragor/ny/<str:line>/", questions.ask, name="ask"),
    path("min/vem-har-last/fragor/<uuid:id>/", questions.question, name="question"),
    path("min/vem-har-last/fragor/<uuid:id>/ta-tillbaka/", questions.withdraw, name="withdraw"),
    path("personal/loggfragor/<uuid:item>/", staff.answer, name="answer"),
]
