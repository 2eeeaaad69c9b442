import { bytesOf, levelsOf } from "./decode-text.ts";
import { createSecretPieces, type SecretPieces } from "./secret-pieces.ts";

/** Takes secrets out of text. */
export type Redact = (text: string) => string;

export type Redaction = {
  readonly redact: Redact;
  /** Takes out this one, too: an access token that was bought. Of those, the latest few are remembered. */
  learn(secret: string): void;
};

const LEARNED_AT_MOST = 4;
const HIDDEN = "***";
/** Longer text is read in parts of twice this, each half of which the next one has, too. */
const PART = 65_536;

/**
 * Replaces secrets in text, also as they look in URLs, in JSON, in HTML and within base64. Of a secret that is longer than a few
 * words any larger part is replaced.
 */
export function createRedaction(secrets: readonly string[]): Redaction {
  let learned: readonly string[] = [];
  let pieces: SecretPieces | undefined; // made when there is something to redact, which is seldom
  return {
    redact(text) {
      pieces ??= createSecretPieces([...secrets, ...learned]);
      return text.length < pieces.shortest ? text : withoutPieces(text, pieces);
    },
    learn(secret) {
      if (learned.at(-1) === secret) return;
      learned = [...learned.filter((one) => one !== secret), secret].slice(-LEARNED_AT_MOST);
      pieces = undefined;
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

function withoutPieces(text: string, pieces: SecretPieces): string {
  const bytes = bytesOf(text);
  let hidden: Uint8Array | undefined;
  for (let start = 0; start === 0 || start + PART < bytes.length; start += PART) {
    for (const level of levelsOf(bytes.slice(start, start + 2 * PART))) {
      pieces.find(level.bytes, (from, to) => {
        hidden ??= new Uint8Array(bytes.length);
        hidden.fill(1, start + (level.at[from] ?? 0), start + (level.at[to] ?? 0));
      });
    }
  }
  return hidden ? Buffer.from(withoutHidden(bytes, hidden), "latin1").toString() : text;
}

function withoutHidden(bytes: string, hidden: Uint8Array): string {
  const parts: string[] = [];
  let from = 0;
  while (from < bytes.length) {
    const isHidden = hidden[from] === 1;
    const end = hidden.indexOf(isHidden ? 0 : 1, from);
    const to = end < 0 ? bytes.length : end;
    parts.push(isHidden ? HIDDEN : bytes.slice(from, to));
    from = to;
  }
  return parts.join("");
}
