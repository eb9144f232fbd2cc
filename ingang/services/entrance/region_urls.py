"""The choice of region, mounted under valj-region/."""

from django.urls import path

from ingang.services.entrance.views import public

urlpatterns = [path("", public.choose_region, name="choose_region")]
