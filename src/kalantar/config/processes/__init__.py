"""The processes Kalantar starts and stops: the embedded PostgreSQL and those of the service."""
