import { Refusal } from "./api.ts";
import { drawing } from "./screen.ts";
import { desk } from "./state.ts";

/** Runs a deed; a refusal is told in a banner. */
export async function attempt<T>(deed: () => Promise<T>): Promise<T | null> {
  desk.problems.delete("deed");
  try {
    return await deed();
  } catch (error) {
    desk.problems.set("deed", error instanceof Refusal ? `${error.message} ${error.hint}` : "The connection is away. Try again in a moment.");
    return null;
  } finally {
    drawing.banners();
  }
}
