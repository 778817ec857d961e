"""Django's admin for the administrators, and for open tables alone: no guarded table is registered here.

It lists the accounts of people whom the administrator's operation knows, for language, time zone,
hour of the digest, and closing an account. It makes, deletes and logs nothing: accounts come from
invitations, and what matters is journalled by our own pages.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from pocplan.access.enums import PostKind
from pocplan.access.models import Person
from pocplan.accounts.models import User


class SettingsSite(admin.AdminSite):
    """The same 404 for everybody but administrators; signing in and out is not done here."""

    site_header = site_title = index_title = _("Settings of pocplan")
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        return actor is not None and actor.post_kind == PostKind.ADMINISTRATOR

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        guarded = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            response: HttpResponse = guarded(request, *args, **kwargs)
            return response

        return answer

    def get_urls(self) -> list[Any]:
        """The accounts, and what Django's own templates link to."""
        accounts: list[URLPattern | URLResolver] = [*self._registry[User].get_urls()]
        elsewhere = {
            "index": ("", "admin:accounts_user_changelist"),
            "logout": ("logout/", "account_logout"),
            "password_change": ("password/", "account_change_password"),
        }
        return [
            *(path(route, self.admin_view(_to(address)), name=name) for name, (route, address) in elsewhere.items()),
            path("jsi18n/", self.admin_view(self.i18n_javascript, cacheable=True), name="jsi18n"),
            path("<str:app_label>/", self.admin_view(_to("admin:accounts_user_changelist")), name="app_list"),
            *(one for one in _below(accounts) if one.name in ACCOUNT_PAGES),
        ]


ACCOUNT_PAGES = ("accounts_user_changelist", "accounts_user_change")


def _to(address: str) -> Any:
    def go(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(address)

    return go


def _below(patterns: list[Any]) -> list[URLPattern]:
    named = [one for one in patterns if isinstance(one, URLPattern) and one.name]
    return [path(f"accounts/user/{one.pattern}", one.callback, name=one.name) for one in named]


class AccountAdmin(admin.ModelAdmin):
    """What sign-in needs, and nothing of posts or sides."""

    list_display = ("username", "email", "language", "timezone", "is_active")
    search_fields = ("username", "email")
    ordering = ("username",)
    fields = ("username", "email", "language", "timezone", "digest_hour", "is_active")
    readonly_fields = ("username", "email")
    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts of people in the directories that this administrator keeps; nobody else's exist here."""
        actor = request.actor  # type: ignore[attr-defined]
        known = Person.objects.visible_to(actor).values("user_id")
        return super().get_queryset(request).filter(pk__in=known)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True  # the site has asked already

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_add_permission

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Django's own log is one table for everybody, so it is not written."""


site = SettingsSite(name="admin")
site.register(User, AccountAdmin)
