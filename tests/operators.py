"""More clerks than the try-out has, each at a counter of his own: for what happens when many press at once."""

import json
import sqlite3

from tests.site import Site


def seat_operators(site: Site, clerks: int, role: str = "operator", printer: str | None = None) -> None:
    """Give the operator of a stopped site colleagues, each with a counter and a seat of his own.

    They may serve another `role`, and print on `printer`.
    """
    with sqlite3.connect(site.data / "kezek.db") as database:
        (password,) = database.execute("SELECT password_hash FROM staff WHERE name = 'operator'").fetchone()
        for n in range(clerks):
            name = f"operator-{n}"
            database.execute(
                "INSERT INTO staff VALUES (?, ?, ?, ?, NULL)", (name, name, password, json.dumps([role]))
            )
            database.execute(
                "INSERT INTO counter VALUES (?, ?, 'window', 'main', ?, ?)",
                (name, str(100 + n), json.dumps([role]), printer),
            )
            database.execute("INSERT INTO seat VALUES (?, ?, 0)", (name, name))
    database.close()


def counter_of_operator(n: int) -> str:
    return f"operator-{n}"


def sign_in_operator(site: Site, n: int) -> dict[str, str]:
    """The headers of his commands, as `deploy.http_client.request` takes them."""
    name = counter_of_operator(n)
    body = json.dumps({"name": name, "password": "kezek-operator"}).encode()
    response = site.http.request(
        "POST", f"{site.url}/api/sign-in", body=body, headers={"Content-Type": "application/json"}
    )
    assert response.status == 200
    cookie = response.headers["Set-Cookie"].partition(";")[0]
    return {"Cookie": cookie, "X_CSRF_Token": json.loads(response.data)["csrf"]}
