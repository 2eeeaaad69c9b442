/** Seeded choices by label: the same seed, subject and label give the same value, in any order. */
export type Draw = {
  /** A number in [0, 1). */
  unit(label: string): number;
  integer(label: string, range: { min: number; max: number }): number;
  chance(label: string, probability: number): boolean;
  pick<T>(label: string, items: readonly [T, ...T[]]): T;
  /** As `pick`, with each item as likely as its weight. */
  weighted<T>(label: string, items: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
  hex(label: string, length: number): string;
  /** Characters of `alphabet`, for serial numbers and the like. */
  text(label: string, options: { alphabet: string; length: number }): string;
};

/** FNV-1a over the label, then a 32-bit finalizer; quick, and even enough for made-up data. */
export function hash32(start: number, text: string): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** Choices about one subject, such as device 17 of fleet 1. */
export function createDraw(subject: { seed: number; kind: string; index: number }): Draw {
  const start = hash32(hash32(subject.seed | 0, subject.kind) ^ Math.imul(subject.index + 1, 0x9e3779b1), "");
  const unit = (label: string) => hash32(start, label) / 0x1_0000_0000;
  const text = (label: string, { alphabet, length }: { alphabet: string; length: number }) => {
    let result = "";
    for (let at = 0; at < length; at++) {
      result += alphabet.charAt(hash32(start + at, label) % alphabet.length);
    }
    return result;
  };
  return {
    unit,
    integer: (label, { min, max }) => min + Math.floor(unit(label) * (max - min + 1)),
    chance: (label, probability) => unit(label) < probability,
    pick: (label, items) => items[Math.floor(unit(label) * items.length)] ?? items[0],
    weighted(label, items) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = unit(label) * total;
      for (const [item, weight] of items) {
        left -= weight;
        if (left < 0) return item;
      }
      return items[0][0];
    },
    hex: (label, length) => text(label, { alphabet: "0123456789abcdef", length }),
    text,
  };
}
