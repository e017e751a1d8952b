"""Where a graph lives and is asked."""
