import { connection } from "./api.ts";
import { el, part, redraw, sprite } from "./dom.ts";
import { place, typing } from "./screen.ts";
import { desk } from "./state.ts";

/** What everybody at the desk must know now. */
export function drawBanners(): void {
  const told: [string, string][] = [];
  if (!connection.isUp || !desk.isStreaming) told.push(["wifi-off", "The connection is away. What you type is kept and goes out when it is back."]);
  else if (!desk.queue.is_reachable || !connection.isStoreUp) told.push(["database-exclamation", "The store does not answer. What you see is what was known last; nothing you type is lost."]);
  if (!desk.isEngineUp) told.push(["cloud-slash", "The engine is resting. The script goes on; typed changes of subject are found by title."]);
  if (desk.problem) told.push(["exclamation-circle", desk.problem]);
  if (typing.isWaiting && !desk.isOpening) told.push(["pencil", `The field you typed in is gone${typing.ahead && `, and “${typing.ahead}” is nowhere yet`}. Press Escape, and keys are shortcuts again.`]);
  redraw(place.banners, ...told.map(([icon, text]) => part("div", "banner", sprite(icon), el("p", {}, text))));
}
