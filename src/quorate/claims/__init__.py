"""What a claim is."""
