"""WhatsApp, SMS and calls through Twilio: what comes in, what goes out. No database here."""
