// Figures: a mark or label shows who says it, where, in which words, or the row of a table that it is computed from; a node lifts
// its neighbours; a timeline shows one lane or status at a time. Without this script every figure is complete.
"use strict";

const SAYS = ["Source", "Where", "As printed", "As recorded"]; // shown whatever else a statement holds

// What a cell or a field is called.
function wordFor(cell) {
  return (cell.closest("table")?.tHead.rows[0].cells[cell.cellIndex] ?? cell.previousElementSibling)?.textContent.trim() ?? "";
}

// What a mark is, and who says it: its name where it leads to no statement of the page, and the cells of the row or the fields of
// the card that it leads to.
function telling(link) {
  const address = link.getAttribute("href");
  const row = address.startsWith("#") && document.getElementById(decodeURIComponent(address.slice(1)));
  const named = nameOf(link);
  if (!row || !row.matches("tr, li")) return named ? [heading(named)] : null;
  const told = document.createElement("dl");
  const cells = [...(row.cells ?? row.querySelectorAll("dd"))].filter((cell) => cell.textContent.trim());
  const evidence = cells.filter((cell) => SAYS.includes(wordFor(cell)));
  const about = cells.filter((cell) => !evidence.includes(cell)).slice(0, 5);
  for (const cell of [...about, ...evidence]) {
    const words = cell.textContent.trim();
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    term.textContent = wordFor(cell);
    said.textContent = words.length > 240 ? `${words.slice(0, 240)} …` : words;
    said.lang = cell.querySelector("[lang]")?.lang || "";
    told.append(term, said);
  }
  if (!told.childElementCount) return null;
  return named && !row.querySelector("[data-by]") ? [heading(named), told] : [told];
}

// The name of a mark; one that has none has that of what leads to the same place.
function nameOf(link) {
  const own = (one) => one.getAttribute("aria-label") ?? document.getElementById(one.getAttribute("aria-labelledby"))?.getAttribute("aria-label");
  const alike = [...link.ownerSVGElement.querySelectorAll("a")].filter((other) => other.getAttribute("href") === link.getAttribute("href"));
  return [link, ...alike].map(own).find(Boolean) ?? [link, ...alike].map((one) => one.textContent.trim()).find(Boolean) ?? "";
}

function heading(words) {
  const head = document.createElement("strong");
  head.textContent = words;
  return head;
}

function tooltips() {
  const tip = document.createElement("div");
  tip.id = "figure-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let shown = null;

  function hide() {
    tip.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  }

  function show(link, touched) {
    const told = telling(link);
    if (!told) return false;
    hide();
    tip.replaceChildren(...told);
    if (touched) {
      const more = document.createElement("p");
      more.textContent = "Tap again to go there.";
      tip.append(more);
    }
    tip.hidden = false;
    const mark = link.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.width - 8;
    const below = mark.bottom + 8 + box.height < window.innerHeight;
    tip.style.left = `${window.scrollX + Math.max(8, Math.min(mark.left, room))}px`;
    tip.style.top = `${window.scrollY + (below ? mark.bottom + 8 : Math.max(8, mark.top - box.height - 8))}px`;
    link.setAttribute("aria-describedby", tip.id);
    shown = link;
    return true;
  }

  const linkAt = (event) => event.target.closest?.(".figure-box a[href]");
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType !== "touch" && linkAt(event);
    if (link) show(link);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && linkAt(event) && !tip.contains(event.relatedTarget)) hide();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) show(link);
    else if (!link) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    const touched = event.pointerType === "touch";
    if (link && touched && shown !== link && show(link, true)) event.preventDefault();
    else hide();
  });
}

// What a node is joined to stays, the rest fades.
function neighbours(svg) {
  const edges = [...svg.querySelectorAll("[data-ends]")].map((edge) => [edge, edge.dataset.ends.split(" ")]);
  const nodes = [...svg.querySelectorAll("[data-node]")];
  if (!edges.length) return;

  function lift(node) {
    const reached = { onward: new Set([node]), back: new Set([node]) };
    const kept = new Set();
    for (const [way, from, to] of [["onward", 0, 1], ["back", 1, 0]]) {
      for (let grown = true; grown; ) {
        grown = false;
        for (const [edge, ends] of edges) {
          if (!reached[way].has(ends[from]) || kept.has(edge)) continue;
          kept.add(edge);
          reached[way].add(ends[to]);
          grown = true;
        }
      }
    }
    for (const [edge] of edges) edge.classList.toggle("faded", !kept.has(edge));
    for (const other of nodes) {
      other.classList.toggle("faded", !reached.onward.has(other.dataset.node) && !reached.back.has(other.dataset.node));
    }
  }

  // The box around the drawing listens: a part of a drawing that listens for the focus becomes a stop of its own.
  const at = (event) => svg.contains(event.target) && event.target.closest("[data-node]");
  const drop = () => svg.querySelectorAll(".faded").forEach((part) => part.classList.remove("faded"));
  for (const event of ["pointerover", "focusin"]) {
    svg.parentElement.addEventListener(event, (told) => at(told) && lift(at(told).dataset.node));
  }
  for (const event of ["pointerout", "focusout"]) svg.parentElement.addEventListener(event, (told) => at(told) && drop());
}

// One choice for each kind of word that marks carry, lanes and statuses; each option says how many things it leaves.
const EITHER = "; "; // between the words of a mark that has several

function choices(box) {
  const marks = [...box.querySelectorAll("[data-lane], [data-status]")];
  const counted = [...box.querySelectorAll("svg.wide [data-n]")];
  const selects = {};
  const spelled = JSON.parse(box.dataset.words ?? "[]");
  const words = (mark, kind) => spelled[mark.dataset[kind]]?.split(EITHER) ?? [];
  const kept = (mark, but) =>
    Object.entries(selects).every(([kind, select]) => kind === but || !select.value || words(mark, kind).includes(select.value));

  function number(kind, word) {
    const left = counted.filter((mark) => kept(mark, kind) && (!word || words(mark, kind).includes(word)));
    return left.reduce((sum, mark) => sum + Number(mark.dataset.n), 0);
  }

  function apply() {
    for (const mark of marks) mark.classList.toggle("left-out", !kept(mark));
    for (const [kind, select] of Object.entries(selects)) {
      for (const option of select.options) option.text = `${option.value || "all"} (${number(kind, option.value)})`;
    }
  }

  const bar = document.createElement("p");
  bar.className = "choices";
  for (const [kind, label] of [["lane", "Show"], ["status", "Status"]]) {
    const offered = [...new Set(marks.flatMap((mark) => words(mark, kind)))];
    if (offered.length < 2) continue;
    selects[kind] = document.createElement("select");
    selects[kind].append(new Option("all", ""), ...offered.map((word) => new Option(word, word)));
    selects[kind].addEventListener("change", apply);
    const named = document.createElement("label");
    named.append(`${label} `, selects[kind]);
    bar.append(named);
  }
  if (!bar.childElementCount) return;
  apply();
  box.before(bar);
}

document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector(".figure-box")) return;
  tooltips();
  document.querySelectorAll(".figure-box > svg").forEach(neighbours);
  document.querySelectorAll(".figure-box").forEach(choices);
});
