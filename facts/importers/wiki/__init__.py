"""Reader for pages of the Knowledge Tree wiki."""
