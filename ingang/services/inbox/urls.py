"""Addresses: residents under min/inkorg/, staff under personal/meddelanden/."""

from django.urls import path

from ingang.services.inbox.views import files, resident, sent, templates, unread, writing

app_name = "inbox"

urlpatterns = [
    path("min/inkorg/", resident.start, name="start"),
    path("min/inkorg/<uuid:id>/", resident.message, name="message"),
    path("min/inkorg/<uuid:id>/bekrafta/", resident.confirm, name="confirm"),
    path("min/inkorg/<uuid:id>/undan/", resident.away, name="put_away"),
    path("min/inkorg/<uuid:id>/markera/", resident.flagged, name="flag"),
    path("min/inkorg/<uuid:id>/filer/<uuid:file>/", files.of_message, name="file"),
    path("personal/meddelanden/", sent.desk, name="desk"),
    path("personal/meddelanden/<uuid:id>/", sent.message, name="sent"),
    path("personal/meddelanden/<uuid:id>/filer/<uuid:file>/", files.of_sent, name="sent_file"),
    path("personal/meddelanden/<uuid:id>/folj-upp/", writing.follow, name="follow"),
    path("personal/meddelanden/olast/<uuid:item>/", unread.unread, name="unread"),
    path("personal/meddelanden/skriv/", writing.find, name="find"),
    path("personal/meddelanden/utkast/<uuid:id>/", writing.write, name="write"),
    path("personal/meddelanden/utkast/<uuid:id>/filer/", files.files, name="files"),
    path("personal/meddelanden/utkast/<uuid:id>/filer/<uuid:file>/", files.of_draft, name="draft_file"),
    path("personal/meddelanden/utkast/<uuid:id>/filer/<uuid:file>/ta-bort/", files.remove, name="file_remove"),
    path("personal/meddelanden/utkast/<uuid:id>/granska/", writing.preview, name="preview"),
    path("personal/meddelanden/utkast/<uuid:id>/slang/", writing.discard, name="discard"),
    path("personal/meddelanden/signatur/", templates.signature, name="signature"),
    path("personal/meddelanden/mallar/", templates.templates, name="templates"),
    path("personal/meddelanden/mallar/ny/", templates.new, name="template_new"),
    path("personal/meddelanden/mallar/<uuid:id>/", templates.change, name="template"),
    path("personal/meddelanden/mallar/<uuid:id>/stang/", templates.close, name="template_close"),
]
