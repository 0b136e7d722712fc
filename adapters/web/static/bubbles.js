// One message on the page: its words, its buttons, its marks, and the small menu beside it.

import { el, rendered, say } from "./dom.js";
import { messages } from "./model.js";

const REACTIONS = ["1️⃣", "2️⃣", "3️⃣", "👍", "✅"];
const SAFE_LINK = /^(https?|tel|mailto):/i;
const KINDS = { photo: "🖼️", voice: "🎤", document: "📄", sticker: "🏷️", location: "📍" };
const LONG = 1500;

/**
 * Build a message.
 *
 * @param message as the server tells it
 * @param viewer {who, name, press, react, edit, remove, reply}: who looks, and what they can do
 */
export function bubble(message, viewer) {
  const own = message.who === viewer.who && message.name === viewer.name;
  const side = own ? "own" : message.who;
  return el(
    "article",
    { class: `message from-${side}`, "data-message": message.id },
    head(message, own),
    quoted(message),
    el(
      "div",
      { class: "line" },
      el("div", { class: "bubble" }, ...content(message)),
      message.deleted || message.kind === "choice" ? null : menu(message, own, viewer),
    ),
    message.deleted ? null : buttons(message, viewer),
    marks(message),
  );
}

function head(message, own) {
  const time = new Date(message.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const name = message.who === "bot" ? say("web_bot") : message.name;
  return el(
    "p",
    { class: own ? "head" : "head named" },
    name && !(own && message.who === "citizen") ? el("strong", {}, name) : null,
    el("time", { datetime: new Date(message.at).toISOString() }, time),
    message.edited && !message.deleted && !message.buttons.length
      ? el("span", {}, say("web_edited"))
      : null,
  );
}

/** The beginning of what a person replies to. */
function quoted(message) {
  const original = message.who !== "bot" && messages(message.chat).get(message.about);
  if (!original) return null;
  const words = original.html ? rendered(original.html).textContent : original.text;
  return el("p", { class: "quoted" }, words.trim().split("\n")[0].slice(0, 80));
}

function content(message) {
  if (message.deleted) return [el("p", { class: "deleted" }, say("web_deleted"))];
  if (message.html) return [rendered(message.html)];
  const parts = [];
  if (message.kind === "choice") parts.push(el("span", { class: "tick", "aria-hidden": true }, "✓ "));
  else if (message.kind) {
    const label = say(`web_attach_${message.kind}`);
    parts.push(
      el("p", { class: "attached" }, el("span", { "aria-hidden": true }, KINDS[message.kind]), label),
    );
  }
  const long = message.text.length > LONG;
  const words = { class: long ? "typed long" : "typed", tabindex: long ? 0 : undefined };
  if (message.text) parts.push(el("span", words, message.text));
  return parts;
}

function buttons(message, viewer) {
  if (!message.buttons.length) return null;
  let number = 0;
  const rows = message.buttons.map((row) =>
    el("div", { class: "row" }, ...row.map((b) => button(b, b.data ? ++number : 0, message, viewer))),
  );
  return el("div", { class: message.chosen ? "buttons answered" : "buttons" }, ...rows);
}

function button({ label, data, url }, number, message, viewer) {
  if (!data) {
    const href = SAFE_LINK.test(url) ? url : undefined;
    const arrow = el("span", { "aria-hidden": true, class: "arrow" }, "↗");
    return el("a", { class: "button", href, target: "_blank", rel: "noopener noreferrer" }, label, arrow);
  }
  const chosen = message.chosen === data;
  return el(
    "button",
    {
      type: "button",
      class: chosen ? "button chosen" : "button",
      "data-focus": data,
      onclick: () => viewer.press(message, data),
    },
    el("span", { class: "number" }, String(number)),
    label,
    chosen ? el("span", { class: "unseen" }, ` (${say("web_chosen")})`) : null,
  );
}

function marks(message) {
  const all = Object.entries(message.marks);
  if (!all.length) return null;
  const shown = all.map(([who, emoji]) => el("span", { class: "mark", title: nameOf(who) }, emoji));
  return el("p", { class: "marks" }, ...shown);
}

function nameOf(who) {
  if (who === "bot") return say("web_bot");
  return who === "citizen" ? say("web_tab_citizen") : who;
}

function menu(message, own, viewer) {
  const item = (key, act) => el("button", { type: "button", onclick: act }, say(key));
  const items = [];
  if (own && !message.kind) items.push(item("web_edit", () => viewer.edit(message)));
  if (own) items.push(item("web_delete", () => viewer.remove(message)));
  if (!own) items.push(item("web_reply", () => viewer.reply(message)));
  if (message.who === "bot") {
    const emoji = REACTIONS.map((mark) =>
      el(
        "button",
        {
          type: "button",
          "aria-label": say("web_react", { emoji: mark }),
          onclick: () => viewer.react(message, mark),
        },
        mark,
      ),
    );
    items.push(el("div", { class: "reactions" }, ...emoji));
  }
  return dropdown("menu", say("web_menu"), "⋯", items);
}

/** A button that unfolds a few more; Escape, choosing, or looking elsewhere folds it again. */
export function dropdown(name, label, sign, items) {
  const box = el(
    "details",
    { class: `dropdown ${name}` },
    el(
      "summary",
      { "aria-label": label, title: label, "data-focus": name },
      el("span", { "aria-hidden": true }, sign),
    ),
    el("div", { class: "items" }, ...items),
  );
  const close = () => {
    box.open = false;
  };
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    close();
    box.querySelector("summary").focus();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
  box.querySelector(".items").addEventListener("click", close);
  return box;
}
