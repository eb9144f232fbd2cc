"""Addresses, mounted under api/engagemang/."""

from django.urls import path

from ingang.services.engagements import views

app_name = "engagements"

urlpatterns = [path("<path:rest>", views.notified, name="notified")]
