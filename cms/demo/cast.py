"""Who is in the demo, and what they may do. Plain data: the start-up script reads it too."""

from dataclasses import dataclass

PASSWORD = "demo-pass"  # noqa: S105 - printed at every start, and only ever given to demo users

# Group: level in each department.
CHAT_GROUPS = {
    "Sales agents": {"sales": "reply"},
    "Support agents": {"support": "reply"},
    "Support observers": {"support": "join"},
    "Chat supervisors": {"sales": "manage", "support": "manage"},
}
EDITORS = "Content editors"


@dataclass(frozen=True)
class Person:
    """One login. Without a group: a superuser."""

    login: str
    first_name: str
    last_name: str
    is_a: str
    may: str
    group: str | None = None

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"


PEOPLE = [
    Person("admin", "Ada", "Admin", "superuser", "everything"),
    Person("sasha", "Sasha", "Silva", "sales agent", "answer in sales", "Sales agents"),
    Person("sam", "Sam", "Stone", "support agent", "answer in support", "Support agents"),
    Person("olive", "Olive", "Okafor", "observer", "read in support", "Support observers"),
    Person("mona", "Mona", "Marsh", "supervisor", "manage both departments", "Chat supervisors"),
    Person("eddie", "Eddie", "Ellis", "editor", "edit and publish pages, no chat", EDITORS),
]
