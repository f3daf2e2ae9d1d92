"use strict";
/* Review by keyboard, and marks that open beside the text. Without this script every link and form still works. */

const queue = () => [...document.querySelectorAll(".queue .card")];
const side = () => document.getElementById("item");
const articleOf = () => document.querySelector(".reviewed")?.dataset.article;

function open(key, then) {
  const address = `/review/item?article=${encodeURIComponent(articleOf())}&item=${encodeURIComponent(key)}`;
  htmx.ajax("GET", address, { target: "#item", swap: "innerHTML" }).then(() => {
    document.querySelectorAll("[data-item].chosen").forEach((mark) => mark.classList.remove("chosen"));
    marksOf(key).forEach((mark) => mark.classList.add("chosen"));
    history.replaceState(null, "", `?item=${encodeURIComponent(key)}#item`);
    if (then) then(side().querySelector(".card"));
  });
}
const marksOf = (key) => [...document.querySelectorAll(`a[data-item="${CSS.escape(key)}"]`)];
const press = (card, action) => card?.querySelector(`.acts button[value="${action}"]`)?.click();

/* A mark of the text, or an item of the lists. */
addEventListener("click", (event) => {
  const mark = event.target.closest("a[data-item]");
  if (!mark || !articleOf() || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(mark.dataset.item, (card) => { if (innerWidth < 960) card.focus(); else card.scrollIntoView({ block: "nearest" }); });
});

/* Single keys work only on the card or mark that has the focus, and never while somebody writes. */
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const key = { "ؤ": "c", "ء": "x", "ث": "e", "ت": "j", "ن": "k" }[event.key] || event.key.toLowerCase(); // the same keys of an Arabic keyboard
  const mark = event.target.closest("a.m[data-item]");
  const card = event.target.closest(".card");
  if (mark && ["c", "x", "e"].includes(key)) {
    event.preventDefault();
    open(mark.dataset.item, (opened) => (key === "e" ? opened.querySelector(".fields input:not([type=hidden]), .fields select")?.focus() : press(opened, key === "c" ? "confirm" : "remove")));
  } else if (mark && ["j", "k"].includes(key)) {
    const marks = [...document.querySelectorAll("a.m[data-item]")];
    marks[marks.indexOf(mark) + (key === "j" ? 1 : -1)]?.focus();
  } else if (card && key === "c") press(card, "confirm");
  else if (card && key === "x") press(card, "remove");
  else if (card && key === "e") card.querySelector(".edit")?.click();
  else if (card && ["j", "k"].includes(key)) {
    const cards = queue();
    cards[cards.indexOf(card) + (key === "j" ? 1 : -1)]?.focus();
  }
});

/* After a change: in the queue the next card has the focus, beside an article the same. */
addEventListener("reviewed", (event) => {
  const { id, key, state } = event.detail;
  const card = document.getElementById(id);
  if (articleOf()) marksOf(key).forEach((mark) => mark.classList.toggle("done", state !== "open"));
  const cards = queue(), next = cards.slice(cards.indexOf(card) + 1).find((each) => each.classList.contains("is-open"));
  const now = document.activeElement; // htmx gives the focus back to an element of the same id
  if (now === document.body || card?.contains(now)) (state !== "open" && next ? next : card)?.focus();
});
addEventListener("htmx:afterSwap", (event) => {
  const card = event.detail.elt?.closest?.(".queue .card") || event.detail.target;
  const field = card?.querySelector?.(".fields input:not([type=hidden]), .fields select");
  if (field && event.detail.requestConfig?.verb === "get" && !articleOf()) field.focus();
});

/* Words selected in the text come into the form that adds what was missed. */
document.addEventListener("selectionchange", () => {
  const chosen = getSelection(), words = document.getElementById("add-words");
  if (!words || chosen.isCollapsed || !chosen.anchorNode?.parentElement?.closest(".page")) return;
  words.value = chosen.toString().replace(/\s+/g, " ").trim().slice(0, 2000);
});
