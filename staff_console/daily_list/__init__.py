"""Each morning, by e-mail: what is still unanswered."""
