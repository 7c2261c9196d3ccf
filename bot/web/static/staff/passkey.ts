/** A form that a passkey answers: its button asks the browser, and what comes back is sent with the form. */

interface Options {
  challenge: string;
  user?: { id: string };
  excludeCredentials?: { id: string }[];
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void ask(form);
  });
}

async function ask(form: HTMLFormElement): Promise<void> {
  const publicKey = prepared(JSON.parse(form.dataset.passkey ?? "{}") as Options);
  const problem = form.querySelector<HTMLElement>("[role=alert]")!;
  problem.hidden = true;
  try {
    const made = form.dataset.deed === "create" ? await navigator.credentials.create({ publicKey } as never) : await navigator.credentials.get({ publicKey } as never);
    form.querySelector<HTMLInputElement>("[name=answer]")!.value = JSON.stringify(told(made as PublicKeyCredential));
    form.submit();
  } catch {
    // The browser says nothing of why, and most often somebody changed their mind.
    problem.hidden = false;
  }
}

/** Bytes where the browser wants bytes. */
function prepared(options: Options): object {
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user ? { user: { ...options.user, id: bytes(options.user.id) } } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: options.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) })) } : {}),
  };
}

function told(made: PublicKeyCredential): object {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = made.response as unknown as Record<string, ArrayBuffer | null | undefined>;
  const response = Object.fromEntries(names.filter((name) => given[name]).map((name) => [name, text(given[name]!)]));
  return { id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: {} };
}

function bytes(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
