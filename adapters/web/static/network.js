// The connection with Wegwijs: changes come in over a WebSocket, deeds go out by POST.

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 4000;

/** Listen for ever, and come back after every interruption. */
export function listen(onChange, onState, where = "live") {
  let pause = FIRST_PAUSE;
  const connect = () => {
    const socket = new WebSocket(new URL(where, document.baseURI.replace(/^http/, "ws")));
    socket.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      onState(true);
    });
    socket.addEventListener("message", (event) => onChange(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      onState(false);
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  connect();
}

/** An id of the page's own making: the same deed, tried again, has the same id. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Do something. Returns null, or the code of what went wrong. */
export async function act(deed) {
  try {
    const answer = await fetch("deeds", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(deed),
    });
    return answer.ok ? null : ((await answer.json()).error ?? "failed");
  } catch {
    return "failed";
  }
}
