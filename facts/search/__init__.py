"""How names and claims are compared with a query, and scored."""
