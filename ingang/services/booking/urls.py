"""Addresses: residents under min/tider/, staff under personal/tider/."""

from django.urls import path, register_converter

from ingang.foundation.access.addresses import PersonConverter
from ingang.services.booking.views import calendar, calendars, holds, moving, needs, summons, times, units, waiting
from ingang.services.booking.views.staff import (
    allotments,
    booked,
    callers,
    closing,
    days,
    kinds,
    letters,
    schedules,
    weeks,
)
from ingang.services.booking.views.staff import summonses as calls
from ingang.services.booking.views.staff import waiting as staff_waiting

app_name = "booking"

register_converter(PersonConverter, "person")

urlpatterns = [
    path("min/tider/", times.start, name="start"),
    path("min/tider/tidigare/", times.past, name="past"),
    path("min/tider/<uuid:appointment>/", times.appointment, name="appointment"),
    path("min/tider/<uuid:appointment>/kvitto/", times.receipt, name="receipt"),
    path("min/tider/<uuid:appointment>/avboka/", times.cancel, name="cancel"),
    path("min/tider/<uuid:appointment>/kalender.ics", calendars.file, name="calendar_file"),
    path("min/tider/kalender/", calendars.start, name="calendars"),
    path("min/tider/kalender/adress/", calendars.give, name="give_feed"),
    path("min/tider/kalender/stang/", calendars.revoke, name="revoke_feed"),
    path("min/tider/kalender/val/", calendars.choose, name="choose_details"),
    path("kalender/<str:secret>.ics", calendars.feed, name="feed"),
    path("min/tider/<uuid:appointment>/omboka/", moving.choose, name="move"),
    path("min/tider/<uuid:appointment>/omboka/<uuid:slot>/", moving.time, name="move_time"),
    path("min/tider/boka/", units.units, name="units"),
    path("min/tider/boka/<str:unit>/", calendar.week, name="calendar"),
    path("min/tider/boka/<str:unit>/<uuid:slot>/", calendar.time, name="time"),
    path("min/tider/boka/<str:unit>/behov/<str:need>/", needs.say_need, name="say_need"),
    path("min/tider/boka/<str:unit>/ko/<uuid:time_type>/", waiting.wait, name="wait"),
    path("min/tider/boka/<str:unit>/ko/<uuid:time_type>/lamna/", waiting.leave_line, name="leave_line"),
    path("min/tider/erbjudande/<uuid:offer>/", waiting.offer, name="offer"),
    path("min/tider/erbjudande/<uuid:offer>/nej/", waiting.decline, name="decline"),
    path("min/tider/haller/<uuid:hold>/", holds.check, name="check"),
    path("min/tider/haller/<uuid:hold>/langre/", holds.extend, name="extend"),
    path("min/tider/haller/<uuid:hold>/slapp/", holds.let_go, name="let_go"),
    path("personal/tider/", days.desk, name="desk"),
    path("personal/tider/vecka/", weeks.week, name="week"),
    path("personal/tider/boka/", callers.find, name="caller"),
    path("personal/tider/boka/<person:person>/", callers.times, name="caller_times"),
    path("personal/tider/haller/<uuid:hold>/", callers.check, name="caller_check"),
    path("personal/tider/haller/<uuid:hold>/langre/", callers.extend, name="caller_extend"),
    path("personal/tider/haller/<uuid:hold>/slapp/", callers.let_go, name="caller_let_go"),
    path("personal/tider/bokad/<uuid:appointment>/", booked.booked, name="booked"),
    path("personal/tider/bokad/<uuid:appointment>/omboka/", booked.move, name="move_booked"),
    path("personal/tider/bokad/<uuid:appointment>/avboka/", booked.cancel, name="cancel_booked"),
    path("personal/tider/bokad/<uuid:appointment>/dolj/", booked.hide, name="hide_booked"),
    path("personal/tider/kallelser/", calls.summonses, name="summonses"),
    path("personal/tider/kallelser/ny/", calls.new, name="new_summons"),
    path("personal/tider/kallelser/ny/<person:person>/", calls.write, name="write_summons"),
    path("personal/tider/kallelser/ny/<person:person>/tider/", calls.choose_time, name="summons_times"),
    path("personal/tider/kallelser/<uuid:summons>/", calls.summons, name="sent_summons"),
    path("personal/tider/kallelser/<uuid:summons>/ta-tillbaka/", calls.withdraw, name="withdraw_summons"),
    path("personal/tider/kallelser/<uuid:summons>/brev/", letters.letter, name="letter"),
    path("personal/tider/kallelser/uppgift/<uuid:item>/", letters.work, name="summons_work"),
    path("personal/tider/publicera/", days.publish, name="publish"),
    path("personal/tider/<uuid:slot>/dra-tillbaka/", days.withdraw, name="withdraw"),
    path("min/tider/kallelse/<uuid:summons>/", summons.summons, name="summons"),
    path("min/tider/kallelse/<uuid:summons>/<uuid:slot>/", summons.summons_time, name="summons_time"),
    path("personal/tider/stang/", closing.close, name="close"),
    path("personal/tider/bokad/<uuid:appointment>/narvaro/", days.attend, name="attend"),
    path("personal/tider/scheman/", schedules.schedules, name="schedules"),
    path("personal/tider/scheman/nytt/", schedules.new_schedule, name="new_schedule"),
    path("personal/tider/scheman/<uuid:schedule>/", schedules.schedule, name="schedule"),
    path("personal/tider/scheman/<uuid:schedule>/publicera/", schedules.publish, name="publish_schedule"),
    path("personal/tider/scheman/<uuid:schedule>/undantag/", schedules.exceptions, name="schedule_exceptions"),
    path("personal/tider/scheman/<uuid:schedule>/avsluta/", schedules.end, name="end_schedule"),
    path("personal/tider/ko/", staff_waiting.line, name="line"),
    path("personal/tider/utdelade/", allotments.allotments, name="allotments"),
    path("personal/tider/utdelade/<uuid:allotment>/", allotments.take_back, name="take_back"),
    path("personal/tider/sorter/", kinds.kinds, name="kinds"),
    path("personal/tider/sorter/ny/", kinds.new_kind, name="new_kind"),
    path("personal/tider/sorter/<uuid:time_type>/", kinds.kind, name="kind"),
    path("personal/tider/sorter/<uuid:time_type>/stang/", kinds.close_kind, name="close_kind"),
]
