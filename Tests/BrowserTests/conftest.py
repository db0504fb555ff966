"""One browser for all tests of this folder."""
import pytest


@pytest.fixture(scope="session")
def browser():
    from browser import chromium  # needs a suite, which the tests of texts do not

    with chromium() as running:
        yield running


@pytest.fixture
def administrator(browser):
    """An administrator at a browser, who has nothing to complain of at the end."""
    from browser import Visitor

    visitor = Visitor(browser).sign_in()
    yield visitor
    assert not visitor.complaints, "\n".join(visitor.complaints)


@pytest.fixture(autouse=True)
def visitors_leave(request):
    """Pages that a test opened would go on working beside the next one."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()
