"""Every address of the product. A new one needs sample arguments in tests/sweep/samples.py."""

from django.urls import include, path

from pocplan.access.web import tokens
from pocplan.accounts import oidc
from pocplan.ui import admin_site, health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("account/", include("allauth.account.urls")),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<uuid:token_id>/end/", tokens.revoke, name="token-revoke"),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/oidc/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("account/oidc/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("missions/", include("missions.web.urls")),
    path("incidents/", include("missions.web.incident_urls")),
    path("hotspots/", include("picture.web.hotspot_urls")),
    path("alerts/", include("picture.web.alert_urls")),
    path("bodies/", include("bodies.web.urls")),
    path("threats/", include("picture.web.urls")),
    path("records/", include("records.web.urls")),
    path("places/", include("missions.web.place_urls")),
    path("clusters/", include("clusters.web.urls")),
    path("strategies/", include("strategies.web.urls")),
    path("api/v1/", include("pocplan.api")),
    path("consultations/", include("strategies.web.consultation_urls")),
    path("people/", include("pocplan.people.web.urls")),
    path("settings/", admin_site.site.urls),
    path("leadership/", include("leadership.web.urls")),
    path("reviews/", include("strategies.web.review_urls")),
    path("journal/", include("pocplan.journal.web.urls")),
    path("inbox/", include("pocplan.notices.web.urls")),
    path("", include("pocplan.ui.urls")),
]

handler400 = "pocplan.ui.errors.bad_request"
handler403 = "pocplan.ui.errors.forbidden"
handler404 = "pocplan.ui.errors.not_found"
handler500 = "pocplan.ui.errors.broken"
