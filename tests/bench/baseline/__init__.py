"""What the product is measured against: a small Django app with the plain ways of doing it."""
