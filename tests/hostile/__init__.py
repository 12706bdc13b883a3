"""Input of somebody who means harm, against the command line as a whole."""
