"""What a page of the Knowledge Tree wiki is made of, one module for each thing to know about it."""
