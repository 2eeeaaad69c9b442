import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { StoreError } from "../errors/store-error.ts";
import type { Key, Keys } from "./keys.ts";

/** Encrypts text for one place: what was sealed for another place does not open. */
export type Sealer = {
  /** `place` says what the text belongs to, such as the row that holds it. */
  seal(text: string, place: string): string;
  /** Throws `StoreError` with the reason `key` when the key is missing or the text was tampered with or moved. */
  open(sealed: string, place: string): string;
  /** Sealed with the first key. */
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
    seal: (text, place) => seal(text, { key: first, place }),
    open(sealed, place) {
      const [format, id = "", iv = "", data = ""] = sealed.split(".");
      const key = byId.get(id);
      if (format !== FORMAT) throw damaged();
      if (!key) throw new StoreError("key", `What was encrypted with key ${id} needs that key again.`);
      return open({ key, place, iv: bytesIn(iv), data: bytesIn(data) });
    },
    isCurrent: (sealed) => sealed.startsWith(`${FORMAT}.${first.id}.`),
    keyIds: keys.map(({ id }) => id),
  };
}

function seal(text: string, { key, place }: { key: Key; place: string }): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(key, place));
  const data = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [FORMAT, key.id, iv.toString("base64url"), data.toString("base64url")].join(".");
}

function open({ key, place, iv, data }: { key: Key; place: string; iv: Buffer; data: Buffer }): string {
  if (iv.length !== IV_BYTES || data.length < TAG_BYTES) throw damaged();
  const decipher = createDecipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(key, place));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(data.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw damaged();
  }
}

function bytesIn(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.toString("base64url") !== text) throw damaged(); // decoding overlooks what does not belong
  return bytes;
}

const boundTo = (key: Key, place: string): Buffer => Buffer.from(`${FORMAT} ${key.id} ${place}`);

function damaged(): StoreError {
  return new StoreError(
    "key",
    "Encrypted text was changed or moved since it was stored. Restore it from a backup, or enter it anew.",
  );
}
