import { bytesOf, levelsOf } from "./decode-text.ts";
import { createSecretPieces, type SecretPieces } from "./secret-pieces.ts";

/** Replaces secrets in text. */
export type Redact = (text: string) => string;

export type Redaction = {
  readonly redact: Redact;
  /** Replaces this secret, too: an access token. The latest few are remembered. */
  learn(secret: string): void;
};

const MAX_LEARNED = 4;
const HIDDEN = "***";
/** Longer text is read in parts of twice this length, each of which overlaps the next by half. */
const PART = 65_536;

/**
 * Replaces secrets in text, also when they are encoded for a URL, JSON, HTML or base64. Of a long secret, every larger part is
 * replaced.
 */
export function createRedaction(secrets: readonly string[]): Redaction {
  let learned: readonly string[] = [];
  let pieces: SecretPieces | undefined; // created when there is something to redact, which is rare
  return {
    redact(text) {
      pieces ??= createSecretPieces([...secrets, ...learned]);
      return text.length < pieces.shortest ? text : withoutPieces(text, pieces);
    },
    learn(secret) {
      if (learned.at(-1) === secret) return;
      learned = [...learned.filter((one) => one !== secret), secret].slice(-MAX_LEARNED);
      pieces = undefined;
    },
  };
}

/** For calls without secrets. */
export const unredacted: Redact = (text) => text;

/** A JSON value with secrets replaced in all its strings and property names. */
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
