import type { DeviceType, Platform } from "../contract/model.ts";

type Maybe<T> = T | null | undefined;

/** What the names of a model show. */
export type AppleModel = {
  /** Its form; undefined for a Mac whose name does not show it. */
  readonly type: DeviceType | undefined;
  /** `unknown` for what is no device of the unified model, such as a watch. */
  readonly platform: Platform;
  /** Product name of its system; undefined where Apple has none. */
  readonly osName: string | undefined;
};

const MAC: AppleModel = { type: undefined, platform: "macos", osName: "macOS" };
const LAPTOP: AppleModel = { type: "laptop", platform: "macos", osName: "macOS" };
const DESKTOP: AppleModel = { type: "desktop", platform: "macos", osName: "macOS" };
const SERVER: AppleModel = { type: "server", platform: "macos", osName: "macOS" };
const VIRTUAL_MAC: AppleModel = { type: "virtual_machine", platform: "macos", osName: "macOS" };
const PHONE: AppleModel = { type: "mobile", platform: "ios", osName: "iOS" };
const TABLET: AppleModel = { type: "tablet", platform: "ipados", osName: "iPadOS" };
const TV: AppleModel = { type: "other", platform: "unknown", osName: "tvOS" };
const WATCH: AppleModel = { type: "other", platform: "unknown", osName: "watchOS" };
const HEADSET: AppleModel = { type: "other", platform: "unknown", osName: "visionOS" };
const SPEAKER: AppleModel = { type: "other", platform: "unknown", osName: undefined };

/** The words that identifiers begin with and the families in marketing names, without blanks and in lower case. */
const WORDS: Readonly<Record<string, AppleModel>> = {
  mac: MAC,
  macbook: LAPTOP,
  macbookair: LAPTOP,
  macbookpro: LAPTOP,
  powerbook: LAPTOP,
  ibook: LAPTOP,
  macmini: DESKTOP,
  macpro: DESKTOP,
  macstudio: DESKTOP,
  imac: DESKTOP,
  imacpro: DESKTOP,
  emac: DESKTOP,
  powermac: DESKTOP,
  adp: DESKTOP, // Developer Transition Kit
  xserve: SERVER,
  rackmac: SERVER,
  virtualmac: VIRTUAL_MAC,
  iphone: PHONE,
  ipod: PHONE,
  ipad: TABLET,
  tv: TV,
  appletv: TV,
  watch: WATCH,
  applewatch: WATCH,
  realitydevice: HEADSET,
  visionpro: HEADSET,
  audioaccessory: SPEAKER,
  audioaccessorysingle: SPEAKER,
  homepod: SPEAKER,
};

/**
 * Macs whose identifiers begin with `Mac` alone, as `Mac14,2`. Their numbers follow no rule, so that one which is not here
 * stays a Mac of unknown form. Checked on 2026-11-29 against AppleDB (MIT) and SOFA (Apache-2.0), each family in two
 * sources; `pnpm apple-models` compares it with a public list.
 */
const MACS: Readonly<Record<string, string>> = {
  macbookair: "14,2 14,15 15,12 15,13 16,12 16,13 17,3 17,4",
  macbook: "17,5", // Neo
  macbookpro:
    "14,5 14,6 14,7 14,9 14,10 15,3 15,6 15,7 15,8 15,9 15,10 15,11 16,1 16,5 16,6 16,7 16,8 17,2 17,6 17,7 17,8 17,9",
  macmini: "14,3 14,12 16,10 16,11 17,16 18,5",
  macstudio: "13,1 13,2 14,13 14,14 15,14 16,9 17,14 17,15",
  imac: "15,4 15,5 16,2 16,3",
  macpro: "14,8",
};

const FORM_OF_MAC: ReadonlyMap<string, AppleModel> = new Map(
  Object.entries(MACS).flatMap(([family, numbers]) =>
    numbers.split(" ").map((number) => [number, WORDS[family] ?? MAC] as const),
  ),
);

/** Words of hypervisors and clouds. A guest with the identifier of real hardware, and without these, counts as real hardware. */
const VIRTUAL =
  /\b(?:virtual ?(?:mac|box|machine|platform)|vmware|vmm\b|parallels|qemu|kvm\b|xen\b|innotek|hvm domu|amazon ec2|cloud ?pc|standard pc)/i;

/** The shape of an identifier: not `Mac-F60DEB81FF30ACF6`, a board, nor `J375dAP`. */
const IDENTIFIER = /^([a-z]+)(\d+,\d+)$/i;

/** Families as whole words: an `iPad mini` is not a `Mac mini`. Some vendors leave out the maker: `TV 4K`. */
const FAMILY =
  /^(?:tv|watch)\b|^mac$|\b(?:macbook|powerbook|ibook|i?mac ?pro|imac|emac|mac ?mini|mac ?studio|power ?mac|xserve|iphone|ipod|ipad|apple ?tv|apple ?watch|vision ?pro|homepod)\b/i;

/**
 * What all names of a model show together, identifiers and marketing names in any order: words of virtual machines first, then
 * identifiers, then families in names. Undefined for other makers' models. A virtual machine of any maker counts as a Mac.
 */
export function appleModel(names: readonly Maybe<string>[]): AppleModel | undefined {
  for (const name of names) if (name && VIRTUAL.test(name)) return VIRTUAL_MAC;
  let unknownMac: AppleModel | undefined;
  for (const name of names) {
    const model = name?.includes(",") ? identified(name) : undefined;
    if (model?.type) return model;
    unknownMac ??= model;
  }
  for (const name of names) {
    const family = name ? FAMILY.exec(name) : undefined;
    const model = family ? modelOfWord(family[0].replace(" ", "")) : undefined;
    if (model?.type) return model;
    unknownMac ??= model;
  }
  return unknownMac;
}

function identified(name: string): AppleModel | undefined {
  const parts = IDENTIFIER.exec(name);
  const model = parts ? modelOfWord(parts[1] ?? "") : undefined;
  return model === MAC ? (FORM_OF_MAC.get(parts?.[2] ?? "") ?? MAC) : model;
}

function modelOfWord(word: string): AppleModel | undefined {
  const plain = word.toLowerCase();
  return Object.hasOwn(WORDS, plain) ? WORDS[plain] : undefined;
}
