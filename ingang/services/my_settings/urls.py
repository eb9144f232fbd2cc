"""Addresses of the settings, under min/installningar/."""

from django.urls import path

from ingang.services.my_settings.views import blocking, closing, consenting, contact, notices, own, sharing

app_name = "my_settings"

urlpatterns = [
    path("", own.start, name="start"),
    path("mobil/", contact.way, {"channel": "sms"}, name="mobile"),
    path("mobil/kod/", contact.code, {"channel": "sms"}, name="mobile_code"),
    path("mejl/", contact.way, {"channel": "mail"}, name="mail"),
    path("mejl/kod/", contact.code, {"channel": "mail"}, name="mail_code"),
    path("sprak/", own.needs, name="needs"),
    path("namn/", own.name, name="name"),
    path("notiser/", notices.notices, name="notices"),
    path("saker-kontakt/", own.safety, name="safety"),
    path("samma-vag/", sharing.shared, name="shared"),
    path("stanga/", closing.closings, name="closings"),
    path("forsegla/", closing.seal, name="seal"),
    path("samtycken/", consenting.consents, name="consents"),
    path("sparrar/", blocking.mine, name="blocks"),
    path("sparrar/ny/", blocking.new, name="new_block"),
]
