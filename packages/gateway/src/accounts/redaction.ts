/** Takes secrets out of text. */
export type Redact = (text: string) => string;

export type Redaction = {
  readonly redact: Redact;
  /** Takes out this one, too: an access token that was bought. Of those, the latest few are remembered. */
  learn(secret: string): void;
};

const SHORTEST = 4;
const LEARNED_AT_MOST = 4;
const HIDDEN = "***";
/** Longer text is searched for secrets and their base64 as they are: anything else takes too long. */
const LONG = 131_072;

/** Replaces secrets in text, also as they look in URLs, in JSON, in HTML and within base64. */
export function createRedaction(secrets: readonly string[]): Redaction {
  let learned: readonly string[] = [];
  let pattern: RegExp | undefined; // made when there is something to redact, which is seldom
  return {
    redact(text) {
      const known = [...secrets, ...learned];
      if (text.length > LONG)
        return formsOf(known).reduce((rest, form) => rest.replaceAll(form, HIDDEN), text);
      pattern ??= patternOf(known);
      return text.replace(pattern, HIDDEN);
    },
    learn(secret) {
      if (learned.at(-1) === secret) return;
      learned = [...learned.filter((one) => one !== secret), secret].slice(-LEARNED_AT_MOST);
      pattern = undefined;
    },
  };
}

/** For calls that know no secrets. */
export const unredacted: Redact = (text) => text;

/** A value of JSON with secrets taken out of all its text, names included. */
export function redactValue(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((inner) => redactValue(inner, redact));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [redact(name), redactValue(inner, redact)]);
  return Object.fromEntries(entries);
}

/** Longest first. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, ...withinBase64(secret), ...withinBase64(encodeURIComponent(secret))]);
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

function patternOf(secrets: readonly string[]): RegExp {
  const alternatives = formsOf(secrets).map((form) =>
    (form.match(/\\+|[^\\]/gu) ?? [])
      .map((part) => (part.startsWith("\\") ? anyBackslashes(part) : anyWriting(part)))
      .join(""),
  );
  return new RegExp(alternatives.join("|") || "(?!)", "g");
}

/** What a secret looks like in the base64 of any text around it: only its own bits, for each place it may begin at. */
function withinBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    return [padded.toString("base64").slice(first, last), padded.toString("base64url").slice(first, last)];
  });
}

const NAMED: Readonly<Record<string, string>> = {
  "&": "|amp",
  "<": "|lt",
  ">": "|gt",
  '"': "|quot",
  "'": "|apos",
};

/**
 * One character as it is, or as URLs, forms, JSON and HTML write it, also when that was done up to three times. No repetition is
 * without end: a vendor could send text for which trying takes minutes.
 */
function anyWriting(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const bytes = [...Buffer.from(character)].map(
    (byte) => `%(?:25){0,3}${anyCase(byte.toString(16).padStart(2, "0"))}`,
  );
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const json = units.map((unit) => `\\\\{1,7}u${anyCase(unit.toString(16).padStart(4, "0"))}`);
  const html = `&(?:amp;){0,3}(?:#0{0,6}${code}|#[xX]0{0,6}${anyCase(code.toString(16))}${NAMED[character] ?? ""});`;
  const literal = `${/[\w-]/.test(character) ? "" : "\\\\{0,7}"}${escaped(character)}`;
  return `(?:${[literal, bytes.join(""), json.join(""), html].join("|")}${character === " " ? "|\\+" : ""})`;
}

/** Several at once, because each of them one by one could be told apart in more ways than can be tried. */
function anyBackslashes({ length }: string): string {
  return `(?:\\\\(?:u005[cC])?|%(?:25){0,3}5[cC]|&(?:amp;){0,3}#(?:92|[xX]5[cC]);){1,${8 * length}}`;
}

function anyCase(hexadecimal: string): string {
  return hexadecimal.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}
