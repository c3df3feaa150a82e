"""Every address of the service."""

from django.urls import URLPattern, URLResolver, include, path

from kalantar.config.api.root import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # programs ask most often, and the first that fits is taken
    path("", include("kalantar.fronts.base.urls")),
    path("account/", include("kalantar.people.urls")),
    path("my/", include("kalantar.fronts.citizen.urls")),
    path("command/", include("kalantar.fronts.chief.urls")),
    path("wall/", include("kalantar.fronts.chief.wall_urls")),
    path("calls/", include("kalantar.fronts.call_taker.urls")),
    path("reception/", include("kalantar.fronts.desk.urls")),
    path("hall/", include("kalantar.fronts.desk.hall_urls")),
    path("files/", include("kalantar.fronts.desk.file_urls")),
    path("statements/", include("kalantar.fronts.desk.statement_urls")),
    path("documents/", include("kalantar.fronts.desk.document_urls")),
    path("property/", include("kalantar.fronts.desk.property_urls")),
    path("persons/", include("kalantar.fronts.desk.person_urls")),
    path("orders/", include("kalantar.fronts.desk.order_urls")),
    path("room/", include("kalantar.fronts.dispatcher.urls")),
    path("patrol/", include("kalantar.fronts.patrol.urls")),
    path("administration/", include("kalantar.fronts.administrator.urls")),
    path("phone-screen/", include("kalantar.fronts.phone_screen.urls")),
    path("check/", include("kalantar.fronts.paper_holder.urls")),
    path("", include("kalantar.fronts.caller.urls")),
    path("audit/", include("kalantar.fronts.auditor.urls")),
]
