"""How a person likes to write."""
