from flask import Flask

from consultant.coding.sets import System
from consultant.web.access import Open, needed


def test_the_document_names_every_call_with_its_answers(app: Flask):
    document = app.test_client().get("/api/v1/openapi.json").get_json()

    calls = {rule.rule for rule in app.url_map.iter_rules() if needed(app)[rule.endpoint] is Open.PROGRAM}
    assert len(document["paths"]) == len(calls) > 0
    for path in document["paths"].values():
        (call,) = (path[method] for method in ("get", "post") if method in path)
        assert {"200", "401", "403", "429"} <= set(call["responses"])
    system = document["paths"]["/api/v1/codes/{system}/{code}"]["parameters"][0]
    assert system["schema"]["enum"] == [one.value for one in System]
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_a_method_that_is_not_taken_names_those_that_are(app: Flask):
    answer = app.test_client().post("/api/v1/releases")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
