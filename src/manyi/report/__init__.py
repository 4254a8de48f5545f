"""Report: figures and documents to read; nothing here changes anything."""
