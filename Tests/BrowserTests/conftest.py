"""One browser for all tests of this folder."""
import pytest


@pytest.fixture(scope="session")
def browser():
    from browser import chromium  # needs a suite, which the tests of texts do not

    with chromium() as running:
        yield running


@pytest.fixture(autouse=True)
def visitors_leave(request):
    """Pages that a test opened would go on working beside the next one."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()
