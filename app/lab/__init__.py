"""What both labs share: sessions, documents, jobs, clocks, the sidebar's parts."""
