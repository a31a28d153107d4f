"""Records with a known truth, and what methods say of them worked out in two other ways than the product's."""
