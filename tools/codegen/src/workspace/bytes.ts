/**
 * A text in UTF-8 whose pieces come one by one. One string of all would take up to three times that: with a single character
 * beyond Latin-1, each takes two bytes.
 */
export function bytesOf(pieces: Iterable<string>): Buffer {
  return Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
}
