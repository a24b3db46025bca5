"""Static files under names that change with their content, served by every process itself."""

from django.http import HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names once files are collected, plain names before that."""

    # Our scripts are ES modules that import one another by relative path.
    support_js_module_import_aggregation = True

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            # Not collected (yet). A page without one picture is better than no page.
            return name


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise with whole responses: Django cannot send a file iterator from an event loop
    without a warning and a detour through a thread."""

    @staticmethod
    def serve(static_file, request):
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file:
                content = found.file.read()
        response = HttpResponse(content, status=int(found.status))
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        return response
