"""The public start page and what robots may read: Swedish at /, English under /en/."""

from django.urls import path

from ingang.services.entrance.views import public

urlpatterns = [path("", public.home, name="home"), path("robots.txt", public.robots, name="robots")]
