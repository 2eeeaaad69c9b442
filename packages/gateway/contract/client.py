"""A client of the unified API in nothing but the standard library, to copy or to learn from."""

import json
import urllib.error
import urllib.request
from urllib.parse import quote, urlencode


class Response:
    """One response: status, headers with names in lower case, and the body as received."""

    def __init__(self, status, headers, text):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.text = text

    @property
    def json(self):
        return json.loads(self.text)


class Account:
    """One connected vendor, or none for what is about no account. Responses of every status are returned, not raised."""

    def __init__(self, url, token, account):
        self.url, self.token, self.account = url, token, account

    def request(self, method, path, query=(), body=None, headers=()):
        """Query values are written as Python does: lists as `name[]`, objects as `name[key]`, `True` for true."""
        account = [] if self.account is None else [("integrated_account_id", self.account)]
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **dict(headers)}
        request = urllib.request.Request(
            f"{self.url}/unified/mdm/{path}?{urlencode([*account, *query])}",
            method=method,
            headers=sent,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return Response(response.status, response.getheaders(), response.read().decode())
        except urllib.error.HTTPError as error:
            return Response(error.code, error.headers.items(), error.read().decode())

    def get(self, path, query=()):
        return self.request("GET", path, query)

    def one(self, resource, record, method="GET", query=(), body=None):
        return self.request(method, f"{resource}/{quote(record, safe='')}", query, body)

    def pages(self, resource, query=()):
        """Every page of a list. A page may be empty before the end: only a cursor of null is the end."""
        cursor = ()
        while True:
            response = self.get(resource, [*query, *cursor])
            yield response
            following = response.json["next_cursor"]
            if following is None:
                return
            cursor = (("next_cursor", following),)

    def records(self, resource, query=()):
        return [record for page in self.pages(resource, query) for record in page.json["result"]]

    def stream(self, resource, query=()):
        """The records of a stream and its last line, which says whether they were all."""
        lines = {"Accept": "application/x-ndjson"}
        response = self.request("GET", resource, [("truto_response_format", "stream"), *query], headers=lines)
        *records, last = [json.loads(line) for line in response.text.splitlines()]
        return response, records, last
