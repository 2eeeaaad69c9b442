import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Person } from "../../../fleet/person.ts";
import { isAppleMobile, isMobile } from "../../../fleet/platforms.ts";

export type HostFacts = {
  readonly device: PhysicalDevice;
  readonly owner: Person | undefined;
  readonly team: Row | undefined;
  readonly labels: readonly Row[];
};

/** The server's words for never. */
const NEVER = "2000-01-01T00:00:00Z";
const ZERO = "0001-01-01T00:00:00Z";

/** By platform, and by distribution. */
const PLATFORMS: Record<string, string> = {
  macos: "darwin",
  Ubuntu: "ubuntu",
  Debian: "debian",
  Fedora: "rhel",
};

const MAINTENANCE = { starts_at: "2026-11-24T13:00:00-05:00", timezone: "America/New_York" };

/** Whole seconds, as the server has them. */
export function time(at: number | null): string {
  return at === null ? NEVER : new Date(at).toISOString().replace(/\.\d+/, "");
}

/** A host as a single read has it, with what lists leave out unless it is asked for. Software is apart. */
export function renderHost(
  { device, owner, team, labels }: HostFacts,
  { id, seed, isPremium }: { id: number; seed: number; isPremium: boolean },
): Row {
  const draw = createDraw({ seed, kind: "fleet-host", index: device.index });
  const { platform, os, model, serial } = device;
  const isPending = platform === "macos" && device.automatedEnrollment && draw.chance("pending", 0.15);
  const hasReported = !isPending && device.lastSeenAt !== null;
  const hasAgent = hasReported && !isMobile(platform);
  const isReached = hasReported && platform !== "linux";
  const shown = <T>(value: T, blank: T): T => (hasReported ? value : blank);
  const createdAt = time(device.enrolledAt);
  const seenAt = hasReported ? time(device.lastSeenAt) : NEVER;
  const fails = hasReported ? draw.integer("fails", { min: 0, max: 2 }) : 0;
  const critical = shown(draw.integer("critical", { min: 0, max: 3 }), 0);
  return {
    id,
    uuid: shown(device.uuid.toUpperCase(), ""),
    hostname: shown(device.hostname, ""),
    computer_name: shown(device.name, ""),
    display_name: isPending ? `${model.identifier} (${serial})` : device.name,
    hardware_serial: serial ?? "-1",
    hardware_vendor: shown(model.maker, ""),
    hardware_model: model.identifier,
    platform: PLATFORMS[platform === "linux" ? os.name : platform] ?? platform,
    os_version: shown(systemOf(device), ""),
    build: shown(os.build, ""),
    osquery_version: hasAgent ? "5.19.0" : "",
    orbit_version: hasAgent ? "1.45.0" : null,
    fleet_desktop_version: hasAgent ? "1.45.0" : null,
    scripts_enabled: hasAgent ? !draw.chance("scriptless", 0.1) : null,
    memory: shown(device.memoryBytes, 0),
    cpu_brand: hasAgent ? model.cpu : "",
    cpu_physical_cores: hasAgent ? model.cores : 0,
    gigs_disk_space_available: shown(device.freeBytes / 1e9, 0),
    gigs_total_disk_space: shown(device.storageBytes / 1e9, 0),
    public_ip: hasAgent ? device.address.public : "",
    primary_ip: hasAgent ? device.address.local : "",
    primary_mac: shown(device.macs[0] ?? "", ""),
    // By the agent alone, so that phones and tablets are always offline.
    status: hasAgent && device.online ? "online" : "offline",
    ...teamOf(team),
    created_at: createdAt,
    updated_at: hasReported ? seenAt : createdAt,
    detail_updated_at: seenAt,
    software_updated_at: shown(seenAt, ZERO),
    last_enrolled_at: hasAgent ? createdAt : NEVER,
    last_restarted_at: hasAgent ? time(device.bootedAt) : ZERO,
    seen_time: hasAgent ? seenAt : createdAt,
    refetch_requested: false,
    issues: {
      failing_policies_count: fails,
      ...(isPremium && { critical_vulnerabilities_count: critical }),
    },
    mdm: mdmOf(device, isPending),
    ...(device.assetTag !== null && hasAgent && { additional: { asset: [{ tag: device.assetTag }] } }),
    device_mapping: owner ? mappingsOf(owner, draw.integer("sources", { min: 0, max: 2 })) : null,
    labels,
    policies: policiesOf(fails, hasReported && (fails > 0 || !draw.chance("unanswered", 0.2))),
    users: [],
    ...(isReached && device.encrypted !== null && { disk_encryption_enabled: device.encrypted }),
    last_mdm_enrolled_at: isReached ? createdAt : null,
    last_mdm_checked_in_at: isReached ? seenAt : null,
    maintenance_window: draw.chance("maintained", 0.2) ? MAINTENANCE : null,
    batteries: hasAgent && device.chassis === "laptop" ? [{ cycle_count: 10, health: "Normal" }] : null,
  };
}

/** Newer servers send both names. */
export function teamOf(team: Row | undefined): Row {
  const [id, name] = [team?.id ?? null, team?.name ?? null];
  return { team_id: id, team_name: name, fleet_id: id, fleet_name: name };
}

function systemOf({ platform, os }: PhysicalDevice): string {
  if (platform === "windows") return `Windows ${os.edition} 23H2 ${os.version}`;
  return `${os.name} ${os.version}${os.name === "Ubuntu" ? " LTS" : ""}`;
}

function mdmOf(device: PhysicalDevice, isPending: boolean): Row {
  const { platform, index } = device;
  if (platform === "linux") return { enrollment_status: null, server_url: null, name: "" };
  const isElsewhere = platform === "macos" && index % 9 === 4;
  const status = isPending ? "Pending" : platform === "windows" && index % 7 === 3 ? "Off" : enrolled(device);
  return {
    enrollment_status: status,
    server_url: isElsewhere ? "https://mdm.example.org" : "https://fleet.example.com/mdm",
    name: isElsewhere ? "" : "Fleet",
    connected_to_fleet: isPending ? null : !isElsewhere && status !== "Off",
    device_status: platform !== "macos" && index % 4 === 3 ? "locked" : "unlocked",
    pending_action: "",
  };
}

function enrolled({ platform, automatedEnrollment, companyOwned }: PhysicalDevice): string {
  if (automatedEnrollment || (isAppleMobile(platform) && companyOwned)) return "On (automatic)";
  if (platform === "android") return companyOwned ? "On (company-owned)" : "On (personal)";
  return companyOwned ? "On (manual)" : "On (manual - personal)";
}

/** From the most to the least that is known of who uses a host; one of them is the browser alone. */
function mappingsOf({ email }: Person, sources: number): Row[] {
  const browser = { email, source: "google_chrome_profiles" };
  if (sources === 0) return [browser];
  const identity = { email, source: "mdm_idp_accounts" };
  return sources === 1 ? [identity] : [browser, identity];
}

function policiesOf(fails: number, isAnswered: boolean): Row[] {
  return ["Disk is encrypted", "Firewall is on"].map((name, index) => ({
    id: index + 1,
    name,
    critical: false,
    response: isAnswered ? (index < fails ? "fail" : "pass") : "",
  }));
}
