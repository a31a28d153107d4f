"""The JSON API: one table of endpoints, from which requests are answered and `/openapi.json` is written."""
