import { createHash } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";

/** A key for AES-256. Its id is derived from the key, is public, and is part of everything encrypted with it. */
export type Key = { readonly id: string; readonly bytes: Buffer };

/** The first key encrypts, all keys decrypt. */
export type Keys = readonly [Key, ...Key[]];

export const KEY_VARIABLE = "MDMKIT_GATEWAY_KEY";
export const KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** Keys in base64, separated by commas, with the one that encrypts first. The error shows no part of a key. */
export function parseKeys(text: string, source: string): Keys {
  const [first, ...others] = text.split(",").map((part, index) => parseKey(part.trim(), { source, index }));
  if (!first) throw new InvalidInputError(`${source} is empty.`);
  return [first, ...others];
}

export function keyOf(bytes: Buffer): Key {
  const id = createHash("sha256").update("mdmkit gateway key id ").update(bytes).digest("hex").slice(0, 8);
  return { id, bytes };
}

function parseKey(text: string, { source, index }: { source: string; index: number }): Key {
  if (!BASE64.test(text)) {
    throw new InvalidInputError(
      `Key ${index + 1} in ${source} is not ${KEY_BYTES} bytes in base64. Create one with \`openssl rand -base64 ${KEY_BYTES}\`.`,
    );
  }
  return keyOf(Buffer.from(text, "base64"));
}
