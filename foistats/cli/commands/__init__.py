"""The commands as they are typed: arguments, options and help, a module for each group.

What a command does lies in the module of `foistats/cli/` that it imports when it is called.
"""
