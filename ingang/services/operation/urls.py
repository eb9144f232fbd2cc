"""Addresses for the portal's operation, mounted under personal/drift/."""

from django.urls import path

from ingang.services.operation.views import maintenance, systems

app_name = "operation"

urlpatterns = [
    path("", systems.systems, name="systems"),
    path("planerat/", maintenance.maintenance, name="maintenance"),
    path("planerat/<uuid:id>/", maintenance.change, name="change_maintenance"),
    path("system/<str:code>/", systems.system, name="system"),
]
