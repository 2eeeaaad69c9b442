import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { StoreError } from "../errors/store-error.ts";
import type { Key, Keys } from "./keys.ts";

/** Encrypts text for one purpose, its binding, such as the row that holds it. It cannot be decrypted with another binding. */
export type Sealer = {
  seal(text: string, binding: string): string;
  /** Throws `StoreError` with the reason `key` when the key is missing or the text was changed or moved. */
  open(sealed: string, binding: string): string;
  /** A hash that only holders of the first key can compute, to store what names a secret. Another first key, another hash. */
  hash(text: string): string;
  /** Whether text was encrypted with the first key. */
  isCurrent(sealed: string): boolean;
  readonly keyIds: readonly string[];
};

const ALGORITHM = "aes-256-gcm";
const FORMAT = "v1"; // `v1.<key id>.<iv>.<ciphertext and tag>`
const IV_BYTES = 12;
const TAG_BYTES = 16;

export function createSealer(keys: Keys): Sealer {
  const [first] = keys;
  const byId = new Map(keys.map((key) => [key.id, key]));
  return {
    seal: (text, binding) => seal(text, { key: first, binding }),
    open(sealed, binding) {
      const [format, id = "", iv = "", data = ""] = sealed.split(".");
      const key = byId.get(id);
      if (format !== FORMAT) throw damaged();
      if (!key)
        throw new StoreError("key", `Data was encrypted with key ${id}, which is missing. Add that key.`);
      return open({ key, binding, iv: bytesIn(iv), data: bytesIn(data) });
    },
    hash: (text) =>
      createHmac("sha256", first.bytes).update(`mdmkit gateway hash ${text}`).digest("base64url"),
    isCurrent: (sealed) => sealed.startsWith(`${FORMAT}.${first.id}.`),
    keyIds: keys.map(({ id }) => id),
  };
}

function seal(text: string, { key, binding }: { key: Key; binding: string }): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(key, binding));
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, key.id, iv.toString("base64url"), data.toString("base64url")].join(".");
}

function open({ key, binding, iv, data }: { key: Key; binding: string; iv: Buffer; data: Buffer }): string {
  if (iv.length !== IV_BYTES || data.length < TAG_BYTES) throw damaged();
  const decipher = createDecipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(key, binding));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw damaged();
  }
}

function bytesIn(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw damaged(); // decoding ignores invalid characters
  return bytes;
}

const additionalData = (key: Key, binding: string): Buffer => Buffer.from(`${FORMAT} ${key.id} ${binding}`);

function damaged(): StoreError {
  return new StoreError(
    "key",
    "Encrypted data was changed or moved after it was stored. Restore a backup, or enter the credentials again.",
  );
}
