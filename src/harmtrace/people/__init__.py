"""Lists of victims: what they hold together, and how many are on none of them."""
