// The search page: asks the index beside the pages (Pagefind) and shows sentences that lead to their places.
"use strict";
{
  const form = document.querySelector("article .book-search");
  const field = form.elements.q;
  const said = document.querySelector(".search-said");
  const list = document.querySelector(".search-found");
  const place = new URL("pagefind/pagefind.js", document.baseURI);
  const HAN = "[\\u3400-\\u4dbf\\u4e00-\\u9fff]";
  const STEP = 8;
  let index;
  let asked = 0;

  const load = () => (index ??= import(place.href).then(async (found) => {
    await found.options({ excerptLength: 28, ranking: { termSaturation: 0.5, pageLength: 0.5, metaWeights: { title: 8 } } });
    await found.init();
    return found;
  }));

  // Chinese is indexed by character: characters that stand together are asked for in their order.
  const spaced = (words) => words.replace(new RegExp(`(?<=${HAN})(?=[\\w${HAN.slice(1)})|(?<=\\w)(?=${HAN})`, "gu"), " ").trim();
  const joined = (html) => html.replace(new RegExp(`(${HAN}(?:</mark>)?) (?=(?:<mark>)?${HAN})`, "gu"), "$1").replaceAll("</mark><mark>", "");

  // Pages that hold the words as they were typed come before those that hold them apart.
  const find = async (words) => {
    const pagefind = await load();
    const query = spaced(words);
    const exact = query.includes(" ") && !query.includes('"') ? (await pagefind.search(`"${query}"`)).results : [];
    const apart = new RegExp(`^[${HAN.slice(1, -1)}\\s]+$`, "u").test(query) && exact.length ? [] : (await pagefind.search(query)).results;
    const first = new Set(exact.map((one) => one.id));
    return [...exact, ...apart.filter((one) => !first.has(one.id))];
  };

  // The words asked for that a part holds: its hits, each of the word that it begins like.
  const held = (part, content, words) => {
    const hits = part.locations.map((place) => content[place]?.toLowerCase() ?? "");
    return words.filter((word) => hits.some((hit) => hit.includes(word.slice(0, Math.max(3, word.length - 2))))).length;
  };
  const weight = (part) => part.weighted_locations.reduce((sum, one) => sum + one.balanced_score, 0);
  const address = (url) => new URL(url.replace(/^\//, ""), document.baseURI).href;
  const element = (name, html, href) => {
    const made = document.createElement(name);
    if (href) made.href = address(href);
    made.innerHTML = html;
    return made;
  };

  // A page with its parts in order, those first that hold most of the words: a page so named comes before all others,
  // and one that holds the words in one place before one that holds them here and there.
  const judged = (page, words) => {
    const content = page.content.split(/\s+/);
    const each = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const parts = page.sub_results.map((part) => ({ part, held: held(part, content, each), weight: weight(part) }));
    parts.sort((a, b) => b.held - a.held || b.weight - a.weight);
    const named = page.meta.title.toLowerCase() === words.toLowerCase();
    return { page, parts: parts.map((one) => one.part), rank: named ? Infinity : parts[0]?.held ?? 0 };
  };

  const shown = ({ page, parts: all }) => {
    const item = document.createElement("li");
    const parts = all.slice(0, 3);
    const [best, ...others] = parts.length ? parts : [page];
    const heading = document.createElement("h2");
    heading.append(element("a", page.meta.title, best.url));
    item.append(heading);
    for (const part of [best, ...others]) {
      const line = element("p", joined(part.excerpt.replace(`${part.title}. `, "")));
      if (part.title && part.title !== page.meta.title) line.prepend(element("a", part.title, part.url), " ");
      item.append(line);
    }
    return item;
  };

  const show = async () => {
    const words = field.value.trim();
    const mine = ++asked;
    const address = new URL(location);
    if (words) address.searchParams.set("q", words);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!words) {
      list.replaceChildren();
      said.textContent = "";
      return;
    }
    let found;
    try {
      found = await find(words);
    } catch {
      said.textContent = "The search index could not be read. It needs the book on a web server: opened from a folder, use your browser's search within a page.";
      return;
    }
    if (mine !== asked) return;
    said.textContent = found.length === 0 ? `Nothing found for “${words}”.` : `${found.length} ${found.length === 1 ? "page" : "pages"} for “${words}”`;
    list.replaceChildren();
    const add = async (from) => {
      const pages = await Promise.all(found.slice(from, from + STEP).map((one) => one.data()));
      if (mine !== asked) return;
      const items = pages.map((page) => judged(page, spaced(words))).toSorted((a, b) => b.rank - a.rank || 0).map(shown);
      list.append(...items);
      if (from > 0) items[0].querySelector("a").focus();
      if (from + STEP < found.length) {
        const more = element("button", "More pages");
        more.type = "button";
        more.className = "tool more-pages";
        more.addEventListener("click", () => { more.remove(); add(from + STEP); });
        list.after(more);
      }
    };
    document.querySelectorAll(".more-pages").forEach((one) => one.remove());
    await add(0);
  };

  let waiting;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 250); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) show();
  field.focus();
}
