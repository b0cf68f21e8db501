"""The way in, for `dok` and `python -m dokumentmaskin`: Ctrl-C is answered from the first import on."""


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from dokumentmaskin.cli.main import main as run

        run()
    except KeyboardInterrupt:  # while the program is loaded, or just as it ends
        from dokumentmaskin.cli.main import interrupted

        interrupted()


if __name__ == "__main__":
    main()
