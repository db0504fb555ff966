"""One browser for all tests of this folder."""
import pytest


@pytest.fixture(scope="session")
def browser():
    from browser import chromium  # needs a suite, which the tests of texts do not

    with chromium() as running:
        yield running
