"""From files of others (GeoNames, OCHA, OpenStreetMap, own tables) to places, areas and names."""
