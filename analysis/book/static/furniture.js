// The bar of tools: code shown or not, printing, the book's contents on a wide screen, the way to the search field.
"use strict";
{
  const root = document.documentElement;
  const keep = (key, value) => {
    try { localStorage.setItem(key, value); } catch { /* a reader who keeps nothing still reads */ }
  };
  const on = (selector, act) => document.querySelectorAll(selector).forEach((one) => one.addEventListener("click", act));

  const codeSwitch = () => {
    const shown = root.dataset.code === "shown";
    document.querySelectorAll(".code-switch").forEach((one) => one.setAttribute("aria-pressed", String(shown)));
  };
  on(".code-switch", (event) => {
    const place = event.currentTarget.getBoundingClientRect().top;
    const at = document.elementFromPoint(innerWidth / 2, place + 120);
    const before = at ? at.getBoundingClientRect().top : 0;
    root.dataset.code = root.dataset.code === "shown" ? "hidden" : "shown";
    if (at && scrollY > 0) scrollBy(0, at.getBoundingClientRect().top - before); // what was being read stays where it was
    keep("code", root.dataset.code);
    codeSwitch();
  });
  codeSwitch();

  on(".print-page", () => window.print());
  let before;
  addEventListener("beforeprint", () => { // the statements unfolded, where the style sheet cannot
    before ??= [...document.querySelectorAll("details.statements:not([open])")];
    for (const one of before) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of before ?? []) one.open = false;
    before = undefined;
  });

  const named = { light: "Colours: light", dark: "Colours: dark", auto: "Colours: as the system" };
  const colours = () => document.querySelectorAll(".theme-switch-button").forEach((one) => {
    one.title = named[root.dataset.mode] || named.auto;
    one.querySelector(".visually-hidden").textContent = one.title;
  });
  new MutationObserver(colours).observe(root, { attributes: true, attributeFilter: ["data-mode"] });
  colours();

  on(".primary-toggle", (event) => { // below this width the theme opens the contents as a dialog
    if (!matchMedia("(min-width: 992px)").matches) return;
    event.stopImmediatePropagation();
    document.getElementById("pst-primary-sidebar").classList.toggle("pst-sidebar-hidden");
  });
  document.getElementById("pst-primary-sidebar-modal")?.setAttribute("aria-label", "Contents of the book");
  const contents = document.getElementById("pst-secondary-sidebar-modal");
  contents?.setAttribute("aria-label", "Contents of this page");
  contents?.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    contents.close(); // which gives the focus back, and moves the page: go there after that
    location.hash = link.hash;
    document.getElementById(decodeURIComponent(link.hash.slice(1)))?.scrollIntoView();
  });

  // On a phone the style sheet keeps the third and later findings, and what the data are, one tap away.
  const findings = document.querySelector("section:has(> #what-the-data-are) > .cell ul.findings");
  if (findings && findings.children.length > 2) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more-findings";
    more.textContent = `Show ${findings.children.length - 2} more findings, and what each rests on`;
    findings.after(more);
    more.addEventListener("click", () => {
      root.dataset.findings = "all";
      findings.children[2].tabIndex = -1;
      findings.children[2].focus();
    });
  }
  const data = document.querySelector("#what-the-data-are > h2");
  if (data && matchMedia("(max-width: 575.98px)").matches) {
    const unfold = document.createElement("button");
    unfold.type = "button";
    unfold.className = "unfold";
    unfold.append(data.firstChild);
    data.prepend(unfold);
    const said = () => unfold.setAttribute("aria-expanded", String(data.parentElement.matches(".unfolded, :target")));
    unfold.addEventListener("click", () => {
      data.parentElement.classList.toggle("unfolded");
      said();
    });
    addEventListener("hashchange", said);
    said();
  }

  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const field = [...document.querySelectorAll("main .book-search input, .book-search input")].find((one) => one.offsetParent);
    if (field) field.focus();
    else document.querySelector(".to-search")?.click();
  });
}
