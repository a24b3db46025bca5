"""The picture of a staff member."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from .. import avatars

YEAR = 365 * 24 * 3600


@require_safe
def avatar(request, key):
    """Kept by browsers for good: another picture has another address. The same for everybody."""
    content = avatars.picture(key)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
