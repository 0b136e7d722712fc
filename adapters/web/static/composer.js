// Where one writes: a field that grows, a send button, and a menu to send something else.

import { dropdown } from "./bubbles.js";
import { el, say } from "./dom.js";
import { newId } from "./network.js";

const ATTACHMENTS = ["photo", "voice", "document", "sticker", "location"];
let count = 0;

/**
 * Build a composer.
 *
 * @param label what the field is for
 * @param send takes a deed without its place; resolves to null or the code of what went wrong
 * @param more further items for the menu: pairs of a text's key and what it does
 * @returns {element, edit, reply, say}
 */
export function composer(label, send, more = []) {
  const id = `composer-${++count}`;
  const field = el("textarea", { id, rows: 1, enterkeyhint: "send", autocomplete: "off" });
  const note = el("p", { class: "note", hidden: true });
  const trouble = el("p", { class: "trouble", role: "alert", hidden: true });
  let mode = null; // {kind: "edit" | "reply", message}
  let tried = null; // the deed that failed: tried again, it keeps its id

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight + 2, 220)}px`;
  };
  const setMode = (next) => {
    mode = next;
    note.hidden = !mode;
    if (!mode) return;
    const cancel = () => {
      if (mode?.kind === "edit") field.value = "";
      setMode(null);
      field.focus();
    };
    note.replaceChildren(
      say(mode.kind === "edit" ? "web_editing" : "web_replying"),
      el("button", { type: "button", onclick: cancel }, say("web_cancel")),
    );
  };
  const attempt = async (deed) => {
    const same = tried && JSON.stringify({ ...tried, id: 0 }) === JSON.stringify({ ...deed, id: 0 });
    tried = same ? tried : deed;
    const code = await send(tried);
    trouble.hidden = code === null;
    trouble.textContent = code === null ? "" : say(`web_error_${code}`);
    if (code === null) tried = null;
    return code === null;
  };
  const submit = async (event) => {
    event?.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const deed = { do: "say", id: newId(), text };
    if (mode?.kind === "edit") Object.assign(deed, { do: "edit", message: mode.message.id });
    if (mode?.kind === "reply") deed.about = mode.message.id;
    const before = { value: field.value, mode };
    field.value = "";
    setMode(null);
    grow();
    if (await attempt(deed)) return;
    if (!field.value) {
      field.value = before.value; // nothing typed is ever lost
      setMode(before.mode);
      grow();
    }
  };
  const attach = async (kind) => {
    const deed = { do: "attach", id: newId(), kind, caption: field.value.trim() };
    if (await attempt(deed)) {
      field.value = "";
      grow();
    }
    field.focus();
  };

  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  const items = ATTACHMENTS.map((kind) =>
    el("button", { type: "button", onclick: () => attach(kind) }, say(`web_attach_${kind}`)),
  );
  for (const [key, act] of more) items.push(el("button", { type: "button", onclick: act }, say(key)));
  const element = el(
    "form",
    { class: "composer", onsubmit: submit },
    note,
    trouble,
    el("label", { for: id }, label),
    el(
      "div",
      { class: "composer-row" },
      dropdown("attach", say("web_attach"), "+", items),
      field,
      el("button", { class: "send", type: "submit" }, say("web_send")),
    ),
  );
  return {
    element,
    edit(message) {
      setMode({ kind: "edit", message });
      field.value = message.text;
      grow();
      field.focus();
    },
    reply(message) {
      setMode({ kind: "reply", message });
      field.focus();
    },
    say: (text) => attempt({ do: "say", id: newId(), text }),
    trouble(code) {
      trouble.hidden = code === null;
      trouble.textContent = code === null ? "" : say(`web_error_${code}`);
    },
    reset() {
      field.value = "";
      setMode(null);
      trouble.hidden = true;
      grow();
    },
  };
}
