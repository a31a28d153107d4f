"""Files, folders, pages and exports in; captured bytes with their hashes, blobs and a chained log out."""
