"""The second opinion on a whole run: what is allowed by every contract and still implausible."""
