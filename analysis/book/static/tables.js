// Tables and statements: long ones can be sorted and searched and say how much they show; a link to what is folded or filtered out
// shows it; a finding picks out its own statements. Without this script every page is complete, only plainer. (Own code, since the
// table libraries ship as modules, which browsers refuse to load from a folder.)
"use strict";

const MANY = 12; // links, buttons, fields

function cellValue(row, column) {
  const cell = row.cells[column];
  const text = cell.dataset.sort ?? cell.textContent.trim();
  const number = Number(text.replace(/,/g, ""));
  return text !== "" && !Number.isNaN(number) ? number : text.toLowerCase();
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

// Each head sorts; where a phone shows lines as cards it has no heads, and a choice does. Returns that choice.
function sortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  const sort = (column, down) => {
    for (const other of heads) other.removeAttribute("aria-sort");
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => (down ? -1 : 1) * compare(cellValue(a, column), cellValue(b, column)));
    table.tBodies[0].append(...rows);
  };
  const by = document.createElement("select");
  by.append(new Option("as it stands", ""));
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(column, head.getAttribute("aria-sort") === "ascending"));
    const name = button.textContent.trim();
    if (name) by.append(new Option(`${name} ▲`, `${column} up`), new Option(`${name} ▼`, `${column} down`));
  });
  by.addEventListener("change", () => by.value && sort(Number.parseInt(by.value, 10), by.value.endsWith("down")));
  const held = named("Sort by", by);
  held.className = "sort-by";
  return held;
}

// Boxes that can be filtered -> how to show all of their items, or only some.
const filters = new Map();

function named(label, control) {
  const held = document.createElement("label");
  held.append(`${label} `, control);
  return held;
}

// Who says a statement: its link to the statement on the page of its document.
function saidBy(item) {
  return (item.id && item.querySelector(`a[href*="sources/"][href$="#${item.id}"]`)?.textContent) || "";
}

function filterable(box, items, label, sorting) {
  const bar = document.createElement("div");
  const input = document.createElement("input");
  const by = document.createElement("select");
  const told = document.createElement("span");
  const all = document.createElement("button");
  bar.className = "filter";
  input.type = "search";
  told.setAttribute("role", "status");
  all.type = "button";
  all.textContent = "Show all";
  bar.append(named(label, input));
  const sources = [...new Set(items.map(saidBy))].filter(Boolean).sort();
  if (sources.length > 1) {
    by.append(new Option("any document", ""), ...sources.map((name) => new Option(name, name)));
    bar.append(named("Said by", by));
  }
  if (sorting) bar.append(sorting);
  bar.append(told, all);
  box.prepend(bar);
  const folds = [...box.querySelectorAll("details")];
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  let picked = null;

  function apply() {
    const words = input.value.toLowerCase().split(/\s+/);
    let shown = 0;
    for (const item of items) {
      const kept = words.every((word) => texts.get(item).includes(word));
      item.hidden = !kept || (by.value && saidBy(item) !== by.value) || (picked && !picked.has(item.id));
      shown += item.hidden ? 0 : 1;
    }
    const some = shown < items.length;
    told.textContent = some || input.value ? `${shown} of ${items.length} shown` : `${items.length} in all`;
    if (picked) told.textContent += shown < picked.size ? `, of the ${picked.size} behind the finding` : ", those behind the finding";
    all.hidden = !some;
    for (const fold of folds) {
      fold.hidden = ![...fold.querySelectorAll("li")].some((item) => !item.hidden);
      if (some && !fold.hidden) fold.open = true;
    }
  }

  function pick(ids) {
    input.value = "";
    by.value = "";
    picked = ids;
    apply();
  }

  input.addEventListener("input", apply);
  by.addEventListener("change", apply);
  all.addEventListener("click", () => pick(null));
  filters.set(box, pick);
  apply();
}

function unfold(target, block) {
  for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  target.scrollIntoView({ block });
}

// Show what the address names, whatever folds it or filters it out.
function showTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.matches(".moved")) { // a long list has a page of its own
    location.replace(target.closest(".all-rows").querySelector("a").href + location.hash);
    return;
  }
  if (target.hidden) filters.get(target.closest(".said-box, .data-table, .who-box"))?.(null);
  if (target.closest("details")) unfold(target, "center");
}

// A finding shows its statements on this page; where there are none its link leads to the page that has them, which shows them.
function pickOut(event) {
  const link = event.target.closest?.("a[data-rows]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const ids = new Set(link.dataset.rows.split(" "));
  const apart = link.getAttribute("href").includes("/tables/"); // a long list has a page of its own
  if (!apart && showPicked(ids)) event.preventDefault();
  else try { sessionStorage.setItem("picked", link.dataset.rows); } catch { /* then the page shows the first of them */ }
}

function showPicked(ids) {
  const here = [...ids].map((id) => document.getElementById(id)).filter((item) => item?.matches("li, tr"));
  if (!here.length) return false;
  for (const [box, pick] of filters) {
    const held = here.some((item) => box.contains(item));
    pick(held ? ids : null);
    if (held) unfold(box, "start");
  }
  here[0].tabIndex = -1;
  unfold(here[0], "center");
  here[0].focus({ preventScroll: true });
  return true;
}

// What a finding of the page before has picked out.
function pickedBefore() {
  try {
    const ids = sessionStorage.getItem("picked");
    sessionStorage.removeItem("picked");
    return ids && location.hash && ids.split(" ").includes(location.hash.slice(1)) ? new Set(ids.split(" ")) : null;
  } catch { return null; }
}

// A reader with a keyboard need not go through all the links of a long table or list.
function skippable(box, what, number) {
  if (box.querySelectorAll("a[href], button, input, select").length <= MANY) return;
  const end = document.createElement("span");
  const skip = document.createElement("a");
  end.id = `past-${number}`;
  end.tabIndex = -1;
  skip.className = "skip";
  skip.href = `#${end.id}`;
  skip.textContent = `Skip this ${what}`;
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    end.focus();
  });
  box.before(skip);
  box.after(end);
}

// What is still to be made of tables and lists: bit by bit, so that a reader who scrolls at once is not held up; all of it
// before anything is shown in them.
const waiting = [];
const TURN = 8; // milliseconds

function made(all) {
  const start = performance.now();
  while (waiting.length && (all || performance.now() - start < TURN)) waiting.shift()();
  if (waiting.length) setTimeout(made);
  else document.documentElement.dataset.tables = "made";
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".data-table.long").forEach((box) => waiting.push(() => {
    const table = box.querySelector("table");
    filterable(box, [...table.tBodies[0].rows], "Find in this table", sortable(table));
  }));
  document.querySelectorAll(".said-box").forEach((box) => waiting.push(() => {
    const items = [...box.querySelectorAll("ul.said > li")];
    if (items.length > 3) filterable(box, items, "Find in these statements");
  }));
  document.querySelectorAll(".who-box").forEach((box) => waiting.push(() => {
    const items = [...box.querySelectorAll("ul.who > li")];
    if (items.length > 8) filterable(box, items, "Find");
  }));
  document.querySelectorAll(".data-table, .said-box, .who-box, ul.bibliography").forEach((box, number) => {
    waiting.push(() => skippable(box, box.matches(".data-table") ? "table" : "list", number));
  });
  waiting.push(() => document.querySelectorAll("a.headerlink").forEach((link) => (link.tabIndex = -1))); // for a pointer, to copy
  window.addEventListener("hashchange", () => {
    made(true);
    showTarget();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("a")) made(true);
    pickOut(event);
    const link = event.target.closest?.('a[href^="#"]');
    if (link && !event.defaultPrevented && link.getAttribute("href") === location.hash) showTarget();
  });
  if (!location.hash) {
    setTimeout(made);
    return;
  }
  made(true);
  showTarget();
  const picked = pickedBefore();
  if (picked) showPicked(picked);
});
