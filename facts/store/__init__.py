"""What a storage engine must do."""
