import type { Drift } from "../contract/drift.ts";
import { type IpAddress, parseIpAddress } from "./ip-address.ts";
import { isNoMac, isPlaceholder, isSharedImei } from "./placeholders.ts";
import { text, unique, uniqueOfGiven } from "./values.ts";

type Maybe<T> = T | null | undefined;

const MAC = /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$|^[0-9a-f]{12}$|^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}$/i;

/** Texts as MAC addresses in lower case with colons, each once. Undefined where there is none: every device has one. */
export function macAddresses(texts: readonly Maybe<string>[]): string[] | undefined {
  const found: string[] = [];
  for (const value of texts) {
    if (!value || !MAC.test(value)) continue;
    const mac = withColons(value.toLowerCase());
    if (!isNoMac(mac) && !found.includes(mac)) found.push(mac);
  }
  return found.length > 0 ? found : undefined;
}

function withColons(mac: string): string {
  if (mac.length === 17) return mac.includes("-") ? mac.replaceAll("-", ":") : mac;
  const digits = mac.replaceAll(".", "");
  return `${pairs(digits.slice(0, 6))}:${pairs(digits.slice(6))}`;
}

/** Three pairs of six digits. */
const pairs = (six: string): string => `${six.slice(0, 2)}:${six.slice(2, 4)}:${six.slice(4)}`;

/** An address of the device, in its usual form; one that no other device can reach, such as 127.0.0.1, reads as absent. */
export function ipAddress(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const address = parsed(value, drift);
  return address ? address.text : address;
}

/** An address on the internet; any other reads as absent, since it is that of a proxy or of a private network. */
export function publicIpAddress(value: Maybe<string>, drift?: Drift): Maybe<string> {
  const address = parsed(value, drift);
  return address && (address.isPublic ? address.text : undefined);
}

function parsed(value: Maybe<string>, drift?: Drift): Maybe<IpAddress> {
  const written = text(value, drift);
  if (written == null) return written;
  const address = parseIpAddress(written);
  if (address === undefined && !isPlaceholder(written)) drift?.note("unknown-value", value);
  return address ?? undefined;
}

/** Addresses as `ipAddress` gives them, each once. Undefined where there is none. */
export function ipAddresses(addresses: readonly Maybe<string>[]): string[] | undefined {
  const found = unique(addresses);
  return found.length > 0 ? found : undefined;
}

/** The digits of IMEIs, which some write in groups, each once. Undefined where none was given. */
export function imeis(texts: readonly Maybe<string>[]): string[] | undefined {
  return uniqueOfGiven(texts.map(digitsOf));
}

function digitsOf(imei: Maybe<string>): Maybe<string> {
  const digits = imei?.replace(/\D/g, "");
  return digits && isSharedImei(digits) ? undefined : (digits ?? imei);
}

/** ICCIDs, which some write in groups, each once. Undefined where none was given. */
export function iccids(texts: readonly Maybe<string>[]): string[] | undefined {
  return uniqueOfGiven(texts.map((iccid) => iccid?.replace(/\s/g, "") ?? iccid));
}
