"""Pages in the dark and on a phone: no serious fault by axe, nothing wider than the screen, and paper shows what matters."""

from pathlib import Path

import pytest

AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
PAGES = ["/?span=all", "/files/syria?to=2018-07-19", "/articles/blame", "/search?q=لافروف", "/actor/RUS", "/actor/Sergey%20Lavrov"]


@pytest.mark.parametrize(("language", "width"), [("ar", 390), ("en", 1280)])
@pytest.mark.parametrize("place", PAGES)
def test_in_the_dark_and_on_a_phone(browser, desk_address, place, language, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark")
    tab = context.new_page()
    tab.goto(f"{desk_address}{place}{'&' if '?' in place else '?'}lang={language}")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.evaluate(AXE)
    faults = tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    assert [(f["id"], f["nodes"][0]["html"]) for f in faults if f["impact"] in ("serious", "critical")] == []
    context.close()


@pytest.mark.parametrize("place", PAGES)
def test_on_paper_there_are_no_controls(fresh_tab, desk_address, place):
    fresh_tab.goto(f"{desk_address}{place}")
    fresh_tab.emulate_media(media="print")
    seen = "e => e.checkVisibility()"
    controls = "nav, .find, .language, .period, .chooser, .exports, .layers, .slide"
    assert not any(fresh_tab.evaluate(f"[...document.querySelectorAll('{controls}')].map({seen})"))
    assert fresh_tab.is_visible("h1")


def test_the_popover_is_no_fault_either(fresh_tab, desk_address):
    fresh_tab.goto(f"{desk_address}/articles/visit/1?lang=en")
    fresh_tab.click("#text .ent >> nth=0")
    fresh_tab.evaluate(AXE)
    faults = fresh_tab.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    assert [(f["id"], f["nodes"][0]["html"]) for f in faults if f["impact"] in ("serious", "critical")] == []
