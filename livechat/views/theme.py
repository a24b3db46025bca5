"""The style sheet of a site's colours."""

from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .. import theme
from ..models import ChatSettings

YEAR = 365 * 24 * 3600


@require_safe
def sheet(request, version):
    """
    Kept by browsers for good, as pages name another address when the colours change. A page that
    was cached with an old address gets the present colours, for a minute at a time.
    """
    css = theme.sheet(ChatSettings.of(Site.find_for_request(request)))
    if not css:
        raise Http404
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    if version == theme.version(css):
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=60)
    return response
