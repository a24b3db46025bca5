"""Visitors who start conversations without a browser: a list needs many of them."""

import re
import uuid


class Visitor:
    """Somebody new who has said one thing."""

    def __init__(self, people, text, name="", page="/"):
        self.request = people.context().request
        number = re.search(r"/livechat/\?page=(\d+)", self.request.get(page).text())[1]
        frame = {"key": uuid.uuid4().hex, "client_id": str(uuid.uuid4()), "body": text}
        frame |= {"name": name, "page": int(number), "url": people.server.url + page}
        answer = self.request.post("/livechat/conversations/", data=frame)
        assert answer.status == 201, answer.text()
        self.id = answer.json()["conversation"]["id"]

    def say(self, text):
        frame = {"type": "message.post", "client_id": str(uuid.uuid4()), "body": text}
        answer = self.request.post(f"/livechat/conversations/{self.id}/commands/", data=frame)
        assert answer.status == 200, answer.text()

    def reads(self):
        """What there is to be read on this side."""
        answer = self.request.get(f"/livechat/conversations/{self.id}/messages/")
        return [each["body"] for each in answer.json()["messages"]]
