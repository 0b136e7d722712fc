// The try-out page: one question at a time, asked again by itself whenever a file was saved.

import { el, loadTexts, rendered, say } from "./dom.js";
import { listen } from "./network.js";

const MOST_WARNINGS = 25;

await loadTexts();
const form = document.getElementById("try");
const field = document.getElementById("question");
const banner = document.getElementById("banner");
const result = document.getElementById("result");
let asked = "";
let turn = 0;

// --- asking -------------------------------------------------------------------------------

/** Ask, and show what comes; of two answers only the later question's counts. */
async function ask(text) {
  const mine = ++turn;
  let tried;
  try {
    const answer = await fetch("editors/ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
    });
    if (!answer.ok) return mine === turn && tell(`web_error_${(await answer.json()).error}`);
    tried = await answer.json();
  } catch {
    return mine === turn && tell("web_lost");
  }
  if (mine !== turn) return;
  tell(null);
  show(tried);
}

function show(tried) {
  result.hidden = false;
  const [, ...why] = tried.why;
  result.querySelector(".networks").replaceChildren(
    ...Object.entries(tried.networks).map(([name, pictures]) => network(name, pictures)),
  );
  const files = tried.topics.map((place) => el("li", {}, `${place.title}: ${place.file}`));
  document
    .getElementById("files")
    .replaceChildren(...(files.length ? files : [el("li", {}, say("web_editors_no_files"))]));
  document.getElementById("why").replaceChildren(...why.map((line) => el("li", {}, line)));
  document.getElementById("told").textContent = say("web_editors_told", { question: tried.question });
}

function network(name, pictures) {
  return el("div", { class: "network", "data-network": name }, el("h3", {}, name), ...pictures.map(picture));
}

function picture(one) {
  const words = rendered(one.html);
  if (!one.plain) words.classList.add("shown-plain"); // Telegram's line breaks are line breaks
  for (const link of words.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return el(
    "div",
    { class: "picture" },
    el("div", { class: "bubble" }, words),
    one.rows.length ? keys(one.rows) : null,
    one.plain
      ? el("details", {}, el("summary", {}, say("web_editors_plain")), el("pre", {}, one.plain))
      : null,
  );
}

function keys(rows) {
  const row = (labels) => el("div", {}, ...labels.map((label) => el("span", {}, label)));
  return el("div", { class: "keys" }, ...rows.map(row));
}

// --- the knowledge base ---------------------------------------------------------------------

function onState(state) {
  const mistakes = document.getElementById("mistakes");
  mistakes.hidden = !state.problems.length;
  fill(mistakes.querySelector("ul"), state.problems);
  fill(document.getElementById("warnings"), state.warnings ?? []);
  document.getElementById("no-warnings").hidden = state.warnings?.length !== 0;
  drawCoverage(state);
  if (asked) ask(asked);
}

function fill(list, lines) {
  const rest = lines.length - MOST_WARNINGS;
  const items = lines.slice(0, MOST_WARNINGS).map((line) => el("li", {}, line));
  if (rest > 0) items.push(el("li", {}, say("web_editors_more", { number: rest })));
  list.replaceChildren(...items);
}

function drawCoverage({ languages, themes }) {
  const sum = (kind, lang) => themes.reduce((total, theme) => total + theme[kind][lang], 0);
  const cells = (topics, questions) =>
    languages.flatMap((lang) => [
      el("td", { class: topics(lang) < topics(languages[0]) ? "less" : undefined }, `${topics(lang)}`),
      el("td", {}, `${questions(lang)}`),
    ]);
  const row = (name, ...values) => el("tr", {}, el("th", { scope: "row" }, name), ...values);
  document.getElementById("coverage").replaceChildren(
    el("caption", {}, say("web_editors_coverage_about")),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("web_editors_theme")), ...languages.flatMap(heads))),
    el(
      "tbody",
      {},
      ...themes.map((theme) => row(theme.name, ...cells((l) => theme.topics[l], (l) => theme.questions[l]))),
      row(say("web_editors_all"), ...cells((l) => sum("topics", l), (l) => sum("questions", l))),
    ),
  );
}

function heads(lang) {
  return ["web_editors_topics", "web_editors_questions"].map((key) =>
    el("th", { scope: "col" }, say(key, { lang })),
  );
}

// --- the beginning ----------------------------------------------------------------------------

function tell(key) {
  banner.hidden = !key;
  banner.textContent = key ? say(key) : "";
  banner.classList.toggle("lost", Boolean(key));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  asked = field.value.trim();
  if (asked) ask(asked);
});
listen(onState, (connected) => tell(connected ? null : "web_lost"), "editors/live");
