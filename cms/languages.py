"""Which language a page of the site is in: what its address says, and nothing else."""

from django.conf import settings
from django.utils import translation


class AddressLanguageMiddleware:
    """
    German below ``/de/``, English everywhere else. Not Django's LocaleMiddleware, which would have
    every answer vary with a header that nothing here looks at.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return self.get_response(request)
