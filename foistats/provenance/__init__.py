"""From a figure back to the cells that it was added up from: `foistats why`."""
