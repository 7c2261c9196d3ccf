import { attempt } from "./attempt.ts";
import { connection, post } from "./api.ts";
import { drawBanners } from "./banners.ts";
import { openHelp, openSignedOut } from "./dialogs.ts";
import { drawAll, drawQueueAndBanners } from "./drawing.ts";
import { onKey } from "./keys.ts";
import { lookAt, open, openAgain } from "./opening.ts";
import { bePresent } from "./presence.ts";
import { refresh } from "./refresh.ts";
import { draw, drawing, place, show } from "./screen.ts";
import { Search } from "./search.ts";
import { desk } from "./state.ts";
import { listen } from "./stream.ts";

/**
 * The desk: one queue, one conversation, one customer; everything by keys.
 *
 * Keys, presses and the stream lead to deeds; deeds change what state.ts holds and ask for a drawing; drawing.ts draws it.
 */

const LOOK_EVERY = 3_000;

drawing.all = drawAll;
drawing.queueAndBanners = drawQueueAndBanners;
drawing.banners = drawBanners;

connection.onSignedOut = openSignedOut;
connection.onChange = () => {
  drawBanners();
  if (connection.isUp && connection.isStoreUp) void refresh();
};

document.addEventListener("keydown", onKey);
document.querySelector("#help")?.addEventListener("click", openHelp);
document.querySelector("#ring")?.addEventListener("click", ring);
for (const tab of place.tabs) tab.addEventListener("click", () => show(tab.dataset.view ?? "queue"));
new Search(document.querySelector<HTMLInputElement>("#find")!, document.querySelector<HTMLElement>("#found")!, (found) => {
  if (found.conversation_id) void open(found.conversation_id);
  else void lookAt(found.person_id);
});

window.setInterval(lookAgain, LOOK_EVERY);
bePresent();
draw();
listen();
openAgain();

/** In the demo somebody calls. */
function ring(): void {
  const known = ["1001", "1002", "1003", "1004", "1005"];
  void attempt(() => post("/desk/demo/calls", { customer: known[Math.floor(Math.random() * known.length)] }));
}

/** The stream tells of one's own conversations; a colleague's is read again while it is open. */
function lookAgain(): void {
  if (desk.space && !desk.space.conversation.is_mine && desk.space.conversation.is_open) void refresh();
}
