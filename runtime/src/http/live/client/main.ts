import type { LiveData } from "../data.ts";
import { createHistory } from "./history.ts";
import { show } from "./show.ts";

/** Between an answer and the next question, in milliseconds; nothing is asked while nobody looks. */
const PAUSE = 1000;

const state = byId("state");
const pause = byId("pause");
const history = createHistory();
let isPaused = false;

pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.setAttribute("aria-pressed", String(isPaused));
  say(isPaused ? "Paused" : "Live");
});

/** Says it once: a status that is set again is read out again. */
function say(text: string, isLost = false): void {
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("lost", isLost);
}

async function follow(): Promise<void> {
  for (;;) {
    if (!isPaused && !document.hidden) await update();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

let lost: Date | undefined;

/** Without the name and token that may stand in the page's own address, which `fetch` refuses. */
const LIVE = new URL("live", `${location.origin}${location.pathname}`);

async function update(): Promise<void> {
  try {
    const answer = await fetch(LIVE, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`the process answers ${answer.status}`);
    const data = (await answer.json()) as LiveData;
    if (isPaused) return;
    lost = undefined;
    show(data, history.add(data));
    say("Live");
    // blog-ignore-next-line err/swallowed-catch -- the page says it
  } catch (error) {
    lost ??= new Date();
    const reason = error instanceof Error ? error.message : String(error);
    say(`No answer since ${lost.toLocaleTimeString()}: ${reason}. What stands below is from before.`, true);
  }
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

void follow();
