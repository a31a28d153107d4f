"""From place words in a text to places with ids, or to an honest 'not in the gazetteer'."""
