import { bytesOf, fullyDecoded } from "./decode-text.ts";

/** Finds the pieces of secrets in decoded text. */
export type SecretPieces = {
  /** Length of the shortest piece. */
  readonly shortest: number;
  /** Calls back with the start and end of each piece. Takes linear time. */
  find(bytes: string, found: (from: number, to: number) => void): void;
};

/** Shorter text is too common to be a secret. The first four bytes of a piece are its key in the table. */
const SHORTEST = 4;
/** Longer secrets are found by any piece of this length, because a vendor may shorten them. */
const PIECE = 24;
/** Servers accept no longer header, so no access token is longer. */
const LONGEST = 65_536;
const FILTER = 0xffff;

export function createSecretPieces(secrets: readonly string[]): SecretPieces {
  const pieces = new Set(secrets.flatMap(encodingsOf).flatMap(piecesOf));
  const lengths = new Map<number, number[]>();
  const filter = new Uint8Array(FILTER + 1); // checked first, because it is much faster than the map
  for (const piece of pieces) {
    const key = keyAt(piece, 0);
    filter[(key ^ (key >>> 13)) & FILTER] = 1;
    const known = lengths.get(key);
    if (!known) lengths.set(key, [piece.length]);
    else if (!known.includes(piece.length)) known.push(piece.length);
  }
  return {
    shortest: pieces.size > 0 ? SHORTEST : Number.POSITIVE_INFINITY,
    find(bytes, found) {
      let key = keyAt(bytes, 0) >>> 8;
      for (let from = 0; from + SHORTEST <= bytes.length; from++) {
        key = (key << 8) | bytes.charCodeAt(from + SHORTEST - 1);
        if (filter[(key ^ (key >>> 13)) & FILTER] === 0) continue;
        for (const length of lengths.get(key) ?? [])
          if (pieces.has(bytes.slice(from, from + length))) found(from, from + length);
      }
    },
  };
}

function keyAt(bytes: string, index: number): number {
  return (
    (bytes.charCodeAt(index) << 24) |
    (bytes.charCodeAt(index + 1) << 16) |
    (bytes.charCodeAt(index + 2) << 8) |
    bytes.charCodeAt(index + 3)
  );
}

/** A secret as it is, in JSON and in base64, each also with everything decoded that looks encoded. */
function encodingsOf(secret: string): string[] {
  if (secret.length < SHORTEST) return [];
  const whole = secret.slice(0, LONGEST);
  const inUrl = encodeURIComponent(Buffer.from(whole).toString()); // a lone surrogate would throw
  const inJson = JSON.stringify(whole).slice(1, -1);
  const plain = [whole, inJson].map(bytesOf);
  const base64 = [...new Set([whole, inUrl, inJson])].flatMap(withinBase64);
  const all = [...plain, ...base64];
  return [...new Set([...all, ...all.map(fullyDecoded)])].filter(({ length }) => length >= SHORTEST);
}

/** Pieces side by side, and one at the end. */
function piecesOf(encoded: string): string[] {
  if (encoded.length <= PIECE) return [encoded];
  const last = encoded.length - PIECE;
  const begins = Array.from({ length: Math.ceil(last / PIECE) }, (_, index) => index * PIECE);
  return [...begins, last].map((begin) => encoded.slice(begin, begin + PIECE));
}

/** The base64 of a secret within a longer text: only its own bits, for each of the three possible offsets. */
function withinBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    return [padded.toString("base64").slice(first, last), padded.toString("base64url").slice(first, last)];
  });
}
