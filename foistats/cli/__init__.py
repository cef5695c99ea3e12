"""A person's way in: the commands of `foistats`. Imports nothing heavy until a command needs it."""


def main() -> None:
    """Run the command that was typed."""
    from foistats.cli.app import app

    app()
