// The right side: the desk's room, with one foldable thread per case.

import { bubble } from "./bubbles.js";
import { composer } from "./composer.js";
import { el, patch, say } from "./dom.js";
import { messages, model } from "./model.js";
import { act, newId } from "./network.js";
import { follow, stayAtEnd } from "./scroll.js";

const KEPT = "wegwijs-staff";

/** Build the panel; returns {draw, news}. */
export function deskPanel() {
  const room = document.getElementById("room");
  const empty = room.querySelector(".empty");
  const announcer = document.getElementById("announcer");
  const people = document.getElementById("staff");
  const cases = new Map(); // thread id -> {element, list, writing, ...}
  let me = sessionStorage.getItem(KEPT);
  stayAtEnd(room);

  const send = (thread) => (deed) => act({ ...deed, chat: model.desk, thread, staff: me });
  const general = composer(say("web_desk_message"), (deed) => send(null)(deed));
  document.getElementById("desk-composer").append(general.element);

  const viewerIn = (thread, writing) => {
    const tryTo = async (deed) => writing.trouble(await send(thread)({ ...deed, id: newId() }));
    return {
      who: "staff",
      name: me,
      press: (message, data) => tryTo({ do: "press", message: message.id, data }),
      react: (message, emoji) => tryTo({ do: "react", message: message.id, emoji }),
      remove: (message) => tryTo({ do: "delete", message: message.id }),
      edit: (message) => writing.edit(message),
      reply: (message) => writing.reply(message),
    };
  };

  function caseOf(thread) {
    if (!cases.has(thread.id)) cases.set(thread.id, buildCase(thread));
    const one = cases.get(thread.id);
    const title = thread.title || say("web_case_untitled");
    one.title.textContent = title;
    one.state.textContent = say(thread.shut ? "web_case_closed" : "web_case_open");
    one.element.classList.toggle("shut", thread.shut);
    if (one.shut !== thread.shut) fold(one, thread.shut);
    one.shut = thread.shut;
    return one;
  }

  function draw() {
    patch(people, [["legend", 0], ...model.staff.map((name) => [name, { name, me }])], person);
    const items = itemsOfRoom();
    empty.hidden = items.length > 0;
    follow(room, () => {
      patch(room, [["empty", 0], ...items.map(([key, item]) => [key, item.stamp])], (stamp) =>
        buildItem(stamp, items),
      );
      for (const [thread, shown] of threadsOfRoom()) drawCase(thread, shown);
    });
  }

  /** The room as one reads it: messages to all, and each case where it began. */
  function itemsOfRoom() {
    const items = new Map();
    for (const message of messages(model.desk).values()) {
      if (!message.thread) items.set(message.id, { stamp: { message, me } });
      else if (model.threads.has(message.thread)) {
        items.set(message.thread, { stamp: { thread: message.thread } });
      }
    }
    return [...items];
  }
  function threadsOfRoom() {
    const threads = new Map();
    for (const message of messages(model.desk).values()) {
      const thread = message.thread && model.threads.get(message.thread);
      if (!thread) continue;
      if (!threads.has(thread)) threads.set(thread, []);
      threads.get(thread).push(message);
    }
    return threads;
  }
  function buildItem(stamp) {
    if (stamp.message) return bubble(stamp.message, viewerIn(null, general));
    return caseOf(model.threads.get(stamp.thread)).element;
  }
  function drawCase(thread, shown) {
    const one = caseOf(thread);
    one.count.textContent = one.element.open || !one.unread ? "" : say("web_unread", { number: one.unread });
    one.count.hidden = !one.count.textContent;
    const items = shown.map((message) => [message.id, { message, me }]);
    patch(one.list, items, (item) => {
      const element = bubble(item.message, viewerIn(thread.id, one.writing));
      if (item.message.id === thread.card) element.classList.add("card");
      return element;
    });
  }

  const person = (item) => {
    const input = el("input", { type: "radio", name: "staff", value: item.name, "data-focus": "me" });
    input.checked = item.name === me;
    input.addEventListener("change", () => {
      me = item.name;
      sessionStorage.setItem(KEPT, me);
      draw();
    });
    return el("label", { class: "pill" }, input, item.name);
  };
  people.querySelector("legend").dataset.key = "legend";
  people.querySelector("legend").print = "0";
  empty.dataset.key = "empty";
  empty.print = "0";

  function buildCase(thread) {
    const title = el("span", { class: "case-title" });
    const state = el("span", { class: "case-state" });
    const count = el("span", { class: "badge", hidden: true });
    const list = el("div", { class: "thread", role: "log", "aria-label": say("web_case_log") });
    const writing = composer(say("web_case_message"), (deed) => send(thread.id)(deed));
    const summary = el("summary", {}, title, count, state);
    const element = el("details", { class: "case" }, summary, list, writing.element);
    const one = { element, title, state, count, list, writing, shut: null, unread: 0 };
    element.addEventListener("toggle", () => {
      if (element.open) one.unread = 0;
      count.hidden = true;
    });
    return one;
  }
  function fold(one, shut) {
    const inside = one.element.contains(document.activeElement);
    one.element.open = !shut;
    if (shut && inside) one.element.querySelector("summary").focus();
  }

  return {
    /** Everything may be different: who is at the desk, too. */
    draw() {
      if (!model.staff.includes(me)) me = model.staff[0] ?? null;
      for (const id of cases.keys()) if (!model.threads.has(id)) cases.delete(id);
      draw();
    },
    /** A message came to the desk. */
    news(message) {
      const thread = model.threads.get(message.thread);
      if (!thread) return;
      if (thread.card === message.id) {
        announcer.textContent = say("web_case_new", { title: thread.title });
      }
      const one = cases.get(thread.id);
      if (one && !one.element.open && message.name !== me) one.unread += 1;
    },
  };
}
