"""The business metrics: one method per event, to be called by your routes."""

from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Summary

from shop_exporter.finite import finite
from shop_exporter.label_sets import expose_from_start
from shop_exporter.windowed_summary import windowed_summary

# With several workers the value set last counts, whichever worker set it.
_LAST_SET = "mostrecent"


class Metrics:
    """The metrics of one app; every app has a registry and a Metrics object of its own."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._orders = Counter(
            "shop_orders_total",
            "Orders placed.",
            ["channel", "market"],
            registry=registry,
        )
        self._refunds = Counter(
            "shop_refunds_total",
            "Refunds granted.",
            ["channel", "reason"],
            registry=registry,
        )
        expose_from_start(
            self._refunds,
            {"channel": ["web", "mobile"], "reason": ["damaged", "late"]},
        )
        self._open_carts = Gauge(
            "shop_open_carts",
            "Carts that are open now.",
            registry=registry,
            multiprocess_mode=_LAST_SET,
        )
        self._checkout_duration = Histogram(
            "shop_checkout_duration_seconds",
            "Time from basket to receipt.",
            ["channel"],
            buckets=[0.1, 0.5, 1, 2, 5],
            registry=registry,
        )
        expose_from_start(self._checkout_duration, {"channel": ["web", "mobile"]})
        self._receipt_size = windowed_summary(
            "shop_receipt_size_bytes",
            "Size of receipts sent.",
            quantiles=[0.5, 0.9, 0.99],
            registry=registry,
        )
        self._delivery_weight = Summary(
            "shop_delivery_weight_grams",
            "Weight of the parcels.",
            ["carrier"],
            registry=registry,
        )

    def record_order(
        self,
        *,
        channel: Literal["web", "mobile"],
        market: str,
        amount: float = 1,
    ) -> None:
        """Count shop_orders_total: Orders placed."""
        amount = finite(amount, least=0)
        self._orders.labels(channel, market).inc(amount)

    def record_refund(
        self,
        *,
        channel: Literal["web", "mobile"],
        reason: Literal["damaged", "late"],
        amount: float = 1,
    ) -> None:
        """Count shop_refunds_total: Refunds granted."""
        amount = finite(amount, least=0)
        self._refunds.labels(channel, reason).inc(amount)

    def set_open_carts(self, value: float) -> None:
        """Set shop_open_carts: Carts that are open now."""
        self._open_carts.set(finite(value))

    def observe_checkout_duration(
        self,
        seconds: float,
        *,
        channel: Literal["web", "mobile"],
    ) -> None:
        """Observe shop_checkout_duration_seconds: Time from basket to receipt."""
        seconds = finite(seconds)
        self._checkout_duration.labels(channel).observe(seconds)

    def observe_receipt_size(self, size_bytes: float) -> None:
        """Observe shop_receipt_size_bytes: Size of receipts sent."""
        self._receipt_size.observe(finite(size_bytes))

    def observe_delivery_weight(self, grams: float, *, carrier: str) -> None:
        """Observe shop_delivery_weight_grams: Weight of the parcels."""
        grams = finite(grams)
        self._delivery_weight.labels(carrier).observe(grams)
