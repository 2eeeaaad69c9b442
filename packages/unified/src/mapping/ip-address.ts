/** An IP address that other devices can reach, in its usual form (RFC 5952). */
export type IpAddress = { readonly text: string; readonly isPublic: boolean };

/**
 * Reads an IPv4 or IPv6 address. Null for one that no other device can reach (loopback, link-local, multicast, unspecified),
 * undefined for other text. A zone is left out.
 */
export function parseIpAddress(written: string): IpAddress | null | undefined {
  if (!written.includes(":")) {
    const plain = parseIpv4(written);
    return plain === undefined ? undefined : withReach(written, reachOf(plain, IPV4_BLOCKS));
  }
  const groups = parseIpv6(written.includes("%") ? written.replace(/%.*$/, "") : written);
  if (!groups) return undefined;
  if (isMapped(groups)) return parseIpAddress(mappedIpv4(groups));
  const reach = reachOf(groups[0] ?? 0, IPV6_BLOCKS);
  return reach === "none" ? null : withReach(formatIpv6(groups), reach);
}

function withReach(text: string, reach: Reach): IpAddress | null {
  return reach === "none" ? null : { text, isPublic: reach === "public" };
}

/** Whether it is an IPv4 address within IPv6, as sockets write it. */
function isMapped(groups: readonly number[]): boolean {
  return groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0);
}

function mappedIpv4(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}

type Reach = "public" | "private" | "none";
type Block = readonly [first: number, last: number, reach: Reach];

/**
 * Blocks of RFC 6890 and its registries; the last one is all the rest. Blocks for documentation count as public: no device
 * has such an address, and made-up records do.
 */
const IPV4_BLOCKS: readonly Block[] = [
  [0xc0a80000, 0xc0a8ffff, "private"], // 192.168.0.0/16
  [0x0a000000, 0x0affffff, "private"], // 10.0.0.0/8
  [0xac100000, 0xac1fffff, "private"], // 172.16.0.0/12
  [0x64400000, 0x647fffff, "private"], // 100.64.0.0/10, behind a carrier's translation
  [0xc6120000, 0xc613ffff, "private"], // 198.18.0.0/15, for measurements
  [0xc0000000, 0xc00000ff, "private"], // 192.0.0.0/24, for protocols
  [0xa9fe0000, 0xa9feffff, "none"], // 169.254.0.0/16, link-local
  [0x7f000000, 0x7fffffff, "none"], // 127.0.0.0/8, loopback
  [0x00000000, 0x00ffffff, "none"], // 0.0.0.0/8, unspecified
  [0xe0000000, 0xffffffff, "none"], // 224.0.0.0/3, multicast and reserved
  [0x00000000, 0xffffffff, "public"],
];

/** Of IPv6 the first group decides. What is neither private nor global unicast is no device's own. */
const IPV6_BLOCKS: readonly Block[] = [
  [0x2000, 0x3fff, "public"],
  [0xfc00, 0xfdff, "private"], // unique local
  [0xfec0, 0xfeff, "private"], // site-local
];

function reachOf(address: number, blocks: readonly Block[]): Reach {
  for (const block of blocks) if (address >= block[0] && address <= block[1]) return block[2];
  return "none";
}

/** Zeros in front are not allowed: whether they mean octal depends on who reads. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const LETTER_A = 0x61;

/** An IPv4 address as a number. */
function parseIpv4(text: string): number | undefined {
  if (!IPV4.test(text)) return undefined;
  let address = 0;
  let part = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === POINT) {
      address = address * 256 + part;
      part = 0;
    } else part = part * 10 + code - ZERO;
  }
  return address * 256 + part;
}

/** The eight groups of an IPv6 address, character by character: splitting it takes five times as long. */
function parseIpv6(written: string): number[] | undefined {
  const text = written.includes(".") ? withoutPoints(written) : written;
  const groups = [0, 0, 0, 0, 0, 0, 0, 0];
  let count = 0;
  let gap = -1; // the number of groups before `::`
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const digit = hexDigit(code);
    if (digit >= 0) {
      digits += 1;
      if (digits > 4 || count > 7) return undefined;
      groups[count] = (groups[count] ?? 0) * 16 + digit;
      continue;
    }
    if (code !== COLON) return undefined;
    if (digits > 0) count += 1;
    if (text.charCodeAt(index + 1) === COLON) {
      if (gap >= 0) return undefined;
      gap = count;
      index += 1;
    } else if (digits === 0 || index === text.length - 1) return undefined;
    digits = 0;
  }
  if (digits > 0) count += 1;
  if (gap < 0) return count === 8 ? groups : undefined;
  return count < 8 ? moveToEnd(groups, gap, count) : undefined;
}

/** Moves the groups after `::` to the end; zeros stay in their place. */
function moveToEnd(groups: number[], gap: number, count: number): number[] {
  for (let from = count - 1; from >= gap; from -= 1) {
    groups[from + 8 - count] = groups[from] ?? 0;
    groups[from] = 0;
  }
  return groups;
}

function hexDigit(code: number): number {
  if (code >= ZERO && code <= NINE) return code - ZERO;
  const letter = (code | 0x20) - LETTER_A;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/** The last 32 bits can be written as an IPv4 address. */
function withoutPoints(text: string): string {
  const start = text.lastIndexOf(":") + 1;
  const plain = parseIpv4(text.slice(start));
  if (plain === undefined) return text;
  return `${text.slice(0, start)}${(plain >>> 16).toString(16)}:${(plain & 0xffff).toString(16)}`;
}

/** Without zeros in front, and with the first of the longest runs of zero groups left out. */
function formatIpv6(groups: readonly number[]): string {
  let start = 0;
  let length = 1; // a single zero group stays
  for (let from = 0; from < groups.length; from += 1) {
    let to = from;
    while (groups[to] === 0) to += 1;
    if (to - from > length) {
      start = from;
      length = to - from;
    }
  }
  const texts = groups.map((group) => group.toString(16));
  if (length < 2) return texts.join(":");
  return `${texts.slice(0, start).join(":")}::${texts.slice(start + length).join(":")}`;
}
