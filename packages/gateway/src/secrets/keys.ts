import { createHash } from "node:crypto";
import { InvalidInputError } from "@mdmkit/runtime";

/** A key for AES-256. Its id, derived from the key, is public and stands in everything sealed with it. */
export type Key = { readonly id: string; readonly bytes: Buffer };

/** The first seals, all of them open. */
export type Keys = readonly [Key, ...Key[]];

export const KEY_VARIABLE = "MDMKIT_GATEWAY_KEY";
export const KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** Keys in base64, separated by commas: the one to seal with first. Throws `InvalidInputError`, which shows none of it. */
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
      `Key ${index + 1} in ${source} is not ${KEY_BYTES} bytes in base64. \`openssl rand -base64 ${KEY_BYTES}\` makes one.`,
    );
  }
  return keyOf(Buffer.from(text, "base64"));
}
