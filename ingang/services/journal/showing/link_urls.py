"""Addresses that programs ask with a link: SMART Health Links has no say in their form."""

from django.urls import path

from ingang.services.journal.showing import receiving

app_name = "journal_links"

urlpatterns = [
    path("<slug:secret>/", receiving.manifest, name="manifest"),
    path("<slug:secret>/<slug:ticket>/", receiving.file, name="file"),
]
