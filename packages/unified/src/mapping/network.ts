import { text, unique } from "./values.ts";

type Maybe<T> = T | null | undefined;

/** MAC addresses in lower case with colons, each once; all-zero and malformed ones are left out. */
export function macAddresses(values: readonly Maybe<string>[]): string[] {
  return unique(values.map((value) => text(value)?.toLowerCase().replaceAll("-", ":"))).filter(
    (mac) => /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac) && mac !== "00:00:00:00:00:00",
  );
}

/** Addresses a network can route to: loopback and link-local ones say nothing about a device. */
export function routableAddresses(values: readonly Maybe<string>[]): string[] {
  return unique(values).filter((address) => !/^(127\.|169\.254\.|::1$|fe80:)/i.test(address));
}
