"""An S3 server on loopback, which keeps conditions of puts as Amazon's does."""

import itertools
from collections.abc import Iterator

import pytest

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The server's address."""
    pytest.importorskip("obstore", reason="the extra s3 is not installed")
    server = pytest.importorskip("moto.server", reason="moto's S3 server is not installed")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def address(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a new bucket and a folder in it, as a person would set it up."""
    for name, value in (
        ("AWS_ENDPOINT_URL", s3),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "testing"),
        ("AWS_SECRET_ACCESS_KEY", "testing"),
        ("AWS_REGION", "us-east-1"),
    ):
        monkeypatch.setenv(name, value)
    import boto3

    bucket = f"bucket-{next(_NUMBERS)}"
    boto3.client("s3", endpoint_url=s3, region_name="us-east-1").create_bucket(Bucket=bucket)
    return f"s3://{bucket}/team"
