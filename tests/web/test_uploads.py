import io

from flask import Flask, request

from consultant.web import uploads

LIMIT = 1000


def made(*, known: bool) -> Flask:
    app = Flask("uploads")
    app.config["MAX_CONTENT_LENGTH"] = LIMIT
    uploads.install(app)

    @uploads.takes_files(lambda: 5 * LIMIT, known=lambda: known)
    def takes() -> dict[str, object]:
        return {"files": [(one.filename, one.content_type, len(one.content)) for one in uploads.uploads("files")]}

    app.add_url_rule("/takes", "takes", takes, methods=["POST"])
    app.add_url_rule("/plain", "plain", lambda: {"n": len(request.form)}, methods=["POST"])
    return app


def post(app: Flask, path: str, octets: int, name: str = "scan.pdf") -> tuple[int, object]:
    answer = app.test_client().post(path, data={"files": [(io.BytesIO(b"x" * octets), name)]})
    return answer.status_code, (answer.json or {}).get("files")


def test_a_marked_view_takes_large_requests_from_who_is_known():
    assert post(made(known=True), "/takes", 3 * LIMIT) == (200, [["scan.pdf", "application/pdf", 3 * LIMIT]])
    assert post(made(known=True), "/takes", 6 * LIMIT)[0] == 413


def test_nobody_else_and_no_other_view_takes_them():
    assert post(made(known=False), "/takes", 3 * LIMIT)[0] == 413
    assert post(made(known=True), "/plain", 3 * LIMIT)[0] == 413


def test_a_field_in_which_nothing_was_chosen_has_no_files():
    assert post(made(known=True), "/takes", 0, name="") == (200, [])
