"""What workbooks and Word documents share: their package, its markup, roles of parts, colours."""
