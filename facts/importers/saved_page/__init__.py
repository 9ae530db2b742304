"""Reader for saved HTML of a Knowledge Tree wiki page."""
