"""An edition of a policy: its language, how it is read, checked, compared and rendered."""
