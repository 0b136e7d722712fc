// Nothing moves under a finger: what comes while one presses is drawn when one lets go.
//
// A browser makes a click of a press only if it begins and ends on the same thing. A message
// that scrolled the page in between would swallow it, or give it to another button.

const PRESSABLE = "button, a, summary, label, input";

let pressing = false;
let waiting = null;

/** Draw now, or as soon as nobody presses anything; of several only the last is drawn. */
export function whenNotPressing(draw) {
  if (pressing) waiting = draw;
  else draw();
}

function begin(event) {
  pressing = Boolean(event.target.closest?.(PRESSABLE));
}

function end() {
  if (!pressing) return;
  // The click itself comes after this event.
  setTimeout(() => {
    pressing = false;
    const draw = waiting;
    waiting = null;
    draw?.();
  });
}

const SEEN_FIRST = { capture: true };
window.addEventListener("pointerdown", begin, SEEN_FIRST);
window.addEventListener("keydown", (event) => event.key === " " && begin(event), SEEN_FIRST);
for (const kind of ["pointerup", "pointercancel", "keyup"]) {
  window.addEventListener(kind, end, SEEN_FIRST);
}
window.addEventListener("blur", end); // of the window, not of what stands in it
