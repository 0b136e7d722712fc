// The beginning: get the sentences, connect, and draw both sides at every change.

import { citizenPanel } from "./citizen.js";
import { deskPanel } from "./desk.js";
import { loadTexts, say } from "./dom.js";
import { model, take } from "./model.js";
import { listen } from "./network.js";
import { whenNotPressing } from "./pressing.js";
import { tabs } from "./tabs.js";

await loadTexts();
const citizen = citizenPanel();
const desk = deskPanel();
const tab = tabs();
const banner = document.getElementById("banner");
let start = new URLSearchParams(location.search).get("start");
let firstRun = null;

function tell(key) {
  banner.hidden = !key;
  banner.textContent = key ? say(key) : "";
  banner.classList.toggle("lost", key === "web_lost");
}

function onState(connected) {
  document.body.classList.toggle("offline", !connected);
  if (!connected) tell("web_lost");
}

function onChange(change) {
  const fresh = take(change);
  if (fresh?.chat === model.desk) desk.news(fresh);
  else if (fresh) citizen.news(fresh);
  if (fresh) tell(null); // whatever it was, life goes on
  if (fresh) tab.news(fresh.chat === model.desk ? "desk" : "citizen", fresh.who === "bot");
  if (change.kind === "everything") onEverything();
  whenNotPressing(draw);
}

function draw() {
  citizen.draw();
  desk.draw();
  for (const log of document.querySelectorAll("[aria-busy=true]")) log.setAttribute("aria-busy", "false");
}

function onEverything() {
  tell(firstRun && firstRun !== model.run ? "web_restarted" : null);
  firstRun = model.run;
  citizen.settle(start);
  if (start) history.replaceState(null, "", location.pathname);
  start = null;
}

tell("web_connecting");
listen(onChange, onState);
