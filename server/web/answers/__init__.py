"""What the API answers, by subject: the shape of every body, and how it is made of the house's values.

TypedDicts cost nothing when a request is served, the type checker holds the makers to them, and the OpenAPI
description is generated from them. Times are aware datetimes here; they become ISO 8601 with Z in JSON.
"""
