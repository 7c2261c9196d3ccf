"""Components of the pipeline that Rasa does not have."""
