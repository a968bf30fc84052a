"""What a digest tells."""
