import { problemOf } from "./api.ts";
import { drawing } from "./screen.ts";
import { desk } from "./state.ts";

/** Runs a deed; a refusal is told in a banner. */
export async function attempt<T>(deed: () => Promise<T>): Promise<T | null> {
  desk.problem = "";
  try {
    return await deed();
  } catch (error) {
    desk.problem = problemOf(error);
    return null;
  } finally {
    drawing.banners();
  }
}
