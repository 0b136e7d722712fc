// The left side: the citizens of this page, and the chat of the one that is chosen.

import { bubble } from "./bubbles.js";
import { composer } from "./composer.js";
import { el, patch, say } from "./dom.js";
import { messages, model } from "./model.js";
import { act, newId } from "./network.js";
import { follow, stayAtEnd } from "./scroll.js";

const KEPT = "wegwijs-citizen";

/** Build the panel; returns {draw, news, settle}. */
export function citizenPanel() {
  const talk = document.getElementById("talk");
  const list = document.getElementById("citizens");
  const examples = document.getElementById("examples");
  const unread = new Map();
  let inSight = null; // the pressed pill, once it was scrolled to
  let chosen = sessionStorage.getItem(KEPT);
  stayAtEnd(talk);

  const send = (deed) => act({ ...deed, chat: chosen });
  const writing = composer(say("web_message"), send, [["web_leave", () => leave()]]);
  document.getElementById("citizen-composer").append(writing.element);
  const viewer = {
    who: "citizen",
    name: "",
    press: (message, data) => tryTo({ do: "press", message: message.id, data }),
    react: (message, emoji) => tryTo({ do: "react", message: message.id, emoji }),
    remove: (message) => tryTo({ do: "delete", message: message.id }),
    edit: (message) => writing.edit(message),
    reply: (message) => writing.reply(message),
  };
  const tryTo = async (deed) => writing.trouble(await send({ ...deed, id: newId() }));

  const choose = (chat) => {
    if (chat !== chosen) writing.reset();
    chosen = chat;
    sessionStorage.setItem(KEPT, chat);
    unread.delete(chat);
    draw();
    talk.scrollTop = talk.scrollHeight;
  };
  const arrive = async (chat, more = {}) => {
    choose(chat);
    writing.trouble(await act({ do: "arrive", id: newId(), chat, ...more }));
  };
  const leave = async () => {
    const trouble = await send({ do: "leave", id: newId() });
    if (trouble === null && model.citizens.length) choose(model.citizens.at(-1).chat);
    else if (trouble === null) arrive(newId());
    writing.trouble(trouble);
  };
  document.getElementById("new-citizen").addEventListener("click", () => {
    arrive(newId());
    writing.element.querySelector("textarea").focus();
  });
  for (const example of examples.querySelectorAll("button")) {
    example.addEventListener("click", () => writing.say(example.textContent));
  }

  function draw() {
    const citizens = model.citizens.map((citizen) => [
      citizen.chat,
      { ...citizen, chosen: citizen.chat === chosen, unread: unread.get(citizen.chat) ?? 0 },
    ]);
    patch(list, citizens, pill);
    const pressed = list.querySelector("[aria-pressed=true]");
    if (pressed !== inSight) pressed?.scrollIntoView({ block: "nearest", inline: "nearest" });
    inSight = pressed;
    const shown = [...messages(chosen).values()];
    follow(talk, () => patch(talk, shown.map((one) => [one.id, one]), (one) => bubble(one, viewer)));
    examples.hidden = shown.some((message) => message.who === "citizen");
  }
  const pill = (citizen) =>
    el(
      "button",
      {
        type: "button",
        class: "pill",
        "aria-pressed": String(citizen.chosen),
        "data-focus": "pill",
        onclick: () => choose(citizen.chat),
      },
      say("web_citizen", { number: citizen.number }),
      citizen.unread
        ? el("span", { class: "badge" }, say("web_unread", { number: citizen.unread }))
        : null,
    );

  return {
    draw,
    /** A message came that this citizen may not see at once. */
    news(message) {
      if (message.chat === chosen || message.who === "citizen") return;
      unread.set(message.chat, (unread.get(message.chat) ?? 0) + 1);
    },
    /** After everything was told: be a citizen that is there, or a new one. */
    settle(start) {
      if (start) arrive(newId(), { start });
      else if (chosen && !model.chats.has(chosen)) arrive(chosen, { back: true });
      else if (!chosen && model.citizens.length) choose(model.citizens.at(-1).chat);
      else if (!chosen) arrive(newId());
    },
  };
}
