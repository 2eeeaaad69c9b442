import type { Model, PhysicalDevice, Platform } from "./device.ts";
import type { Draw } from "./draw.ts";
import { hardwareUuid, imei, macAddress, placeholderSerials, serialNumber } from "./identifiers.ts";

const day = 24 * 3600 * 1000;

/** Serial number and hardware ids; virtual machines and no-name boards lack a serial number. */
export function identity(
  draw: Draw,
  { index, platform, model }: { index: number; platform: Platform; model: Model },
): Pick<PhysicalDevice, "serial" | "uuid" | "imei" | "macs"> {
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

/** What the device calls itself and what people see. */
export function naming(
  draw: Draw,
  { platform, model, givenName }: { platform: Platform; model: Model; givenName: string | undefined },
): Pick<PhysicalDevice, "hostname" | "name"> {
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

/** Addresses from ranges reserved for private use and documentation. */
export function addresses(draw: Draw): PhysicalDevice["address"] {
  const octet = (label: string) => draw.integer(label, { min: 2, max: 250 });
  return {
    local: `10.20.${octet("net")}.${octet("host-part")}`,
    link: `fe80::${draw.hex("link", 4)}:${draw.hex("link-tail", 4)}`,
    public: `203.0.113.${octet("public")}`,
  };
}

type Security = "encrypted" | "firewall" | "supervised" | "automatedEnrollment" | "companyOwned";

/** Phones are always encrypted and report no firewall; some computers report neither. */
export function security(draw: Draw, platform: Platform): Pick<PhysicalDevice, Security> {
  const mobile = platform === "ios" || platform === "ipados" || platform === "android";
  const automatedEnrollment = platform !== "linux" && draw.chance("automated", mobile ? 0.4 : 0.5);
  return {
    encrypted: draw.chance("encryption-unknown", 0.1) ? null : mobile || draw.chance("encrypted", 0.85),
    firewall: mobile || draw.chance("firewall-unknown", 0.05) ? null : draw.chance("firewall", 0.8),
    supervised: automatedEnrollment || draw.chance("supervised", 0.2),
    automatedEnrollment,
    companyOwned: automatedEnrollment || draw.chance("company", mobile ? 0.55 : 0.85),
  };
}

/** Some devices are online although they never reported. */
export function activity(
  draw: Draw,
  { now, enrolledAt }: { now: number; enrolledAt: number },
): Pick<PhysicalDevice, "online" | "lastSeenAt" | "bootedAt"> {
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
