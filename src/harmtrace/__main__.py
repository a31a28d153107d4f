"""`python -m harmtrace` is `harmtrace`."""

from harmtrace.cli.main import main

main()
