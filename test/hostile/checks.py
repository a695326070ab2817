"""What schemathesis holds every answer against, beside the document: an envelope of its status, never a bug of ours."""

import schemathesis

KEYS = {"successful", "timestamp", "duration", "status", "traceId"}


@schemathesis.check
def is_the_agents(ctx, response, case):
    if response.status_code in (204, 301, 307):
        return
    content_type = response.headers.get("content-type", [""])[0]
    if content_type.startswith("text/plain"):
        # Go's own server, or gin where no route is.
        assert response.response.text.startswith(("400 Bad Request", "404 page not found")), response.text
        return
    if content_type.startswith("text/html"):
        # Beside the API there is the agent's web page.
        return
    assert content_type.startswith("application/json"), content_type
    text = response.text
    assert "Simulator.Bug" not in text, text
    envelope = response.json()
    assert KEYS <= envelope.keys(), text
    assert envelope["status"] == response.status_code, text
    assert envelope["successful"] == (response.status_code < 400), text
    assert ("error" in envelope) == (response.status_code >= 400), text
