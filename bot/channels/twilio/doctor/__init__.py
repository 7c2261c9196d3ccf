"""What stands between an installation and its customers' phones, looked up in the account. It changes nothing."""
