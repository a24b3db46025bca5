"""The ground that the other browser tests stand on."""

from playwright.sync_api import expect


def test_a_visitor_sees_the_site_and_staff_get_into_the_admin(people):
    visitor = people.visitor_page("/")
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    sam = people.staff_page("sam", "/admin/")
    expect(sam).to_have_url(f"{people.server.url}/admin/")
    assert people.troubles == []


def test_the_server_comes_back_after_a_kill(server, people):
    page = people.visitor_page("/")
    server.kill()
    server.start()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
