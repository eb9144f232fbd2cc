"""Addresses, mounted under api/katalog/."""

from django.urls import path

from ingang.services.care_finder.contracts import views

app_name = "care_finder_contracts"

urlpatterns = [path("<path:rest>", views.asked_by_contract, name="asked")]
