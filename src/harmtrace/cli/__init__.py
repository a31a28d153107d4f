"""The commands: one file each; rooms are imported inside the command that needs them, so that help is quick."""
