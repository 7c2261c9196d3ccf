"""Who works here: what each role may use, how somebody proves who they are, how guessing is slowed. No I/O."""
