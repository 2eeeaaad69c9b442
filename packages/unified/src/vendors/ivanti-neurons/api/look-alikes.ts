import { type Drift, text, timestampToRfc3339, toRfc3339 } from "@mdmkit/unified/vendor";

type Maybe<T> = T | null | undefined;

/** How this vendor spells "nothing", besides null and blank. */
const NOTHING: ReadonlySet<string> = new Set(["null", "{}", "NA", "UNKNOWN", "unknown", "Not Present"]);

const LONGEST_NOTHING = 11;

/** Trimmed text. The vendor's spellings of an empty value are absent. */
export function filledText(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const trimmed = text(value, drift);
  return trimmed && isNothing(trimmed) ? null : trimmed;
}

function isNothing(trimmed: string): boolean {
  return (trimmed.length <= LONGEST_NOTHING && NOTHING.has(trimmed)) || trimmed.startsWith("device__p_");
}

const EARLIEST = Date.UTC(2000, 0);
const LATEST = Date.UTC(2200, 0);

/** A point in time from milliseconds since 1970. A number of another magnitude is absent, since its unit would be a guess. */
export function time(value: Maybe<number | string>, drift?: Drift): Maybe<string> {
  if (typeof value === "number" && value >= EARLIEST && value < LATEST) return timestampToRfc3339(value);
  return toRfc3339(value, drift);
}

const SPACE = 0x20;
const HYPHEN = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const BLANK = /\s/;

/** Digits of an identifier that may hold blanks; what is masked or too short identifies nothing. */
export function digits(value: Maybe<string>, least: number, drift?: Drift): Maybe<string> {
  const trimmed = filledText(value, drift);
  if (!trimmed) return trimmed;
  let plain = "";
  for (let at = 0; at < trimmed.length; at += 1) {
    const code = trimmed.charCodeAt(at);
    if (code >= ZERO && code <= NINE) plain += trimmed.charAt(at);
    else if (code !== SPACE && code !== HYPHEN && !BLANK.test(trimmed.charAt(at))) return undefined;
  }
  return plain.length >= least ? plain : undefined;
}
