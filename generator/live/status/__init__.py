"""Is the cloud what the spec says? What is wanted beside what is found, for every database."""
