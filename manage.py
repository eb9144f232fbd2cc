"""For tools that expect Django's own entry; people use `ingang`."""

from ingang.project.command import main

if __name__ == "__main__":
    main()
