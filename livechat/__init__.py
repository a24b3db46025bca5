"""Live chat for Wagtail: the domain, the sockets and the visitor's widget."""
