"""Addresses of what is shown by a link: the resident's, the page for a browser, and what programs ask under shl/."""

from django.urls import path

from ingang.services.journal.showing import receiving, views

urlpatterns = [
    path("min/journalen/visa-upp/", views.start, name="showings"),
    path("min/journalen/visa-upp/<uuid:id>/", views.showing, name="showing"),
    path("min/journalen/visa-upp/<uuid:id>/avsluta/", views.end, name="end_showing"),
    path("min/journalen/visa-upp/ny/<uuid:id>/", views.prepare, name="prepare_showing"),
    path("min/journalen/visa-upp/ny/<uuid:id>/vantar/", views.waiting, name="prepare_waits"),
    path("visat/", receiving.viewer, name="viewer"),
    path("shl/<slug:secret>/", receiving.manifest, name="manifest"),
    path("shl/<slug:secret>/<slug:ticket>/", receiving.file, name="shown_file"),
]
