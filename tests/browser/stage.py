"""A visitor's page whose socket the test holds, and staff who answer without a browser."""

import json
import re
import time

from playwright.sync_api import expect

from livechat.widget_texts import ALL

from .talking import Widget

SOCKETS = re.compile("/livechat/ws/visitor/")
VIOLATIONS = """(() => {
    window.violations = [];
    const tell = ({ violatedDirective, blockedURI }) =>
        violations.push(`${violatedDirective} ${blockedURI}`);
    addEventListener("securitypolicyviolation", tell);
})()"""
STORED = "() => JSON.parse(localStorage.getItem('livechat:/livechat/'))?.id"


class Stage:
    """
    The real server behind a wire that can be cut, held and spoken into. The page's clock can be
    moved on: ``page.clock.fast_forward(ms)``.
    """

    def __init__(self, people, path="/", context=None, words=ALL, **options):
        self.people = people
        self.page = (context or people.context(**options)).new_page()
        self.page.clock.install()
        self.page.add_init_script(VIOLATIONS)
        self.page.route_web_socket(SOCKETS, self._connected)
        self.sockets = []
        self.closed = []
        self.is_cut = False
        self.answers = {}
        self.page.goto(path)
        self.widget = Widget(self.page, words)

    def _connected(self, socket):
        if self.is_cut:
            return socket.close(code=1011)
        server = socket.connect_to_server()
        socket.on_message(lambda text: self._said(socket, server, text))
        socket.on_close(lambda _code, _reason: self._left(socket, server))
        self.sockets.append(socket)

    def _left(self, socket, server):
        """The page let go of a socket."""
        self.closed.append(socket)
        server.close()

    def _said(self, socket, server, text):
        frame = json.loads(text)
        if frame["type"] not in self.answers:
            return server.send(text)
        answer = self.answers[frame["type"]]
        if callable(answer):
            answer = answer(frame)
        if answer:
            socket.send(json.dumps(answer | {"ref": frame.get("ref")}))

    def answer(self, kind, by=None, **answer):
        """From now on commands of this kind get this answer, or none, instead of the server's;
        ``by``: a function of the frame that makes it."""
        self.answers[kind] = by or answer

    def tell(self, kind, **frame):
        """An event from the server."""
        self.sockets[-1].send(json.dumps({"type": kind, "conversation": self.id} | frame))

    def available(self, **answer):
        """What the page learns of the department from now on."""

        def reply(route):
            route.fulfill(json=route.fetch().json() | answer)

        self.page.route("**/livechat/availability/*", reply)

    def queue(self, position):
        """The server says where in the queue this conversation is."""
        found = self.page.request.get(f"/livechat/conversations/{self.id}/messages/").json()
        conversation = found["conversation"] | {"position": position}
        self.tell("conversation.changed", conversation=conversation)

    def hang_up(self, code=1011, *, cut=True):
        """The socket closes; and while it is ``cut`` no other opens."""
        self.is_cut = cut
        self.closed.append(self.sockets[-1])
        self.sockets[-1].close(code=code)

    def mend(self):
        self.is_cut = False

    @property
    def live(self):
        """The sockets that neither side has closed."""
        return [socket for socket in self.sockets if socket not in self.closed]

    @property
    def violations(self):
        """What the page's Content-Security-Policy has refused since it was loaded."""
        return self.page.evaluate("violations")

    @property
    def id(self):
        return self.page.evaluate(STORED)

    def start(self, text):
        self.widget.start(text)
        self.page.wait_for_function(STORED)
        return self

    def until(self, question, seconds=20):
        """Wait for what no locator can tell."""
        deadline = time.monotonic() + seconds
        while not question():
            assert time.monotonic() < deadline, "It never came true."
            self.page.wait_for_timeout(50)

    def staff(self, login="sam"):
        """What this staff member does in the conversation, by its commands."""
        return Desk(self.people.staff_page(login, "/admin/account/"), self.id)


class Desk:
    """A staff member's commands over HTTP: no console is needed."""

    def __init__(self, page, conversation):
        self.page, self.conversation = page, conversation

    def command(self, kind, **frame):
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        answer = self.page.request.post(
            "/admin/chat/api/commands/",
            data={"type": kind, "conversation": self.conversation} | frame,
            headers={"X-CSRFToken": cookies["csrftoken"], "Referer": self.page.url},
        )
        expect(answer).to_be_ok()
        return answer.json()

    def say(self, body):
        client_id = self.page.evaluate("() => crypto.randomUUID()")
        return self.command("message.post", client_id=client_id, body=body)
