/** Units by the words for them. Only whole words match, and case is ignored. */
const UNITS: Readonly<Record<string, RegExp>> = {
  bytes: /\bbytes?\b/i,
  kilobytes: /\b(kilobytes?|kb|kib|kibibytes?)\b/i,
  megabytes: /\b(megabytes?|mb|mib|mebibytes?)\b/i,
  gigabytes: /\b(gigabytes?|gb|gib|gibibytes?)\b/i,
  terabytes: /\b(terabytes?|tb|tib|tebibytes?)\b/i,
  bits: /\b(bits?|[kmg]bps)\b/i,
  milliseconds: /\b(milliseconds?|millis|ms)\b/i,
  seconds: /\b(seconds?|secs?)\b/i,
  minutes: /\bminutes?\b/i,
  hours: /\bhours?\b/i,
  days: /\bdays?\b/i,
  percent: /\b(percent|percentage)\b|%/i,
  fraction: /\b(fraction|ratio)\b/i,
  "local time": /\blocal time\b/i,
  UTC: /\b(utc|gmt)\b/i,
};

/** The units in a text. */
export function unitsOf(text: string): string[] {
  return Object.keys(UNITS).filter((unit) => UNITS[unit]?.test(text));
}
