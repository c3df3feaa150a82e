"""The JSON interface: one OpenAPI document over the same actions and queries as the screens."""
