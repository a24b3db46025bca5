"""Under Settings: opening hours, and the chat's texts in the site's own words."""
