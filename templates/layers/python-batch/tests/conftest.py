"""Gateways that end with the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from .gateways import PROGRAM, FaultGateway, RealGateway


@pytest.fixture
def fault_gateway() -> Iterator[Callable[..., FaultGateway]]:
    """Start gateways that misbehave as told."""
    with ExitStack() as stack:
        yield lambda *answers: stack.enter_context(closing(FaultGateway(*answers)))


@pytest.fixture
def real_gateway() -> Iterator[Callable[..., RealGateway]]:
    """Start real Pushgateways."""
    if not PROGRAM:
        pytest.skip("needs the pushgateway program")
    with ExitStack() as stack:
        yield lambda prefix="": stack.enter_context(closing(RealGateway(prefix)))
