/** How long a text may be on the customer's channel, told while it is typed. */

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "^{}\\[~]|€";
const LONGEST_WHATSAPP = 1024;

export interface Fit {
  text: string;
  isOver: boolean;
}

export function fit(channel: string, text: string): Fit {
  if (channel === "sms") return sms(text);
  if (channel === "whatsapp") {
    const left = LONGEST_WHATSAPP - text.length;
    return { text: text.length > 700 ? `${left} characters left` : "", isOver: left < 0 };
  }
  return { text: text.length > 3500 ? `${4000 - text.length} characters left` : "", isOver: text.length > 4000 };
}

function sms(text: string): Fit {
  if (!text) return { text: "", isOver: false };
  const letters = [...text];
  const isBasic = letters.every((one) => BASIC.includes(one) || EXTENDED.includes(one));
  const units = isBasic
    ? letters.reduce((sum, one) => sum + (EXTENDED.includes(one) ? 2 : 1), 0)
    : text.length;
  const [alone, joined] = isBasic ? [160, 153] : [70, 67];
  const segments = units <= alone ? 1 : Math.ceil(units / joined);
  const room = segments === 1 ? alone - units : segments * joined - units;
  const kind = isBasic ? "" : ", with letters that make it dearer";
  return { text: `${segments} SMS, ${room} left in it${kind}`, isOver: segments > 10 };
}
