// Small helpers to build the page. Text goes in as text; the only HTML is what the server rendered.

let texts = {};

/** Fetch the page's own sentences; they are data, not code. */
export async function loadTexts() {
  texts = await (await fetch("texts.json")).json();
}

/** A sentence with its {places} filled in. */
export function say(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** An element: properties that begin with "on" are listeners, the others attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const policy = window.trustedTypes?.createPolicy("wegwijs", { createHTML: (html) => html });

/** What the server rendered from Markdown, with HTML switched off there. */
export function rendered(html) {
  const body = el("div", { class: "words" });
  body.innerHTML = policy ? policy.createHTML(html) : html;
  return body;
}

/**
 * Make the children of `parent` those of `items`, touching only what changed: what did not
 * change keeps its focus and is not read aloud again.
 *
 * @param items pairs of a key and something whose JSON tells whether it changed
 * @param build makes the element for an item
 */
export function patch(parent, items, build) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let before = null;
  for (const [key, item] of items) {
    const print = JSON.stringify(item);
    let child = old.get(key);
    old.delete(key);
    if (!child || child.print !== print) {
      const fresh = build(item);
      fresh.dataset.key = key;
      fresh.print = print;
      if (child) replaceKeepingFocus(child, fresh);
      child = fresh;
    }
    const place = before ? before.nextElementSibling : parent.firstElementChild;
    if (place !== child) parent.insertBefore(child, place);
    before = child;
  }
  for (const child of old.values()) child.remove();
}

/** Put `fresh` in the place of `old`; an open menu stays open, and the focus where it was. */
function replaceKeepingFocus(old, fresh) {
  const inside = old.contains(document.activeElement);
  const focus = inside && document.activeElement.dataset.focus;
  const item = inside && document.activeElement.textContent;
  const menu = old.querySelector("details[open]");
  old.replaceWith(fresh);
  if (menu) fresh.querySelector("details")?.setAttribute("open", "");
  if (focus) fresh.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  else if (item) [...fresh.querySelectorAll("button")].find((one) => one.textContent === item)?.focus();
}
