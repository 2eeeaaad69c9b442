import { unique } from "./values.ts";

type Maybe<T> = T | null | undefined;

const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

/** Texts as MAC addresses in lower case with colons, each once; all-zero and malformed ones are left out. */
export function macAddresses(texts: readonly Maybe<string>[]): string[] {
  const found: string[] = [];
  for (const value of texts) {
    if (!value || !MAC.test(value)) continue;
    const lower = value.toLowerCase();
    const mac = lower.includes("-") ? lower.replaceAll("-", ":") : lower;
    if (mac !== "00:00:00:00:00:00" && !found.includes(mac)) found.push(mac);
  }
  return found;
}

const LOCAL = /^(127\.|169\.254\.|::1$|fe80:)/i;

/** Texts that are addresses a network can route to: loopback and link-local ones say nothing about a device. */
export function routableAddresses(texts: readonly Maybe<string>[]): string[] {
  return unique(texts).filter((address) => !LOCAL.test(address));
}
