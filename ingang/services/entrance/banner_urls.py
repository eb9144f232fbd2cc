"""The banners' editors, mounted under personal/banderoller/."""

from django.urls import path

from ingang.services.entrance.views import banners

app_name = "entrance"

urlpatterns = [
    path("", banners.start, name="banners"),
    path("ny/", banners.new, name="new_banner"),
    path("<uuid:id>/", banners.look, name="banner"),
    path("<uuid:id>/andra/", banners.change, name="change_banner"),
]
