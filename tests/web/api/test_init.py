from flask import Flask

from consultant.web.access import Open, needed


def test_the_document_names_every_call_with_its_answers(app: Flask):
    document = app.test_client().get("/api/v1/openapi.json").get_json()

    calls = {rule.rule for rule in app.url_map.iter_rules() if needed(app)[rule.endpoint] is Open.PROGRAM}
    assert len(document["paths"]) == len(calls) > 0
    for path in document["paths"].values():
        assert {"200", "401", "403", "429"} <= set(path["get"]["responses"])
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
