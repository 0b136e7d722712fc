// On a narrow screen there is room for one side; the tabs choose which, and tell of news.

import { say } from "./dom.js";

/** Make the tabs work; returns {news}. */
export function tabs() {
  const all = [...document.querySelectorAll("[role=tab]")];
  const narrow = window.matchMedia("(max-width: 50rem)");
  const news = { citizen: 0, desk: 0 };

  const show = (name) => {
    document.body.dataset.tab = name;
    news[name] = 0;
    for (const tab of all) {
      const chosen = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    draw();
  };
  const draw = () => {
    for (const tab of all) {
      const badge = tab.querySelector(".badge");
      badge.hidden = !news[tab.dataset.tab];
      badge.textContent = badge.hidden ? "" : say("web_unread", { number: news[tab.dataset.tab] });
    }
  };
  const asTabs = () => {
    // Side by side the two are no tab panels, just two parts of the page.
    for (const tab of all) {
      const panel = document.getElementById(tab.dataset.tab);
      if (narrow.matches) panel.setAttribute("role", "tabpanel");
      else panel.removeAttribute("role");
    }
  };

  for (const tab of all) {
    tab.addEventListener("click", () => show(tab.dataset.tab));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = all.find((one) => one !== tab);
      show(other.dataset.tab);
      other.focus();
    });
  }
  document.querySelector(".skip").addEventListener("click", () => show("desk"));
  narrow.addEventListener("change", asTabs);
  asTabs();

  return {
    /** Something came on that side; it counts if it cannot be seen now. */
    news(side, byBot) {
      if (!byBot || !narrow.matches || document.body.dataset.tab === side) return;
      news[side] += 1;
      draw();
    },
  };
}
