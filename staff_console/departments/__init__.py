"""Departments in the admin: what they are, who works there, and what happens when they go."""
