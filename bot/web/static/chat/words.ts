/** The component's own words. What the bot says comes from the server in the conversation's language. */

const EN = {
  title: "Chat with us",
  open: "Open the chat",
  close: "Close the chat",
  unread: (count: number) => (count === 1 ? "1 new message" : `${count} new messages`),
  log: "Conversation",
  you: "You",
  label: "Write a message",
  send: "Send",
  sending: "Sending…",
  failed: "Not sent.",
  again: "Try again",
  typing: (who: string) => `${who} is writing`,
  slow: "We have your message. The answer is taking longer than usual; it will appear here.",
  reconnecting: "No connection. Reconnecting…",
  loading: "Opening your conversation…",
  unreachable: "The chat cannot be reached right now. It keeps trying.",
  options: "Choose an answer",
  chosen: "chosen",
  question: "One question for you",
  benefit: "For you",
  handoff: "Over to a person",
  bot: "Automated assistant",
  welcome: (who: string) => `Hello, I’m ${who}.`,
  intro: "I’m a bot. I can answer on your plan, your bill or a problem, and hand you to a person at any time.",
  start: "Say hello",
  hello: "Hello",
  newConversation: "New conversation",
  ended: "This conversation has ended. Write to start another.",
  tooLong: (limit: number) => `A message can have ${limit} characters at most.`,
};

export type Words = typeof EN;

const ES: Words = {
  title: "Escríbenos",
  open: "Abrir el chat",
  close: "Cerrar el chat",
  unread: (count) => (count === 1 ? "1 mensaje nuevo" : `${count} mensajes nuevos`),
  log: "Conversación",
  you: "Tú",
  label: "Escribe un mensaje",
  send: "Enviar",
  sending: "Enviando…",
  failed: "No se envió.",
  again: "Reintentar",
  typing: (who) => `${who} está escribiendo`,
  slow: "Tenemos tu mensaje. La respuesta tarda más de lo normal; aparecerá aquí.",
  reconnecting: "Sin conexión. Reconectando…",
  loading: "Abriendo tu conversación…",
  unreachable: "Ahora no se puede abrir el chat. Seguimos intentándolo.",
  options: "Elige una respuesta",
  chosen: "elegida",
  question: "Una pregunta para ti",
  benefit: "Para ti",
  handoff: "Te atiende una persona",
  bot: "Asistente automática",
  welcome: (who) => `Hola, soy ${who}.`,
  intro: "Soy un bot. Te ayudo con tu plan, tu factura o un problema, y puedo pasarte con una persona cuando quieras.",
  start: "Saludar",
  hello: "Hola",
  newConversation: "Nueva conversación",
  ended: "Esta conversación ha terminado. Escribe para empezar otra.",
  tooLong: (limit) => `Un mensaje puede tener ${limit} caracteres como máximo.`,
};

const PT: Words = {
  title: "Fale conosco",
  open: "Abrir o chat",
  close: "Fechar o chat",
  unread: (count) => (count === 1 ? "1 mensagem nova" : `${count} mensagens novas`),
  log: "Conversa",
  you: "Você",
  label: "Escreva uma mensagem",
  send: "Enviar",
  sending: "Enviando…",
  failed: "Não foi enviada.",
  again: "Tentar de novo",
  typing: (who) => `${who} está escrevendo`,
  slow: "Recebemos sua mensagem. A resposta está demorando mais que o normal; ela aparecerá aqui.",
  reconnecting: "Sem conexão. Reconectando…",
  loading: "Abrindo sua conversa…",
  unreachable: "Não é possível abrir o chat agora. Continuamos tentando.",
  options: "Escolha uma resposta",
  chosen: "escolhida",
  question: "Uma pergunta para você",
  benefit: "Para você",
  handoff: "Uma pessoa vai atender",
  bot: "Assistente automática",
  welcome: (who) => `Olá, eu sou ${who}.`,
  intro: "Sou um robô. Ajudo com seu plano, sua conta ou um problema, e passo você a uma pessoa quando quiser.",
  start: "Dizer olá",
  hello: "Olá",
  newConversation: "Nova conversa",
  ended: "Esta conversa terminou. Escreva para começar outra.",
  tooLong: (limit) => `Uma mensagem pode ter no máximo ${limit} caracteres.`,
};

const BY_LANGUAGE: Record<string, Words> = { en: EN, es: ES, pt: PT };

/** The first of the wished languages that we have; English otherwise. */
export function pickLanguage(...wished: (string | null | undefined)[]): string {
  for (const wish of wished) {
    const language = wish?.slice(0, 2).toLowerCase();
    if (language && language in BY_LANGUAGE) return language;
  }
  return "en";
}

export function wordsIn(language: string): Words {
  return BY_LANGUAGE[language] ?? EN;
}
