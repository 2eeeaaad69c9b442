/**
 * An IP address in its usual form (RFC 5952), and who can reach it: everybody, a private network, or no other device.
 * Addresses of the last kind are loopback, link-local, multicast and unspecified ones, which tell nothing about a device.
 */
export type IpAddress = { readonly text: string; readonly reach: Reach };

type Reach = "public" | "private" | "none";

/** Reads an IPv4 or IPv6 address; undefined for other text. A zone is left out. */
export function parseIpAddress(written: string): IpAddress | undefined {
  const plain = parseIpv4(written);
  if (plain !== undefined) return { text: written, reach: reachOf(plain, IPV4_BLOCKS) };
  const groups = written.includes(":") ? parseIpv6(written.replace(/%.*$/, "")) : undefined;
  if (!groups) return undefined;
  const text = formatIpv6(groups);
  if (!MAPPED.test(text)) return { text, reach: reachOf((groups[0] ?? 0) * 0x10000, IPV6_BLOCKS) };
  const [high = 0, low = 0] = groups.slice(6);
  const within = [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
  return { text: within, reach: reachOf(high * 0x10000 + low, IPV4_BLOCKS) };
}

/** An IPv4 address within IPv6, as sockets write it. */
const MAPPED = /^::ffff:[^:]+:[^:]+$/;

type Block = readonly [network: number, bits: number, reach: Reach];

/**
 * Blocks of RFC 6890 and its registries; the last one is all the rest. Blocks for documentation count as public: no device
 * has such an address, and made-up records do.
 */
const IPV4_BLOCKS: readonly Block[] = [
  [0xc0a80000, 16, "private"], // 192.168.0.0
  [0x0a000000, 8, "private"], // 10.0.0.0
  [0xac100000, 12, "private"], // 172.16.0.0
  [0x64400000, 10, "private"], // 100.64.0.0, behind a carrier's translation
  [0xc6120000, 15, "private"], // 198.18.0.0, for measurements
  [0xc0000000, 24, "private"], // 192.0.0.0, for protocols
  [0xa9fe0000, 16, "none"], // 169.254.0.0, link-local
  [0x7f000000, 8, "none"], // 127.0.0.0, loopback
  [0x00000000, 8, "none"], // 0.0.0.0, unspecified
  [0xe0000000, 3, "none"], // 224.0.0.0, multicast and reserved
  [0x00000000, 0, "public"],
];

/** Of IPv6 the first 16 bits suffice, compared as those of 32. What is neither private nor global unicast is no device's own. */
const IPV6_BLOCKS: readonly Block[] = [
  [0x20000000, 3, "public"],
  [0xfc000000, 7, "private"], // unique local
  [0xfec00000, 10, "private"], // site-local
  [0x00000000, 0, "none"],
];

function reachOf(address: number, blocks: readonly Block[]): Reach {
  for (const [network, bits, reach] of blocks) {
    const size = 2 ** (32 - bits);
    if (address >= network && address < network + size) return reach;
  }
  return "none";
}

/** Zeros in front are not allowed: whether they mean octal depends on who reads. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

const POINT = 0x2e;
const ZERO = 0x30;

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

/** The eight groups of an IPv6 address. */
function parseIpv6(text: string): number[] | undefined {
  const [start = "", end, ...more] = withoutPoints(text).split("::");
  const [left, right] = [parseGroups(start), parseGroups(end ?? "")];
  if (!left || !right || more.length > 0) return undefined;
  const missing = 8 - left.length - right.length;
  if (end === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left];
  while (groups.length < 8 - right.length) groups.push(0);
  return [...groups, ...right];
}

/** The last 32 bits can be written as an IPv4 address. */
function withoutPoints(text: string): string {
  const start = text.lastIndexOf(":") + 1;
  const plain = parseIpv4(text.slice(start));
  if (plain === undefined) return text;
  return `${text.slice(0, start)}${(plain >>> 16).toString(16)}:${(plain & 0xffff).toString(16)}`;
}

const GROUP = /^[0-9a-f]{1,4}$/i;

function parseGroups(text: string): number[] | undefined {
  const parts = text === "" ? [] : text.split(":");
  return parts.every((part) => GROUP.test(part)) ? parts.map((part) => Number.parseInt(part, 16)) : undefined;
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
