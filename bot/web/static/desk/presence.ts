import { post } from "./api.ts";
import { place } from "./screen.ts";

/** Whether the agent is here or away, told again and again while the page is open. */

const HERE_EVERY = 15_000;

export function bePresent(): void {
  place.presence.addEventListener("click", toggle);
  window.setInterval(() => void tell(), HERE_EVERY);
  void tell();
}

function toggle(): void {
  const isAway = place.presence.getAttribute("aria-pressed") !== "true";
  place.presence.setAttribute("aria-pressed", String(isAway));
  place.presence.textContent = isAway ? "Away" : "Here";
  void tell();
}

async function tell(): Promise<void> {
  const isAway = place.presence.getAttribute("aria-pressed") === "true";
  await post("/desk/presence", { is_away: isAway }).catch(() => undefined);
}
