// The search page: asks the index beside the pages (Pagefind) and shows sentences that lead to their places.
"use strict";
{
  const form = document.querySelector("article .book-search");
  const field = form.elements.q;
  const said = document.querySelector(".search-said");
  const list = document.querySelector(".search-found");
  const place = new URL("pagefind/pagefind.js", document.baseURI);
  const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff";
  const APART = " \u2060"; // between the characters of a Chinese word, as the index has them
  const STEP = 8; // pages at a time
  const PLACES = 3; // of a page
  const [SHORT, LENGTH] = [16, 48]; // words of what is shown of a place
  const END = /[.!?。！？]["”’)]*$/u;
  const TIERS = [, 3, 3, 3, 3, 1, 2]; // of places by their headings: what is told, then statements, then tables
  // What a question has besides what it asks for.
  const IDLE = new Set("a an and are at by did do does for from get got has have how in is it many much of on the there to was were what when where which who why will with".split(" "));
  let index;
  let asked = 0;

  const load = () => (index ??= import(place.href).then(async (found) => {
    await found.options({ ranking: { termSaturation: 0.5, pageLength: 0.5, metaWeights: { title: 8 } } });
    await found.init();
    return found;
  }));

  // As names and words are compared: small letters and digits alone.
  const plain = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  // The terms of what was typed, each as its words: Chinese is indexed by character and asked for in its order.
  const termsOf = (typed) => typed.replaceAll('"', " ")
    .replace(new RegExp(`(?<=[${HAN}])(?=[\\w${HAN}])|(?<=\\w)(?=[${HAN}])`, "gu"), APART)
    .split(/\s+(?!\u2060)/).map((term) => term.split(APART).map(plain).filter(Boolean)).filter((term) => term.length);

  // Whether a word of a page is one that was asked for: it holds it, or differs in its ending.
  const alike = (word, asked) => {
    if (word.includes(asked) || (word.length > 2 && asked.startsWith(word))) return true;
    return asked.length > 5 && word.startsWith(asked.slice(0, -3));
  };
  // Where a term stands on a page: of its words in a row the first, by location.
  const standing = (term, words, locations) => term.length === 1
    ? locations.filter((at) => alike(words[at] ?? "", term[0]))
    : locations.filter((at) => term.every((word, next) => words[at + next] === word));

  // The sentence of a part that holds most of the terms; a statement is one sentence.
  const telling = ({ words, from, to, hits, level }) => {
    const ends = [];
    for (let at = from; at < to; at += 1) if (at === to - 1 || (level < 6 && END.test(words[at]))) ends.push(at + 1);
    const held = (start, end) => new Set([...hits].filter(([at]) => at >= start && at < end).map(([, term]) => term)).size;
    return ends.map((end, n) => ({ start: ends[n - 1] ?? from, end, held: held(ends[n - 1] ?? from, end) }))
      .reduce((one, other) => (other.held > one.held ? other : one), { start: from, end: from, held: 0 });
  };

  // A page in its parts that hold a term, each with where the terms stand in it.
  const partsOf = (page, terms) => {
    const words = page.content.split(/\s+/);
    const bare = words.map(plain);
    const score = new Map(page.weighted_locations.map((one) => [one.location, one.balanced_score]));
    const anchors = page.anchors.filter((one) => /^(h\d|i)$/.test(one.element)).sort((a, b) => a.location - b.location);
    const headings = new Map(anchors.filter((one) => one.element !== "i").map((one) => [one.id, one]));
    const places = [{ location: 0, element: "i", id: "" }, ...anchors];
    const parts = places.map(({ location, id, text, element }, n) => ({
      id, words, title: headings.get(id)?.text ?? "", level: Number(headings.get(id)?.element[1] ?? 1),
      begins: location, from: location + (element === "i" ? 0 : text.split(/\s+/).length), to: places[n + 1]?.location ?? words.length,
      hits: new Map(), held: 0, weight: 0,
    }));
    for (const term of terms) {
      const holding = new Set();
      for (const at of standing(term, bare, page.locations)) {
        const part = parts.findLast((one) => one.begins <= at);
        term.forEach((_, next) => part.hits.set(at + next, term));
        part.weight += score.get(at) ?? 0;
        holding.add(part);
      }
      holding.forEach((part) => { part.held += 1; });
    }
    return parts.filter((part) => part.held).map((part) => ({ ...part, best: telling(part) }));
  };

  const by = (...keys) => (a, b) => keys.reduce((order, key) => order || key(b) - key(a), 0);

  // Whether a page's title holds all that is asked for, or a page is called by some of the terms and a heading of it holds
  // the others: "power at night", "ILRS members".
  const answers = (page, terms, parts) => {
    const title = page.meta.title.split(/\s+/).map(plain);
    const asked = terms.filter((term) => !IDLE.has(term[0]));
    if (asked.length > 1 && asked.every((term) => term.length === 1 && title.some((word) => alike(word, term[0])))) return true;
    const others = terms.filter((term) => !(page.filters.name ?? []).includes(term.join("")));
    const heads = parts.filter((part) => part.level === 2).map((part) => part.title.split(/\s+/).map(plain));
    return others.length > 0 && others.length < terms.length
      && heads.some((words) => others.every((term) => term.length === 1 && words.some((word) => alike(word, term[0]))));
  };

  // A page with its places in order: those that hold most of the terms, in one sentence; what is told before records;
  // and how much of one of its names was typed.
  const judged = (page, terms) => {
    const parts = partsOf(page, terms).sort(by((one) => plain(one.title) === terms.flat().join(""), (one) => one.held + one.best.held, (one) => TIERS[one.level], (one) => one.weight));
    const places = parts.filter((part, n) => parts.findIndex((one) => one.id === part.id) === n);
    const typed = terms.flat().join("");
    const begun = (page.filters.name ?? []).filter((name) => name.startsWith(typed)).map((name) => typed.length / name.length);
    const held = places[0] ? places[0].held + places[0].best.held : 0;
    return { page, parts: places.slice(0, PLACES), held, begun: Math.max(0, ...begun), answers: answers(page, terms, places) };
  };

  const address = (url) => new URL(url.replace(/^\//, ""), document.baseURI).href;
  const link = (text, url) => Object.assign(document.createElement("a"), { textContent: text.replaceAll(APART, ""), href: address(url) });

  // What is shown of a part: its best sentence, and the next if that is short, with the terms marked.
  const sentence = ({ words, to, hits, best }) => {
    const line = document.createElement("p");
    const first = [...hits.keys()].filter((at) => at >= best.start).sort((a, b) => a - b)[0] ?? best.start;
    const end = best.end - best.start < SHORT ? Math.min(to, best.start + SHORT) : best.end;
    const start = end - best.start > LENGTH ? Math.max(best.start, Math.min(first - SHORT, end - LENGTH)) : best.start;
    if (start > best.start) line.append("… ");
    for (let at = start; at < Math.min(end, start + LENGTH); at += 1) {
      const text = words[at].replace("\u2060", "");
      if (at > start && text === words[at]) line.append(" ");
      if (!hits.has(at)) line.append(text);
      else if (line.lastChild?.nodeName === "MARK") line.lastChild.textContent += text;
      else line.append(Object.assign(document.createElement("mark"), { textContent: text }));
    }
    if (end > start + LENGTH || (end < to && !END.test(words[end - 1]))) line.append(" …");
    return line;
  };

  const shown = ({ page, parts }) => {
    const item = document.createElement("li");
    const heading = document.createElement("h2");
    const url = (id) => page.url + (id && `#${id}`);
    heading.append(link(page.meta.title, url(parts[0]?.id ?? "")));
    item.append(heading);
    for (const part of parts) {
      const line = sentence(part);
      if (part.title && part.title !== page.meta.title) line.prepend(link(part.title, url(part.id)), " ");
      item.append(line);
    }
    return item;
  };

  // The pages that hold all the terms: those so named, those that hold the words as they were typed, the others;
  // if none holds all, those that hold some. Chapters come before pages that are worth as much,
  // and those that repeat what others say behind.
  const find = async (typed, terms) => {
    const pagefind = await load();
    const results = async (...what) => (await pagefind.search(...what)).results;
    const ids = async (...what) => new Set((await results(...what)).map((one) => one.id));
    const quoted = (words) => `"${words.join(" ")}"`;
    // Pagefind answers a word that the book does not have with pages of one that begins like it.
    const known = async (word) => {
      if ((await results(quoted([word]))).length) return true;
      const [page] = await Promise.all((await results(word)).slice(0, 1).map((one) => one.data()));
      return page?.locations.some((at) => plain(page.content.split(/\s+/)[at] ?? "").includes(word)) ?? false;
    };
    const holding = async (some) => {
      if (!(await Promise.all(some.flat().map(known))).every(Boolean)) return [];
      const inOrder = await Promise.all(some.filter((term) => term.length > 1).map((term) => ids(quoted(term))));
      return (await results(some.flat().join(" "))).filter((one) => inOrder.every((set) => set.has(one.id)));
    };
    const named = await results(null, { filters: { name: plain(typed) } });
    const phrase = await ids(quoted(terms.flat()));
    const [chapters, behind] = await Promise.all(["chapter", "behind"].map((kind) => ids(null, { filters: { kind } })));
    const asked = terms.filter((term) => !IDLE.has(term[0]));
    let held = await holding(asked.length ? asked : terms);
    if (typed.includes('"')) held = held.filter((one) => phrase.has(one.id));
    const whole = held.length + named.length > 0;
    if (!whole) {
      const some = new Map();
      for (const one of (await Promise.all(asked.map((term) => holding([term])))).flat()) some.set(one.id, { ...one, score: one.score + (some.get(one.id)?.score ?? 0) });
      held = [...some.values()];
    }
    const rank = (one) => (named.some((other) => other.id === one.id) ? 2 : Number(phrase.has(one.id) && !behind.has(one.id)));
    const worth = (one) => one.score * (chapters.has(one.id) ? 2 : behind.has(one.id) ? 0.25 : 1);
    const pages = [...named.filter((one) => !held.some((other) => other.id === one.id)), ...held];
    return { whole, pages: pages.map((one) => ({ ...one, rank: rank(one), worth: worth(one) })).sort(by((one) => one.rank, (one) => one.worth)) };
  };

  const told = (typed, { whole, pages: { length } }) => {
    const pages = `${length} ${length === 1 ? "page" : "pages"}`;
    if (length === 0) return `Nothing found for “${typed}”.`;
    return whole ? `${pages} for “${typed}”` : `No page holds all of “${typed}”; ${pages} with some of it`;
  };

  // Where a reader can look who has found nothing.
  const ways = () => [link("who and what there is", "notebooks/who.html"), ", ", link("the documents", "notebooks/documents.html"), " and ", link("the glossary", "notebooks/glossary.html")];

  // Words that only together are a name, as the index has it: "Chang'e 8" is asked for as "Chang'e-8".
  const joined = async (typed) => {
    const pagefind = await load();
    const words = typed.split(/\s+/);
    for (let n = 0; n + 1 < words.length; n += 1) {
      const whole = `${words[n]}-${words[n + 1]}`;
      if (/^\d/.test(words[n + 1]) && (await pagefind.search(null, { filters: { name: plain(whole) } })).results.length) words.splice(n, 2, whole);
    }
    return words.join(" ");
  };

  const show = async () => {
    const typed = field.value.trim();
    const mine = ++asked;
    const address = new URL(location);
    if (typed) address.searchParams.set("q", typed);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    let terms = [];
    let found = { whole: true, pages: [] };
    try {
      const meant = typed && await joined(typed);
      terms = termsOf(meant);
      if (terms.length) found = await find(meant, terms);
    } catch {
      said.textContent = "The search index could not be read. It needs the book on a web server: opened from a folder, use your browser's search within a page.";
      return;
    }
    if (mine !== asked) return;
    document.querySelectorAll(".more-pages").forEach((one) => one.remove());
    list.replaceChildren();
    const add = async (from) => {
      const pages = await Promise.all(found.pages.slice(from, from + STEP).map(async (one) => ({ ...one, ...judged(await one.data(), terms) })));
      if (mine !== asked) return;
      const items = pages.sort(by((one) => (one.answers ? Math.max(one.rank, 1.5) : one.rank), (one) => one.begun, (one) => one.held, (one) => one.worth)).map(shown);
      list.append(...items);
      if (from > 0) items[0].querySelector("a").focus();
      if (from + STEP < found.pages.length) {
        const more = Object.assign(document.createElement("button"), { textContent: "More pages", type: "button", className: "tool more-pages" });
        more.addEventListener("click", () => { more.remove(); add(from + STEP); });
        list.after(more);
      }
    };
    said.textContent = typed && told(typed, found);
    if (typed && !found.pages.length) said.append(" Try one word of it, or look in ", ...ways(), ".");
    await add(0);
  };

  let waiting;
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 250); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) show();
  field.focus();
}
