"""Lists of victims: who stands on several of them, and how many are on none."""
