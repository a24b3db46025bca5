"""Static files, collected or not."""

from django.conf import settings
from django.test import RequestFactory
from whitenoise.responders import StaticFile

from cms.static_files import HashedStaticFilesStorage, StaticFilesMiddleware


def test_what_is_not_collected_keeps_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DEBUG", False)
    storage = HashedStaticFilesStorage(location=tmp_path)

    assert storage.url("site.css").endswith("/site.css")


def test_what_is_collected_carries_its_hash_in_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "DEBUG", False)
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\n')
    (tmp_path / "two.js").write_text("export const two = 2;\n")
    storage = HashedStaticFilesStorage(location=tmp_path)
    list(storage.post_process({name: (storage, name) for name in ("one.js", "two.js")}))

    assert storage.url("one.js") != "/static/one.js"
    stored = (tmp_path / storage.stored_name("one.js")).read_text()
    assert storage.stored_name("two.js") in stored


def test_a_file_goes_out_whole(tmp_path):
    path = tmp_path / "site.css"
    path.write_text("body { margin: 0 }")
    file = StaticFile(str(path), [("Content-Type", "text/css")])
    serve = StaticFilesMiddleware.serve

    answer = serve(file, RequestFactory().get("/static/site.css"))
    assert (answer.status_code, answer.content) == (200, b"body { margin: 0 }")
    assert not answer.streaming

    part = serve(file, RequestFactory().get("/static/site.css", headers={"range": "bytes=0-3"}))
    assert (part.status_code, part.content) == (206, b"body")

    head = serve(file, RequestFactory().head("/static/site.css"))
    assert (head.status_code, head.content) == (200, b"")

    again = serve(
        file, RequestFactory().get("/static/site.css", headers={"if-none-match": answer["ETag"]})
    )
    assert again.status_code == 304
