// Where to look when something new comes: at its beginning, and never away from what one reads.

const NEAR = 120;

/** Draw, and then show the newest message of `log` if one was looking at the end of it. */
export function follow(log, draw) {
  const before = new Set(log.querySelectorAll("[data-message]"));
  const known = new Set([...before].map((message) => message.dataset.message));
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  draw();
  const fresh = [...log.querySelectorAll("[data-message]")].filter(
    (message) => !known.has(message.dataset.message),
  );
  if (!fresh.length) {
    if (atEnd) log.scrollTop = log.scrollHeight;
    return;
  }
  const first = fresh.find((message) => !isOwn(message)) ?? fresh.at(-1);
  if (!(atEnd || isOwn(fresh.at(-1))) || !first.offsetParent || writesElsewhere(log, first)) return;
  if (first.closest(".case")) {
    first.scrollIntoView({ block: "nearest" });
    return;
  }
  // The beginning of what is new stays in sight, however long it is.
  const top = first.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
  log.scrollTop = Math.min(log.scrollHeight - log.clientHeight, top - 12);
}

/** Whoever looks at the end still does when the log gets smaller: a keyboard, a longer text. */
export function stayAtEnd(log) {
  let atEnd = true;
  log.addEventListener("scroll", () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
  });
  new ResizeObserver(() => {
    if (atEnd) log.scrollTop = log.scrollHeight;
  }).observe(log);
}

function isOwn(message) {
  return message.classList.contains("from-own");
}

/** Whoever writes in one case is not pulled to another. */
function writesElsewhere(log, message) {
  const field = document.activeElement?.closest("textarea");
  return Boolean(field) && log.contains(field) && !field.closest(".case")?.contains(message);
}
