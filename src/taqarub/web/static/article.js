"use strict";
/* Marks in the text of an article: what each is and why, and the line from a quotation to its speaker's name.
   Without this script a mark is a link to its line in the lists beside the text, which tell the same. */

addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("text"), told = document.getElementById("told");
  if (!text || !told) return;
  const article = text.closest("article"), list = told.querySelector("ul"), drawn = article.querySelector(".ties");
  const items = (ids) => ids.map((id) => document.getElementById(`i-${id}`)).filter(Boolean);
  const shown = (id) => document.getElementById(`layer-${{ e: "entities", t: "times", s: "statements", v: "events" }[id[0]]}`).checked;
  const idsOf = (mark) => (mark.dataset.m || "").split(" ").filter((id) => id && shown(id));
  const pieceOf = (id) => {
    let found = document.getElementById(id);
    while (found && found.tagName === "I") found = found.nextElementSibling;
    return found;
  };
  document.querySelectorAll(".scripted").forEach((each) => (each.hidden = false));

  /* what a mark is, and why */
  let pinned = null, wait = 0, lit = [];
  /* of very many marks the page does not tell all: the others are asked for */
  async function fetched(ids) {
    const query = new URLSearchParams({ article: text.dataset.article, marks: ids.join(" "), lang: text.dataset.language });
    const answer = await fetch(`/told?${query}`);
    if (!answer.ok) return;
    const parts = document.createRange().createContextualFragment(await answer.text());
    document.getElementById("fetched").append(...[...parts.querySelectorAll(".item")].filter((item) => !document.getElementById(item.id)));
  }
  function tell(mark, keyboard) {
    const missing = idsOf(mark).filter((id) => !document.getElementById(`i-${id}`));
    if (missing.length && mark.dataset.asked !== "1") {
      mark.dataset.asked = "1";
      const pinning = pinned === mark;
      fetched(missing).then(() => (!pinned || pinned === mark) && (pinning ? pin(mark, keyboard) : tell(mark)));
    }
    const found = items(idsOf(mark));
    if (!found.length) return missing.length ? undefined : hide();
    list.replaceChildren(...found.map((item) => {
      const copy = item.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }));
    told.hidden = false;
    const box = mark.getClientRects()[0], width = told.offsetWidth, height = told.offsetHeight;
    const below = box.bottom + height + 8 < innerHeight || box.top < height + 8;
    told.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - height - 6)}px`;
    told.style.left = `${scrollX + Math.min(Math.max(8, (box.left + box.right - width) / 2), document.documentElement.clientWidth - width - 8)}px`;
    light(idsOf(mark).filter((id) => id[0] === "s"));
  }
  function hide() {
    clearTimeout(wait);
    told.hidden = true;
    pinned = null;
    light([]);
  }
  function pin(mark, keyboard) {
    pinned = mark;
    tell(mark, keyboard);
    if (keyboard && !told.hidden) told.focus();
  }
  article.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".m");
    if (event.pointerType !== "mouse" || pinned || !mark || !idsOf(mark).length) return;
    clearTimeout(wait);
    wait = setTimeout(() => tell(mark), 160);
  });
  article.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || pinned || told.contains(event.relatedTarget)) return;
    clearTimeout(wait);
    wait = setTimeout(() => !pinned && !told.matches(":hover") && hide(), 200);
  });
  told.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && !pinned && hide());
  article.addEventListener("click", (event) => {
    const mark = event.target.closest("#text .m, h1 .m");
    if (!mark || event.ctrlKey || event.metaKey || !idsOf(mark).length) return;
    event.preventDefault();
    if (getSelection().isCollapsed) pin(mark);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || told.hidden) return;
    const back = pinned;
    hide();
    back?.focus();
  });
  addEventListener("click", (event) => {
    if (told.hidden || !pinned) return;
    if (event.target.closest(".shut") || event.target.closest("#told a[href^='#']") || !event.target.closest("#told, .m")) hide();
  });

  /* one stop of the Tab key; arrows go from mark to mark in the order of reading */
  const stops = [...article.querySelectorAll("a.m")];
  stops.forEach((stop, n) => (stop.tabIndex = n ? -1 : 0));
  article.addEventListener("focusin", (event) => {
    if (!event.target.matches("a.m")) return;
    stops.forEach((stop) => stop.tabIndex === 0 && (stop.tabIndex = -1));
    event.target.tabIndex = 0;
    light(idsOf(event.target).filter((id) => id[0] === "s"));
  });
  article.addEventListener("keydown", (event) => {
    const at = stops.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pin(event.target, true);
      return;
    }
    const next = { ArrowLeft: at + 1, ArrowRight: at - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (next === undefined || !stops[next]) return;
    event.preventDefault();
    hide();
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
  });
  told.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const inside = [told, ...told.querySelectorAll("a, button")], at = inside.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    inside[(at + inside.length) % inside.length].focus();
  });

  /* lines from quotations to names */
  const speakers = new Map();
  for (const each of text.dataset.speakers.split(" ").filter(Boolean)) {
    const [id, who, far] = each.split(":");
    speakers.set(id, { who, far: Boolean(far) });
  }
  const near = new Set(); // paragraphs that are seen
  const paragraphs = new Map(); // paragraph -> ids of statements that begin in it
  for (const id of speakers.keys()) {
    const paragraph = document.getElementById(id)?.closest("p, h1");
    if (paragraph) paragraphs.set(paragraph, [...(paragraphs.get(paragraph) || []), id]);
  }
  let planned = false;
  function plan() {
    if (planned) return;
    planned = true;
    requestAnimationFrame(draw);
  }
  function curve(from, to, origin) {
    const x1 = (from.left + from.right) / 2 - origin.left, x2 = to.right - 4 - origin.left;
    if (Math.abs(from.top - to.top) < from.height / 2) {
      const y = from.top - origin.top + 3;
      return [x1, y, `M${x1} ${y}C${x1} ${y - 16} ${x2} ${y - 16} ${x2} ${y + 2}`];
    }
    const down = to.top > from.top, y1 = (down ? from.bottom - 5 : from.top + 5) - origin.top, y2 = (down ? to.top + 5 : to.bottom - 5) - origin.top;
    const bend = Math.max(12, Math.abs(y2 - y1) * 0.6) * (down ? 1 : -1);
    return [x1, y1, `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`];
  }
  function draw() {
    planned = false;
    const on = document.getElementById("layer-lines").checked && document.getElementById("layer-statements").checked;
    const ids = new Set(lit);
    if (on) for (const paragraph of near) for (const id of paragraphs.get(paragraph) || []) ids.add(id);
    const origin = article.getBoundingClientRect(), made = [];
    for (const id of ids) {
      const line = speakers.get(id), said = pieceOf(id), who = line && pieceOf(line.who);
      if (!said || !who || !article.contains(said) || !article.contains(who)) continue;
      const [x, y, d] = curve(who.getClientRects()[0], said.getClientRects()[0], origin);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path"), dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      path.setAttribute("d", d);
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", y);
      dot.setAttribute("r", 3);
      for (const each of [path, dot]) {
        each.setAttribute("class", `tie${line.far ? " far-tie" : ""}${lit.includes(id) ? " lit" : ""}`);
        each.dataset.tie = id;
      }
      made.push(path, dot);
    }
    drawn.replaceChildren(...made);
  }
  function light(ids) {
    if (ids.join() === lit.join()) return;
    article.querySelectorAll(".lit-piece").forEach((each) => each.classList.remove("lit-piece"));
    lit = ids;
    for (const id of ids) {
      article.querySelectorAll(`[data-m~="${id}"]`).forEach((each) => each.classList.add("lit-piece"));
      const line = speakers.get(id);
      if (line) pieceOf(line.who)?.classList.add("lit-piece");
    }
    plan();
  }
  const watch = new IntersectionObserver((seen) => {
    for (const each of seen) each.isIntersecting ? near.add(each.target) : near.delete(each.target);
    plan();
  }, { rootMargin: "100px" });
  paragraphs.forEach((_, paragraph) => watch.observe(paragraph));
  new ResizeObserver(plan).observe(text);
  document.fonts?.ready.then(plan);
  document.querySelectorAll(".layers input").forEach((box) => box.addEventListener("change", plan));
  document.querySelectorAll(".beside .item").forEach((item) => {
    const id = item.id.slice(2);
    item.addEventListener("pointerenter", () => !pinned && id[0] === "s" && light([id]));
    item.addEventListener("pointerleave", () => !pinned && light([]));
    item.addEventListener("focusin", () => id[0] === "s" && light([id]));
  });
});
