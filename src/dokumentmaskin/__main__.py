"""`python -m dokumentmaskin`, the same as `dok`."""

from dokumentmaskin.cli.main import main

if __name__ == "__main__":
    main()
