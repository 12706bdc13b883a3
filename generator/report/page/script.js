"use strict";
// Searching and folding. Everything else works without this script.

const box = document.getElementById("search");
const items = [...document.querySelectorAll("[data-item]")];
const folds = [...document.querySelectorAll("main details")];
const outer = folds.filter((fold) => !fold.parentElement.closest("details"));
const plurals = { stack: "stacks", database: "databases", finding: "findings", change: "changes", module: "modules" };
document.querySelector(".tools").hidden = false;
document.querySelector(".folding").hidden = folds.length === 0;

// What an item is found by: what it says itself of that, or else all of its text. Read once, when it is first needed.
const texts = new Map();
function textOf(item) {
  if (!texts.has(item)) texts.set(item, (item.dataset.item || item.textContent).toLowerCase());
  return texts.get(item);
}

function search() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = {};
  for (const item of items) {
    const matches = words.every((word) => textOf(item).includes(word));
    item.hidden = !matches;
    if (matches && item.dataset.kind) counts[item.dataset.kind] = (counts[item.dataset.kind] || 0) + 1;
  }
  announce(words.length ? counts : null);
}

function announce(counts) {
  const said = document.getElementById("matches");
  if (!counts) {
    said.textContent = "";
    return;
  }
  const parts = Object.entries(plurals)
    .filter(([kind]) => counts[kind])
    .map(([kind, plural]) => `${counts[kind].toLocaleString("en")} ${counts[kind] === 1 ? kind : plural}`);
  said.textContent = parts.length ? `Found: ${parts.join(", ")}` : "Nothing found";
}

let waiting = 0;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 80); // not at every key of a fast typist
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    search();
    const first = items.find((item) => item.dataset.kind && !item.hidden);
    const target = first?.querySelector("a, summary") || null;
    if (box.value && target) target.focus();
  } else if (event.key === "Escape") {
    box.value = "";
    search();
    box.blur();
  }
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// The parts themselves; inside of them only what is not as long as the files of Terraform.
document.getElementById("expand").addEventListener("click", () => outer.forEach((fold) => (fold.open = true)));
document.getElementById("collapse").addEventListener("click", () => folds.forEach((fold) => (fold.open = false)));
