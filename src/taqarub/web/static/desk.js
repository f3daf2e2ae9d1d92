"use strict";
/* What the pages do beyond HTML. Without this script every page still shows everything. */

/* The chart of closeness: a line under the pointer or the slider, its value, and on choice the events behind the day. */
function chart(figure) {
  if (figure.dataset.drawn) return;
  figure.dataset.drawn = "1";
  const numbers = (name) => figure.dataset[name].split(",").map(Number);
  const values = numbers("values"), low = numbers("low"), high = numbers("high"), fresh = numbers("new");
  const area = figure.querySelector(".area"), cross = figure.querySelector(".cross");
  const tip = figure.querySelector(".tip"), slide = figure.querySelector("input");
  const first = new Date(figure.dataset.first + "T00:00:00Z");
  const locale = figure.dataset.language === "ar" ? "ar-EG-u-nu-latn" : "en-GB";
  const words = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const dayOf = (n) => new Date(first.getTime() + n * 86400000);
  const signed = (value) => (value > 0.005 ? "+" : value < -0.005 ? "−" : "") + Math.abs(value).toFixed(2);
  let chosen = -1;

  function look(n) {
    const last = Math.max(values.length - 1, 1), x = (1000 * n) / last;
    cross.removeAttribute("visibility");
    cross.setAttribute("x1", x);
    cross.setAttribute("x2", x);
    const text = `${words.format(dayOf(n))}: \u2066${signed(values[n])} (${signed(low[n])} … ${signed(high[n])})\u2069` + (fresh[n] ? ` · ${fresh[n]}` : "");
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = n > last / 2 ? "auto" : `${x / 10 + 1}%`;
    tip.style.right = n > last / 2 ? `${101 - x / 10}%` : "auto";
    slide.setAttribute("aria-valuetext", text);
  }
  function choose(n) {
    if (n === chosen) return;
    chosen = n;
    slide.value = n;
    htmx.ajax("GET", `${figure.dataset.dayAddress}&day=${dayOf(n).toISOString().slice(0, 10)}`, { target: "#behind", swap: "innerHTML" });
  }
  const under = (event) => {
    const box = area.getBoundingClientRect();
    return Math.min(values.length - 1, Math.max(0, Math.round(((event.clientX - box.left) / box.width) * (values.length - 1))));
  };
  area.addEventListener("pointermove", (event) => look(under(event)));
  area.addEventListener("pointerleave", () => (chosen >= 0 ? look(chosen) : (tip.hidden = true)));
  area.addEventListener("click", (event) => { look(under(event)); choose(under(event)); });
  slide.addEventListener("input", () => look(Number(slide.value)));
  slide.addEventListener("change", () => choose(Number(slide.value)));
}

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".chart").forEach(chart);
  document.body.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll?.(".chart").forEach(chart));
});
