import { text, unique } from "./values.ts";

type Maybe<T> = T | null | undefined;

const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

/** MAC addresses in lower case with colons, each once; all-zero and malformed ones are left out. */
export function macAddresses(values: readonly Maybe<string>[]): string[] {
  const found: string[] = [];
  for (const value of values) {
    const told = text(value);
    if (!told || !MAC.test(told)) continue;
    const lower = told.toLowerCase();
    const mac = lower.includes("-") ? lower.replaceAll("-", ":") : lower;
    if (mac !== "00:00:00:00:00:00" && !found.includes(mac)) found.push(mac);
  }
  return found;
}

const LOCAL = /^(127\.|169\.254\.|::1$|fe80:)/i;

/** Addresses a network can route to: loopback and link-local ones say nothing about a device. */
export function routableAddresses(values: readonly Maybe<string>[]): string[] {
  return unique(values).filter((address) => !LOCAL.test(address));
}
