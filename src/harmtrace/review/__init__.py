"""What persons decide beside the machine's claims: made, found again, replayed, looked back on."""
