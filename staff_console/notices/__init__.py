"""How a person is told, anywhere in the admin, that somebody waits in the chat."""
