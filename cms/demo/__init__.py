"""The demo content: pages, people, departments and a few weeks of past conversations."""
