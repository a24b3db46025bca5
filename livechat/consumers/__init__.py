"""The sockets: parse, find through access, call, answer."""
