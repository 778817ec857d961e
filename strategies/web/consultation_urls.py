"""Addresses of consultations."""

from django.urls import path, re_path

from strategies.web.views import (
    certificates,
    companions,
    consultations,
    force,
    inner,
    offsystem,
    replies,
    rounds,
    undoing,
)

app_name = "consultations"
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
urlpatterns = [
    path("", consultations.listed, name="list"),
    path("strategies/<uuid:strategy_id>/", rounds.of_strategy, name="strategy"),
    path("strategies/<uuid:strategy_id>/prepare/", rounds.prepare, name="prepare"),
    path("rounds/<uuid:round_id>/", rounds.detail, name="round"),
    path("rounds/<uuid:round_id>/certificate/", certificates.of_round, name="round_certificate"),
    path("rounds/<uuid:round_id>/certificate.pdf", certificates.round_pdf, name="round_certificate_pdf"),
    path("rounds/<uuid:round_id>/force/", force.of_round, name="force"),
    path("rounds/<uuid:round_id>/off-system/", offsystem.of_round, name="round_off_system"),
    re_path(f"^rounds/(?P<round_id>{UUID})/(?P<verb>clear|open|ask|close|withdraw)/$", rounds.step, name="step"),
    re_path(f"^answers/(?P<kind>comment|position)/(?P<subject_id>{UUID})/$", rounds.answer, name="answer"),
    path("requests/<uuid:request_id>/", replies.reply, name="reply"),
    path("requests/<uuid:request_id>/position/", replies.position, name="position"),
    path("requests/<uuid:request_id>/pause/", replies.pausing, name="pause"),
    path("requests/<uuid:request_id>/resume/", replies.resuming, name="resume"),
    path("requests/<uuid:request_id>/certificate/", certificates.of_request, name="certificate"),
    path("requests/<uuid:request_id>/certificate.pdf", certificates.as_pdf, name="certificate_pdf"),
    path("requests/<uuid:request_id>/letter/", certificates.letter, name="letter"),
    path("requests/<uuid:request_id>/letter.pdf", certificates.letter_pdf, name="letter_pdf"),
    path("requests/<uuid:request_id>/off-system/", offsystem.of_request, name="off_system"),
    path("requests/<uuid:request_id>/discuss/", inner.bring, name="bring"),
    path("satisfied/<uuid:disposition_id>/", replies.satisfied, name="satisfied"),
    path("comments/<uuid:comment_id>/back/", replies.take_back, name="take_back"),
    path("own/<uuid:text_id>/", inner.discussion, name="inner"),
    path("own/<uuid:text_id>/release/", inner.prepare, name="prepare_release"),
    path("own/off-system/<uuid:off_system_id>/", offsystem.one, name="off_system_one"),
    path("own/comments/<uuid:comment_id>/back/", inner.take_back, name="inner_take_back"),
    path("own/comments/<uuid:comment_id>/put-back/", undoing.comment, name="inner_back"),
    path("own/companions/<uuid:companion_id>/put-back/", undoing.companion, name="companion_back"),
    path(
        "own/companions/sections/<uuid:companion_section_id>/put-back/",
        undoing.companion_section,
        name="companion_section_back",
    ),
    path("own/packages/<uuid:package_id>/", inner.package, name="package"),
    path("own/consents/<uuid:wording_id>/", inner.consenting, name="consent"),
    path("requests/<uuid:request_id>/companion/", companions.start, name="companion_start"),
    path("own/companions/<uuid:companion_id>/", companions.companion, name="companion"),
    path("own/companions/<uuid:companion_id>/out/", companions.withdraw, name="companion_out"),
    path("own/companions/<uuid:companion_id>/release/", companions.prepare, name="companion_prepare"),
    path("own/companions/sections/<uuid:companion_section_id>/", companions.section, name="companion_section"),
    path(
        "own/companions/sections/<uuid:companion_section_id>/settings/",
        companions.section_settings,
        name="companion_section_settings",
    ),
    path("own/companions/releases/<uuid:companion_release_id>/", companions.release, name="companion_release"),
    path("companions/<uuid:copy_id>/", companions.copy, name="companion_copy"),
    path("companions/<uuid:copy_id>/back/", companions.take_back, name="companion_take_back"),
]
