"""Signing in by OIDC, against a provider on this machine: who is let in, and who reviewed what."""

import shutil
import socket
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analyser.corpus import Corpus
from analyser.corpus.reviews import read
from tests.dashboard.conftest import serve
from tests.dashboard.provider import CLIENT, NAME, SECRET, providing

pytestmark = pytest.mark.browser


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_who_signs_in_is_let_in_and_reviews_in_that_name(
    illustrated: Corpus, page: Page, tmp_path: Path
) -> None:
    corpus, port = Corpus(tmp_path / "corpus"), _free_port()
    shutil.copytree(illustrated.folder, corpus.folder)
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    with providing() as provider:
        secrets.write_text(
            f"""[auth]
            redirect_uri = "http://localhost:{port}/oauth2callback"
            cookie_secret = "thirty-two characters or more of nothing"
            client_id = "{CLIENT}"
            client_secret = "{SECRET}"
            server_metadata_url = "{provider.address}/.well-known/openid-configuration"
            """
        )
        with serve(corpus.folder, port=port, HOME=str(tmp_path)) as address:
            page.goto(f"{address}/measures?measure=Facial+recognition")
            expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
            assert page.locator("article.quote").count() == 0
            page.get_by_role("button", name="Sign in").click()
            expect(page.get_by_label("Find a measure")).to_be_visible()
            page.goto(f"{address}/measures?measure=Facial+recognition")
            page.wait_for_selector("html[data-reviewing=ready]", state="attached")
            expect(page.get_by_text(f"Signed in as {NAME}")).to_be_visible()
            page.evaluate("localStorage.setItem('analyser reviewer', 'Somebody Else')")
            card = page.locator("article.quote").filter(has=page.locator(".review")).first
            card.get_by_text("Is this right?").click()
            card.get_by_role("button", name="Right").click()
            expect(page.get_by_text("Marked right", exact=False)).to_be_visible()
            page.get_by_role("button", name="Sign out").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert provider.refused == []
    assert [review.reviewer for review in read(corpus)] == [NAME]
