// Bundles what the browser gets into built/: the chat component, the pages' scripts, one stylesheet.
// `node build.mjs --watch` rebuilds on every change.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "built");

// The icons that templates name; a template's icon that is not here shows nothing.
const ICONS = [
  "airplane",
  "arrow-repeat",
  "arrow-right-short",
  "arrow-up",
  "calendar-event",
  "card-list",
  "chat-dots",
  "chat-square-quote",
  "chat-square-text",
  "check-lg",
  "cloud-slash",
  "cup-hot",
  "database-exclamation",
  "exclamation-circle",
  "eye",
  "flag",
  "gift",
  "headset",
  "incognito",
  "journal-check",
  "list-ul",
  "patch-check",
  "pencil",
  "people",
  "phone",
  "person-check",
  "person-circle",
  "person-plus",
  "person-vcard",
  "search",
  "shield-exclamation",
  "sliders",
  "stars",
  "telephone-inbound",
  "telephone-outbound",
  "wifi-off",
];

const options = {
  absWorkingDir: here,
  entryPoints: {
    "dripline-chat": "chat/element.ts",
    demo: "demo/page.ts",
    desk: "desk/page.ts",
    passkey: "staff/passkey.ts",
    phone: "demo/phone.ts",
    verify: "demo/verify.ts",
    dripline: "styles/dripline.css",
  },
  outdir: out,
  bundle: true,
  minify: true,
  // A classic script: an embedding page needs one plain <script defer>, and no CORS to load it.
  format: "iife",
  target: ["es2022", "chrome109", "firefox115", "safari16.4"],
  // The component's own styles and icons travel inside its script, because a shadow tree links nothing.
  loader: { ".svg": "text" },
  plugins: [
    {
      name: "styles-as-text",
      setup(build) {
        build.onResolve({ filter: /\.css\?text$/ }, (found) => ({
          path: join(found.resolveDir, found.path.replace("?text", "")),
          namespace: "style-text",
        }));
        build.onLoad({ filter: /.*/, namespace: "style-text" }, async ({ path }) => {
          const made = await esbuild.build({ entryPoints: [path], bundle: true, minify: true, write: false });
          return { contents: made.outputFiles[0].text, loader: "text", watchFiles: [path] };
        });
      },
    },
  ],
  logLevel: "info",
};

await mkdir(out, { recursive: true });
await writeFile(join(out, "icons.svg"), await sprite());
await copyFile(join(here, "favicon.svg"), join(out, "favicon.svg"));
if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build(options);

/** One file with every icon as a symbol, to be shown with <use href="/static/icons.svg#name">. */
async function sprite() {
  const folder = fileURLToPath(new URL(".", import.meta.resolve("bootstrap-icons/icons/gift.svg")));
  const symbols = ICONS.map(async (name) => {
    const source = await readFile(join(folder, `${name}.svg`), "utf8");
    return source.replace(/<svg[^>]*>/, `<symbol id="${name}" viewBox="0 0 16 16">`).replace("</svg>", "</symbol>");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${(await Promise.all(symbols)).join("")}</svg>`;
}
