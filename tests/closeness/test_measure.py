"""The measure of DESIGN.md, against its formula written out."""

from datetime import date, timedelta

import numpy as np
import pytest

from taqarub.closeness import Evidence, evidence, series, shifts


def item(day, score=5.0, weight=1.0, story=None, known=None, record="r"):
    known = known or day
    return Evidence(
        story=story or f"{day} {score}", day=day, known=known, type="SUPPORT", mode=None, score=score, weight=weight,
        status="happened", source=["RUS"], target=["USA"], claimed=None, file="syria", record=record, url=None,
        outlets=[], start=0, end=1, sentence="",
    )  # fmt: skip


def by_formula(items, day, half_life=30.0, k=2.0):
    num = den = 0.0
    for i in items:
        if i.known <= day:
            age = (date.fromisoformat(day) - date.fromisoformat(i.day)).days
            w = i.weight * 0.5 ** (age / half_life)
            num, den = num + w * i.score, den + w
    return num / (den + k)


def many(count, seed=3, days=200):
    rng = np.random.default_rng(seed)
    begin = date(2018, 1, 1)
    made = []
    for n in range(count):
        day = begin + timedelta(days=int(rng.integers(days)))
        known = day + timedelta(days=int(rng.integers(4)))
        made.append(
            item(day.isoformat(), float(rng.uniform(-10, 10)), float(rng.choice([1, 0.5, 0.25])), f"s{n // 2}", known.isoformat())
        )
    return made


def test_the_formula_on_every_day():
    items = many(60)
    found = series(items, ("2018-02-01", "2018-09-01"), half_life=20, k=3, resamples=0)
    expected = [by_formula(items, day, 20, 3) for day in found.days]
    assert len(found.days) == 213
    np.testing.assert_allclose(found.values, expected, atol=1e-9)


def test_thin_evidence_is_drawn_to_nothing():
    one = series([item("2018-01-01", 6.0)])
    assert one.values[0] == pytest.approx(6 / 3)
    ten = series([item("2018-01-01", 6.0, story=str(n)) for n in range(10)])
    assert ten.values[0] == pytest.approx(60 / 12)


def test_age_and_half_life():
    found = series([item("2018-01-01", 6.0)], ("2018-01-01", "2018-03-02"), half_life=30)
    assert found.weight[30] == pytest.approx(0.5)
    assert found.weight[60] == pytest.approx(0.25)
    assert found.values[60] == pytest.approx(0.25 * 6 / 2.25)


def test_nothing_is_known_before_it_is_published():
    found = series([item("2018-01-01", known="2018-01-11")], ("2018-01-01", "2018-01-20"))
    assert not found.values[:10].any()
    assert found.weight[10] == pytest.approx(0.5 ** (10 / 30))
    assert found.new.tolist() == [0] * 10 + [1] + [0] * 9


def test_denied_events_move_nothing():
    found = series([item("2018-01-01"), item("2018-01-02", -10.0, weight=0.0)])
    assert found.total == 1
    assert len(found.days) == 1


def test_the_interval_holds_the_value_and_narrows_with_evidence():
    few, more = series(many(20)), series(many(400))
    assert (more.low <= more.values + 0.2).all() and (more.values <= more.high + 0.2).all()
    assert (more.high - more.low)[100:].mean() < (few.high - few.low)[100:].mean()


def test_the_interval_covers_what_it_says():
    """Of many worlds with mean score 2, some 90 % of intervals hold the value that endless evidence would give."""
    rng = np.random.default_rng(5)
    worlds, n, k, hit = 120, 40, 2.0, 0
    for world in range(worlds):
        items = [item("2018-01-01", float(s), story=str(i)) for i, s in enumerate(rng.normal(2, 3, n))]
        found = series(items, k=k, seed=world, resamples=300)
        hit += found.low[0] <= 2 * n / (n + k) <= found.high[0]
    assert 0.8 < hit / worlds < 0.97


def test_one_story_of_many_items_is_resampled_as_one():
    together = [item("2018-01-01", 8.0, story="one", record=str(n)) for n in range(30)]
    apart = [item("2018-01-01", 8.0, story=str(n)) for n in range(30)]
    one, many_stories = series(together), series(apart)
    assert one.values[0] == pytest.approx(many_stories.values[0])
    assert one.low[0] == 0.0  # the story may be missing
    assert many_stories.low[0] > 6.0
    assert (one.total, many_stories.total) == (1, 30)


def test_the_same_seed_gives_the_same_interval():
    items = many(50)
    first, again, other = series(items, seed=1), series(items[::-1], seed=1), series(items, seed=2)
    np.testing.assert_array_equal(first.low, again.low)
    assert not np.array_equal(first.low, other.low)


def test_what_moved_it_most():
    items = [item("2018-01-01", 5.0), item("2018-01-05", -10.0), item("2018-01-09", 1.0)]
    found = series(items)
    assert found.moves[0].item.score == -10.0
    with_it, without = by_formula(items[:2], "2018-01-05"), by_formula(items[:1], "2018-01-05")
    assert found.moves[0].change == pytest.approx(with_it - without)
    assert [m.item.score for m in series(items, top=1).moves] == [-10.0]


def test_moves_lie_within_the_days():
    items = [item("2018-01-01", -10.0), item("2018-03-01", 3.0)]
    found = series(items, ("2018-02-01", "2018-04-01"))
    assert [m.item.score for m in found.moves] == [3.0]
    assert found.values[0] < 0  # what came before still weighs


def test_stories_that_carry_a_day():
    items = [item("2018-01-01", story="a"), item("2018-01-03", story="a"), item("2018-01-03", 2.0, story="b")]
    found = series(items, ("2018-01-01", "2018-01-20"), half_life=2)
    assert found.stories.tolist()[:4] == [1, 1, 2, 2]
    assert found.stories.tolist()[8:12] == [2, 2, 2, 0]


def test_empty_and_wrong():
    assert series([]).days == []
    with pytest.raises(ValueError, match="more than 0"):
        series([], half_life=0)
    with pytest.raises(ValueError, match="comes after"):
        series([item("2018-01-01")], ("2018-02-01", "2018-01-01"))


def test_the_pair_that_moved_most_comes_first():
    warmer = [item(f"2018-01-{d:02}", -6.0) for d in range(1, 9)] + [item(f"2018-03-{d:02}", 7.0) for d in range(1, 20)]
    steady = [item(f"2018-0{m}-{d:02}", 4.0) for m in (1, 2, 3) for d in range(1, 20)]
    thin = [item("2018-03-01", 9.0)]
    pairs = {("KOR", "PRK"): warmer, ("JPN", "USA"): steady, ("CHN", "PRK"): thin}
    first, second = ("2018-01-01", "2018-02-14"), ("2018-02-15", "2018-03-31")
    found = shifts(pairs, first, second, half_life=20)
    assert [(s.a, s.b) for s in found] == [("KOR", "PRK"), ("JPN", "USA")]
    assert found[0].sure and found[0].low < found[0].change < found[0].high
    assert found[0].before < 0 < found[0].after
    with pytest.raises(ValueError, match="must end before"):
        shifts(pairs, second, first)


def test_the_worked_example_goes_up(record, event, speaker):
    """A rapprochement that only Borisov tells of: half the weight, and a step up all the same."""
    before = record("0", "2021-06-01", event("ACCUSE", ["USA"], ["RUS"]))
    claim = record(
        "seed", "2021-06-21", event("SUPPORT", ["RUS", "USA"], ["RUS", "USA"], reporter="يوري بوريسوف"),
        entities=[speaker("يوري بوريسوف", "RUS")],
    )  # fmt: skip
    items = evidence([before, claim], "RUS", "USA", "syria")
    found = series(items)
    assert found.values[-1] > found.values[-2]
    assert found.moves[-1].item.claimed == "RUS" or found.moves[0].item.claimed == "RUS"
