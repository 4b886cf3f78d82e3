from consultant.web import assets
from tests.web.conftest import Browser


def test_a_file_under_the_current_digest_is_kept_for_a_year(stranger: Browser):
    digest = assets.digest(assets.FOLDER)

    with stranger.client.get(f"/static/{digest}/desk.js") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "javascript" in answer.headers["Content-Type"]


def test_a_page_of_an_older_release_still_finds_its_files_but_keeps_none(stranger: Browser):
    with stranger.client.get("/static/000000000000/desk.css") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_files_open_no_session_and_renew_no_cookie(coder: Browser):
    with coder.client.get(f"/static/{assets.digest(assets.FOLDER)}/desk.css") as answer:
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_nothing_beside_the_folder_is_served(stranger: Browser):
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/app.py", "nothing.js", "/etc/passwd", "vendor"):
        assert stranger.client.get(f"/static/000000000000/{name}").status_code in {404, 308}


def test_the_digest_follows_names_and_bytes(tmp_path):
    (tmp_path / "a.css").write_bytes(b"a")
    first = assets.digest(tmp_path)
    (tmp_path / "a.css").write_bytes(b"b")
    second = assets.digest(tmp_path)
    (tmp_path / "a.css").rename(tmp_path / "b.css")

    assert len({first, second, assets.digest(tmp_path)}) == 3


def test_modules_import_only_what_is_there():
    import re

    for module in assets.FOLDER.glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"|import "\./([^"]+)"', module.read_text()):
            assert (assets.FOLDER / (name[0] or name[1])).exists()
