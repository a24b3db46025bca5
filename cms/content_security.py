"""The Content-Security-Policy of the public pages: nothing inline, nothing from elsewhere."""

STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "img-src": "'self' blob:",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "require-trusted-types-for": "'script'",
}

# An editor's page carries Wagtail's user bar and its content checker, which write HTML and styles.
WITH_USER_BAR = STRICT | {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' blob: data:"}
del WITH_USER_BAR["require-trusted-types-for"]


def header(policy: dict[str, str]) -> str:
    """The policy as the header's value."""
    return "; ".join(f"{name} {value}" for name, value in policy.items())


class ContentSecurityPolicyMiddleware:
    """Sends the policy with every response outside the Wagtail admin, which is not ready for one.
    A view's own policy is left alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not request.path_info.startswith("/admin/"):
            policy = WITH_USER_BAR if shows_user_bar(request, response) else STRICT
            response.headers.setdefault("Content-Security-Policy", header(policy))
        return response


def shows_user_bar(request, response) -> bool:
    """Is this a page for somebody who may enter the admin? Whoever asks for that makes the answer
    vary with the session, so nothing but a page is asked."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return False
    user = getattr(request, "user", None)
    return user is not None and user.has_perm("wagtailadmin.access_admin")
