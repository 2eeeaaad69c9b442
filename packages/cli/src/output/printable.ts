/**
 * Replaces control characters, escape sequences and text direction marks with visible symbols. Users can choose the
 * name of their device, so vendor data must not control the terminal.
 */
export function printable(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(UNSAFE, symbolOf);
}

/** Escapes the same characters in JSON text, which does not change its meaning. */
export function printableJson(json: string): string {
  return HARMLESS_JSON.test(json) ? json : json.replace(UNSAFE_IN_JSON, escapeOf);
}

const HARMLESS = /^[\x20-\x7e]*$/;
const HARMLESS_JSON = /^[\x20-\x7e\n]*$/;
// Control characters, line and paragraph separators, and marks that change the direction of text.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const UNSAFE_IN_JSON = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "\u2421" : "\ufffd";
}

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
