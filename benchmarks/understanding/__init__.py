"""How well and how fast messages are understood: public sets, and stock Rasa's default pipeline beside ours."""
