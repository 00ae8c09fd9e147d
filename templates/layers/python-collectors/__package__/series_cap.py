"""Cuts the families of one collector down to a number of series."""

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from prometheus_client.core import Metric
from prometheus_client.samples import Sample

# The label that tells the parts of one histogram or summary from each other.
_PART_LABEL = {"histogram": "le", "summary": "quantile"}
_OTHER = "other"


@dataclass(frozen=True)
class Capped:
    """What is left of the families of one read."""

    families: list[Metric]
    dropped: int
    shown: frozenset[tuple]


@dataclass(frozen=True, eq=False)
class _Group:
    """The samples of one label set; those of one histogram stay together."""

    key: tuple
    family: Metric
    samples: list[Sample]
    is_summable: bool

    @property
    def is_plain(self) -> bool:
        return len(self.key) == 1

    @property
    def is_other(self) -> bool:
        """Whether the upstream itself calls this series `other`."""
        values = {value for _, value in self.key[1:]}
        return self.is_summable and values == {_OTHER}


def cap_series(
    families: list[Metric],
    max_series: int,
    summable: Collection[str],
    shown: Collection[tuple],
) -> Capped:
    """Keep series that were `shown` by the call before this one, then first come, first served.

    What is left over is added up in one series whose label values are all `other`: for counters,
    histograms and the gauges named in `summable`. Of other families it is left out. Metrics
    without labels always stay.
    """
    if max_series == 0:
        return Capped(families, 0, frozenset(shown))
    groups = [group for family in families for group in _groups_of(family, summable)]
    kept = _choose(groups, max_series, shown) if _count(groups) > max_series else set(groups)
    return Capped(
        families=_cut(families, groups, kept) if len(kept) < len(groups) else families,
        dropped=_count(group for group in groups if group not in kept and not group.is_other),
        shown=frozenset(group.key for group in kept),
    )


def _groups_of(family: Metric, summable: Collection[str]) -> Iterable[_Group]:
    part = _PART_LABEL.get(family.type)
    is_summable = family.type in ("counter", "histogram") or family.name in summable
    by_labels: dict[tuple, list[Sample]] = defaultdict(list)
    for sample in family.samples:
        labels = tuple(item for item in sample.labels.items() if item[0] != part)
        by_labels[(family.name, *labels)].append(sample)
    return [_Group(key, family, samples, is_summable) for key, samples in by_labels.items()]


def _choose(groups: Sequence[_Group], max_series: int, shown: Collection[tuple]) -> set[_Group]:
    # Families that cannot lose a series, only add it up, have one place each in any case.
    reserved = {id(g.family): g for g in groups if g.is_plain or g.is_summable}
    room = max_series - _count(reserved.values())
    kept = {group for group in groups if group.is_plain}
    for group in sorted(groups, key=lambda group: group.key not in shown):
        # What the upstream calls `other` goes into the sum of the same name.
        if not group.is_plain and not group.is_other and len(group.samples) <= room:
            room -= len(group.samples)
            kept.add(group)
    return kept


def _cut(families: list[Metric], groups: list[_Group], kept: set[_Group]) -> list[Metric]:
    cut = []
    for family in families:
        own = [group for group in groups if group.family is family]
        rest = [group for group in own if group not in kept]
        smaller = copy.copy(family)
        smaller.samples = [sample for group in own if group in kept for sample in group.samples]
        if rest and rest[0].is_summable:
            smaller.samples += _add_up(rest)
        if smaller.samples:
            cut.append(smaller)
    return cut


def _add_up(groups: list[_Group]) -> list[Sample]:
    part = _PART_LABEL.get(groups[0].family.type)
    sums: dict[tuple, Sample] = {}
    for sample in (sample for group in groups for sample in group.samples):
        key = (sample.name, sample.labels.get(part))
        labels = {name: text if name == part else _OTHER for name, text in sample.labels.items()}
        before = sums[key].value if key in sums else 0.0
        sums[key] = Sample(sample.name, labels, before + sample.value)
    return list(sums.values())


def _count(groups: Iterable[_Group]) -> int:
    return sum(len(group.samples) for group in groups)
