"""Addresses of the API for strategies."""

from django.urls import path

from strategies.api.views import margin, reviews, rounds, style, terms, text

urlpatterns = [
    path("strategies/", text.Strategies.as_view(), name="strategies"),
    path("strategies/<uuid:strategy_id>/", text.OneStrategy.as_view(), name="strategy"),
    path("strategies/<uuid:strategy_id>/sections/", text.Sections.as_view(), name="sections"),
    path("strategies/<uuid:strategy_id>/versions/", text.Versions.as_view(), name="versions"),
    path("sections/<uuid:section_id>/blocks/", text.Blocks.as_view(), name="blocks"),
    path("blocks/<uuid:block_id>/", text.OneBlock.as_view(), name="block"),
    path("strategies/<uuid:strategy_id>/draft-comments/", margin.DraftComments.as_view(), name="draft-comments"),
    path("sections/<uuid:section_id>/draft-comments/", margin.CommentOnDraft.as_view(), name="comment-on-draft"),
    path("draft-comments/<uuid:margin_id>/answers/", margin.AnswerOnDraft.as_view(), name="answer-on-draft"),
    path("draft-comments/<uuid:margin_id>/settled/", margin.SettleOnDraft.as_view(), name="settle-on-draft"),
    path("versions/<uuid:version_id>/", text.OneVersion.as_view(), name="version"),
    path("terms/", terms.Terms.as_view(), name="terms"),
    path("terms/<uuid:term_id>/", terms.OneTerm.as_view(), name="term"),
    path("style/", style.Style.as_view(), name="style"),
    path("shared-texts/", text.SharedTexts.as_view(), name="shared-texts"),
    path("shared-texts/<uuid:rendition_id>/", text.OneSharedText.as_view(), name="shared-text"),
    path("strategies/<uuid:strategy_id>/rounds/", rounds.RoundsOfStrategy.as_view(), name="strategy-rounds"),
    path("rounds/", rounds.Rounds.as_view(), name="rounds"),
    path("rounds/candidates/", rounds.Candidates.as_view(), name="candidates"),
    path("rounds/<uuid:round_id>/", rounds.OneRound.as_view(), name="round"),
    path("rounds/<uuid:round_id>/invitations/", rounds.Invitations.as_view(), name="invitations"),
    path("requests/", rounds.Requests.as_view(), name="requests"),
    path("requests/<uuid:request_id>/", rounds.OneRequest.as_view(), name="request"),
    path("requests/<uuid:request_id>/positions/", rounds.Positions.as_view(), name="positions"),
    path("requests/<uuid:request_id>/comments/", rounds.Comments.as_view(), name="comments"),
    path("requests/<uuid:request_id>/dispositions/", rounds.Dispositions.as_view(), name="dispositions"),
    path("reviews/", reviews.Reviews.as_view(), name="reviews"),
    path("reviews/<uuid:review_id>/", reviews.OneReview.as_view(), name="review"),
    path("reviews/<uuid:review_id>/outcome/", reviews.Outcome.as_view(), name="review-outcome"),
    path("strategies/<uuid:strategy_id>/reviews/", reviews.ReviewsOfStrategy.as_view(), name="strategy-reviews"),
    path("comments/<uuid:comment_id>/dispositions/", rounds.AnswerComment.as_view(), name="answer-comment"),
    path("positions/<uuid:position_id>/dispositions/", rounds.AnswerPosition.as_view(), name="answer-position"),
]
