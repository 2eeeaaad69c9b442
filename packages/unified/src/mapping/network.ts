import type { Drift } from "../contract/drift.ts";
import { isNoAddress, isRow } from "./placeholders.ts";
import { text, unique, uniqueOfGiven } from "./values.ts";

type Maybe<T> = T | null | undefined;

const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i;

/** Texts as MAC addresses in lower case with colons, each once. Undefined where there is none: every device has one. */
export function macAddresses(texts: readonly Maybe<string>[]): string[] | undefined {
  const found: string[] = [];
  for (const value of texts) {
    if (!value || !MAC.test(value)) continue;
    const lower = value.toLowerCase();
    const mac = lower.includes("-") ? lower.replaceAll("-", ":") : lower;
    if (!isNoAddress(mac) && !found.includes(mac)) found.push(mac);
  }
  return found.length > 0 ? found : undefined;
}

const LOCAL = /^(127\.|169\.254\.|::1$|fe80:)/i;

/**
 * Texts that are addresses a network can route to: loopback and link-local ones say nothing about a device. Undefined
 * where no address was given.
 */
export function routableAddresses(texts: readonly Maybe<string>[]): string[] | undefined {
  const given = unique(texts).filter((address) => !isNoAddress(address));
  return given.length > 0 ? given.filter((address) => !LOCAL.test(address)) : undefined;
}

/** One IP address; what stands for none reads as absent. */
export function ipAddress(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const address = text(value, drift);
  return address && isNoAddress(address) ? undefined : address;
}

/** The digits of IMEIs, which some write in groups, each once. Undefined where none was given. */
export function imeis(texts: readonly Maybe<string>[]): string[] | undefined {
  return uniqueOfGiven(texts.map(digitsOf));
}

function digitsOf(imei: Maybe<string>): Maybe<string> {
  const digits = imei?.replace(/\D/g, "");
  return digits && isRow(digits) ? undefined : (digits ?? imei);
}
