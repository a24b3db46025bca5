"""What people do in the widget and the console, by the names that assistive technology reads."""

from playwright.sync_api import expect

from livechat.widget_texts import ALL


class Widget:
    """The visitor's side of one page, in whichever language its ``words`` are."""

    def __init__(self, page, words=ALL):
        self.page, self.words = page, words
        self.launcher = page.get_by_role("button", name=words["chat_with_us"])
        self.dialog = page.get_by_role("dialog", name=words["chat"])
        self.box = self.dialog.get_by_role("textbox", name=words["message"])
        self.list = self.dialog.get_by_role("list", name=words["messages"])
        self.messages = self.list.get_by_role("listitem")

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
        self.dialog.get_by_role("button", name=self.words["send"], exact=True).click()

    def start(self, text):
        self.open().say(text)
        expect(self.shown(text)).to_have_count(1)
        return self

    def shown(self, text):
        """The messages that say exactly this."""
        return self.list.get_by_text(text, exact=True)


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
