"""Full-text search over all conversations, in the index that Wagtail's search brings."""
