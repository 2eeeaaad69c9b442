import { bytesOf, fullyDecoded } from "./decode-text.ts";

/** Finds secrets in decoded text. */
export type SecretPieces = {
  /** Length of the shortest. */
  readonly shortest: number;
  /** Calls back for each piece of a secret: where it begins and ends. In time that grows as the text does. */
  find(bytes: string, found: (from: number, to: number) => void): void;
};

/** Shorter text is no secret: it is in every other word. Four bytes are the key under which a piece is looked up. */
const SHORTEST = 4;
/** Longer secrets are known by any piece of this length: a vendor may cut them off, and one may make them very long. */
const PIECE = 24;
/** No header that a server takes is longer, so no access token is. */
const LONGEST = 65_536;
const FILTER = 0xffff;

export function createSecretPieces(secrets: readonly string[]): SecretPieces {
  const pieces = new Set(secrets.flatMap(writingsOf).flatMap(piecesOf));
  const lengths = new Map<number, number[]>();
  const seldom = new Uint8Array(FILTER + 1); // looked at first, because it is much faster than the map
  for (const piece of pieces) {
    const key = keyAt(piece, 0);
    seldom[(key ^ (key >>> 13)) & FILTER] = 1;
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
        if (seldom[(key ^ (key >>> 13)) & FILTER] === 0) continue;
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

/** A secret as it is, in JSON and in base64; each with nothing and with everything decoded that happens to look encoded. */
function writingsOf(secret: string): string[] {
  if (secret.length < SHORTEST) return [];
  const whole = secret.slice(0, LONGEST);
  const inUrl = encodeURIComponent(Buffer.from(whole).toString()); // half a character would throw
  const inJson = JSON.stringify(whole).slice(1, -1);
  const plain = [whole, inJson].map(bytesOf);
  const base64 = [...new Set([whole, inUrl, inJson])].flatMap(withinBase64);
  const all = [...plain, ...base64];
  return [...new Set([...all, ...all.map(fullyDecoded)])].filter(({ length }) => length >= SHORTEST);
}

/** Side by side, and the last one at the end. */
function piecesOf(writing: string): string[] {
  if (writing.length <= PIECE) return [writing];
  const last = writing.length - PIECE;
  const begins = Array.from({ length: Math.ceil(last / PIECE) }, (_, index) => index * PIECE);
  return [...begins, last].map((begin) => writing.slice(begin, begin + PIECE));
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
