"""What spreadsheets of every format share: number formats, areas, grids, a second reading."""
