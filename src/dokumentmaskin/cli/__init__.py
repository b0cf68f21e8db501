"""The command line: parse, make one call, print. click is imported here and nowhere else."""
