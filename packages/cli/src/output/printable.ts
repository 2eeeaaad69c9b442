/**
 * Text that cannot steer a terminal: control characters, escape sequences and what reorders text become visible
 * symbols. A device is named by whoever holds it, so its name is not to be trusted.
 */
export function printable(text: string): string {
  return HARMLESS.test(text) ? text : text.replace(UNSAFE, symbolOf);
}

/** JSON text with the same characters as escapes: its meaning stays the same. */
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
