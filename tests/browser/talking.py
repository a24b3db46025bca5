"""What people do in the widget and the console, by the names that assistive technology reads."""

from playwright.sync_api import expect


class Widget:
    """The visitor's side of one page."""

    def __init__(self, page):
        self.page = page
        self.launcher = page.get_by_role("button", name="Chat with us")
        self.dialog = page.get_by_role("dialog", name="Chat")
        self.box = self.dialog.get_by_role("textbox", name="Message")
        self.messages = self.dialog.get_by_role("list", name="Messages").get_by_role("listitem")

    def open(self):
        if not self.dialog.is_visible():
            self.launcher.click()
        expect(self.dialog).to_be_visible()
        return self

    def reopen(self):
        """After a reload, when a talk comes up by itself: at once or after one press."""
        # In one step, so that the press does not meet what came up in between.
        self.launcher.evaluate("button => button.ariaExpanded === 'true' || button.click()")
        expect(self.dialog).to_be_visible()
        return self

    def say(self, text):
        self.box.fill(text)
        self.dialog.get_by_role("button", name="Send", exact=True).click()

    def start(self, text):
        self.open().say(text)
        expect(self.shown(text)).to_have_count(1)
        return self

    def shown(self, text):
        """The messages that say exactly this."""
        return self.dialog.get_by_role("list", name="Messages").get_by_text(text, exact=True)


class Console:
    """The staff's side."""

    def __init__(self, page):
        self.page = page
        self.list = page.get_by_role("list", name="Conversations")
        self.messages = page.get_by_role("list", name="Messages")
        self.box = page.get_by_role("textbox", name="Reply")

    def open(self, text):
        """The conversation whose line in the list has this text."""
        row = self.list.get_by_role("listitem").filter(has_text=text)
        row.get_by_role("link").or_(row.get_by_role("button")).first.click()
        expect(self.shown(text)).to_have_count(1)
        return self

    def take(self):
        self.page.get_by_role("button", name="Take conversation").click()
        expect(self.page.get_by_role("button", name="Release")).to_be_visible()

    def say(self, text):
        self.box.fill(text)
        self.page.get_by_role("button", name="Send reply").click()

    def shown(self, text):
        return self.messages.get_by_text(text, exact=True)
