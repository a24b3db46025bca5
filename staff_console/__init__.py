"""The staff's console inside the Wagtail admin."""
