import { createDraw, type Draw } from "./draw.ts";
import { hardwareUuid, imei, macAddress, placeholderSerials, serialNumber } from "./identifiers.ts";
import { type Model, models } from "./models.ts";
import { osReleases } from "./os-releases.ts";
import { createPerson, joinedAt } from "./person.ts";

export type Platform = "macos" | "windows" | "linux" | "ios" | "ipados" | "android";
export type Chassis = "laptop" | "desktop" | "server" | "phone" | "tablet" | "virtual-machine";

export type OperatingSystem = {
  name: string;
  version: string;
  build: string;
  codename: string | null;
  /** Windows: marketing version and edition, such as `11 Pro`. */
  edition: string | null;
  major: number;
  minor: number;
  patch: number;
};

/** One made-up piece of hardware, as no vendor in particular sees it. Times are in ms since 1970. */
export type PhysicalDevice = {
  index: number;
  platform: Platform;
  chassis: Chassis;
  model: Model;
  os: OperatingSystem;
  /** Null on many virtual machines; a placeholder where the maker never wrote one. */
  serial: string | null;
  uuid: string;
  imei: string | null;
  /** Wired or wireless hardware addresses, lower case with colons. */
  macs: string[];
  hostname: string;
  name: string;
  address: { local: string; link: string; public: string };
  memoryBytes: number;
  storageBytes: number;
  freeBytes: number;
  /** Null where nothing reports it. */
  encrypted: boolean | null;
  firewall: boolean | null;
  supervised: boolean;
  /** Bought through the maker's enrollment program. */
  automatedEnrollment: boolean;
  companyOwned: boolean;
  /** Index of the person who uses it; null for shared and unassigned devices. */
  owner: number | null;
  assetTag: string | null;
  enrolledAt: number;
  /** Null where the device has not reported, although it may be online. */
  lastSeenAt: number | null;
  bootedAt: number;
  online: boolean;
};

const shares = [
  ["macos", 35],
  ["windows", 35],
  ["linux", 10],
  ["ios", 8],
  ["ipados", 4],
  ["android", 8],
] as const satisfies readonly (readonly [Platform, number])[];

const gigabyte = 1024 ** 3;
const day = 24 * 3600 * 1000;

export type DeviceOptions = { seed: number; index: number; now: number; people: number };

/** Platform of device `index`; much cheaper than the whole device. */
export function platformOf({ seed, index }: { seed: number; index: number }): Platform {
  return createDraw({ seed, kind: "device", index }).weighted<Platform>("platform", shares);
}

/** Index of the owner of device `index`; much cheaper than the whole device. */
export function ownerOf({ seed, index, people }: Omit<DeviceOptions, "now">): number | null {
  const draw = createDraw({ seed, kind: "device", index });
  const { chassis } = draw.pick("model", models[draw.weighted<Platform>("platform", shares)]);
  return drawOwner(draw, { people, chassis });
}

/** Device number `index` of the fleet: the same options give the same device. */
export function createDevice({ seed, index, now, people }: DeviceOptions): PhysicalDevice {
  const draw = createDraw({ seed, kind: "device", index });
  const platform = draw.weighted<Platform>("platform", shares);
  const model = draw.pick("model", models[platform]);
  const owner = drawOwner(draw, { people, chassis: model.chassis });
  const storageBytes = draw.pick("storage", model.storageGb) * 1e9;
  const memoryBytes = draw.pick("memory", model.memoryGb) * gigabyte;
  const enrolledAt = joinedAt({ index, now });
  const person = owner === null ? null : createPerson({ seed, index: owner, now });
  return {
    index,
    platform,
    chassis: model.chassis,
    model,
    os: draw.weighted("os", osReleases[platform]),
    ...identity(draw, { index, platform, model }),
    ...naming(draw, { platform, model, givenName: person?.givenName }),
    address: addresses(draw),
    memoryBytes,
    storageBytes,
    freeBytes: Math.floor(storageBytes * (0.1 + draw.unit("free") * 0.7)),
    ...security(draw, platform),
    owner,
    assetTag: draw.chance("tagged", 0.7) ? `IT-${String(index).padStart(5, "0")}` : null,
    enrolledAt,
    ...activity(draw, { now, enrolledAt }),
  };
}

function drawOwner(draw: Draw, { people, chassis }: { people: number; chassis: Chassis }): number | null {
  if (people < 1 || chassis === "server" || draw.chance("shared", 0.08)) return null;
  return draw.integer("owner", { min: 0, max: people - 1 });
}

function identity(
  draw: Draw,
  { index, platform, model }: { index: number; platform: Platform; model: Model },
) {
  const phone = model.chassis === "phone";
  const serial = serialNumber(draw, { index, length: model.maker === "Dell Inc." ? 7 : 10 });
  const noSerial = model.chassis === "virtual-machine" && draw.chance("serial-less", 0.6);
  const placeholder = model.identifier.startsWith("To be filled") || draw.chance("placeholder", 0.01);
  return {
    serial: noSerial
      ? null
      : placeholder && platform === "windows"
        ? draw.pick("placeholder-text", placeholderSerials)
        : serial,
    uuid: hardwareUuid(draw),
    imei: phone ? imei(draw) : null,
    macs: (phone || model.chassis === "tablet" ? [0] : [0, 1]).map((port) => macAddress(draw, port)),
  };
}

function naming(
  draw: Draw,
  { platform, model, givenName }: { platform: Platform; model: Model; givenName: string | undefined },
) {
  const code = draw.text("host", { alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 8 });
  const thing = model.name.split(" (")[0] ?? model.name;
  const owned = givenName === undefined ? thing : `${givenName}’s ${thing}`;
  if (platform === "windows") {
    const name = `${model.chassis === "laptop" ? "LAPTOP" : "DESKTOP"}-${code}`;
    return { hostname: name, name };
  }
  if (platform === "linux") {
    const name = `${model.chassis === "server" ? "srv" : "ws"}-${code.toLowerCase()}`;
    return { hostname: `${name}.corp.example.com`, name };
  }
  if (platform !== "macos") return { hostname: "", name: owned };
  const plain = owned.replaceAll("’", "").replaceAll(" ", "-");
  return { hostname: `${plain}-${code.slice(0, 4).toLowerCase()}.local`, name: owned };
}

function addresses(draw: Draw) {
  const octet = (label: string) => draw.integer(label, { min: 2, max: 250 });
  return {
    local: `10.20.${octet("net")}.${octet("host-part")}`,
    link: `fe80::${draw.hex("link", 4)}:${draw.hex("link-tail", 4)}`,
    public: `203.0.113.${octet("public")}`,
  };
}

function security(draw: Draw, platform: Platform) {
  const mobile = platform === "ios" || platform === "ipados" || platform === "android";
  const automatedEnrollment = platform !== "linux" && draw.chance("automated", 0.5);
  return {
    encrypted: draw.chance("encryption-unknown", 0.1) ? null : mobile || draw.chance("encrypted", 0.85),
    firewall: mobile || draw.chance("firewall-unknown", 0.05) ? null : draw.chance("firewall", 0.8),
    supervised: automatedEnrollment || draw.chance("supervised", 0.2),
    automatedEnrollment,
    companyOwned: automatedEnrollment || draw.chance("company", 0.85),
  };
}

function activity(draw: Draw, { now, enrolledAt }: { now: number; enrolledAt: number }) {
  const online = draw.chance("online", 0.6);
  const silent = draw.chance("silent", 0.04);
  const idle = online ? draw.integer("idle", { min: 0, max: 6 }) : draw.integer("idle", { min: 1, max: 60 });
  const seen = now - idle * day - Math.floor(draw.unit("seen") * day);
  return {
    online,
    lastSeenAt: silent ? null : Math.max(enrolledAt, seen),
    bootedAt: now - draw.integer("uptime", { min: 600, max: 40 * 86_400 }) * 1000,
  };
}
