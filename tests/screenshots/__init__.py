"""The pictures of the documentation: `make screenshots` takes them anew, for somebody to look at."""
