"""Who is looking: everyone who reaches the dashboard, or those alone who sign in by OIDC."""

import streamlit as st


def signed_in() -> str | None:
    """Return the name of whoever signed in, ``None`` where nobody has to.

    Where Streamlit's secrets name an OIDC provider (``[auth]``), a reader who has not signed in is
    asked to and sees nothing else: the run ends here.
    """
    if "is_logged_in" not in st.user:
        return None
    if not st.user.is_logged_in:
        st.html("<h1>Sign in</h1><p>This dashboard is for people who have signed in.</p>")
        st.button("Sign in", type="primary", on_click=st.login)
        st.stop()
    return str(st.user.get("name") or st.user.get("email") or st.user["sub"])


def sign_out(name: str) -> None:
    """Draw who is signed in, and the button that signs out."""
    with st.sidebar, st.container(key="signed-in"):
        st.text(f"Signed in as {name}")
        st.button("Sign out", on_click=st.logout)
