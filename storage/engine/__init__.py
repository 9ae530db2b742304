"""What a database must do, and each database that does it."""
