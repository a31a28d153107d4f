"""The record as read-only pages; each page has a JSON twin at the same path with `.json`."""
