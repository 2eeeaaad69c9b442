/** What clients accept as the result of one call. */
export const MAX_TOKENS = 25_000;

const PART = /[A-Za-z0-9]+|[^\p{ASCII}]+|\s+|[^\sA-Za-z0-9]/gu;

/**
 * How many tokens a text has, at most: more than tokenizers make of usual results. A token is three letters of a word, two digits of a
 * number, or one sign of anything else; a sign outside of ASCII is as many as it has bytes.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [part] of text.matchAll(PART)) tokens += tokensOf(part);
  return tokens;
}

function tokensOf(part: string): number {
  if (/^[A-Za-z]+$/.test(part)) return Math.ceil(part.length / 3);
  if (/^[0-9]+$/.test(part)) return Math.ceil(part.length / 2);
  if (/^\s/.test(part)) return 1;
  return Buffer.byteLength(part); // ids and serial numbers, too, of which tokenizers know no parts
}
