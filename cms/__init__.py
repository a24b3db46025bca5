"""The demo site: a small lamp maker whose visitors can chat. It composes, it holds no chat code."""
