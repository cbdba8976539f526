"""Tables, graphs and figures of the data book *Two Roads to the Moon*."""
