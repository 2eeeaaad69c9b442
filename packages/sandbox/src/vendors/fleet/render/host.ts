import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Person } from "../../../fleet/person.ts";

export type HostFacts = {
  readonly id: number;
  readonly device: PhysicalDevice;
  readonly owner: Person | undefined;
  readonly isPremium: boolean;
  readonly team: Row | undefined;
  readonly labels: readonly Row[];
  readonly seed: number;
};

/** The server's words for never. */
const NEVER = "2000-01-01T00:00:00Z";
const ZERO = "0001-01-01T00:00:00Z";

const PLATFORMS = {
  macos: "darwin",
  windows: "windows",
  ios: "ios",
  ipados: "ipados",
  android: "android",
} as const;

/** Whole seconds, as the server has them. */
export function time(at: number | null): string {
  return at === null ? NEVER : new Date(at).toISOString().replace(/\.\d+/, "");
}

/** A host as a single read has it, with what lists leave out unless it is asked for. Software is apart. */
export function renderHost(facts: HostFacts): Row {
  const { id, device, owner, isPremium, team, seed } = facts;
  const draw = createDraw({ seed, kind: "fleet-host", index: device.index });
  const { platform, os, model, serial } = device;
  const isMobile = platform === "ios" || platform === "ipados" || platform === "android";
  const isPending = platform === "macos" && device.automatedEnrollment && draw.chance("pending", 0.15);
  const hasReported = !isPending && device.lastSeenAt !== null;
  const hasAgent = hasReported && !isMobile;
  const shown = <T>(value: T, blank: T): T => (hasReported ? value : blank);
  const createdAt = time(device.enrolledAt);
  const seenAt = hasReported ? time(device.lastSeenAt) : NEVER;
  const fails = hasReported ? draw.integer("fails", { min: 0, max: 2 }) : 0;
  const critical = shown(draw.integer("critical", { min: 0, max: 3 }), 0);
  const name = isPending ? `${model.identifier} (${serial})` : device.name;
  return {
    id,
    uuid: shown(device.uuid.toUpperCase(), ""),
    hostname: shown(device.hostname, ""),
    computer_name: shown(device.name, ""),
    display_name: name,
    display_text: shown(device.hostname, ""),
    hardware_serial: serial ?? "-1",
    hardware_vendor: shown(model.maker, ""),
    hardware_model: model.identifier,
    hardware_version: "",
    platform: platform === "linux" ? (os.name === "Debian" ? "debian" : "ubuntu") : PLATFORMS[platform],
    platform_like: shown(platform === "macos" ? "darwin" : "", ""),
    os_version: shown(systemOf(device), ""),
    build: shown(os.build, ""),
    code_name: shown(os.codename ?? "", ""),
    osquery_version: hasAgent ? "5.19.0" : "",
    orbit_version: hasAgent ? "1.45.0" : null,
    fleet_desktop_version: hasAgent ? "1.45.0" : null,
    scripts_enabled: hasAgent ? !draw.chance("scriptless", 0.1) : null,
    uptime: hasAgent ? 864_610_000_000_000 : 0,
    memory: shown(device.memoryBytes, 0),
    cpu_type: shown(model.arch, ""),
    cpu_subtype: "",
    cpu_brand: hasAgent ? model.cpu : "",
    cpu_physical_cores: hasAgent ? model.cores : 0,
    cpu_logical_cores: hasAgent ? 2 * model.cores : 0,
    gigs_disk_space_available: shown(device.freeBytes / 1e9, 0),
    gigs_total_disk_space: shown(device.storageBytes / 1e9, 0),
    gigs_all_disk_space: null,
    percent_disk_space_available: shown(Math.round((100 * device.freeBytes) / device.storageBytes), 0),
    public_ip: hasAgent ? device.address.public : "",
    primary_ip: hasAgent ? device.address.local : "",
    primary_mac: shown(device.macs[0] ?? "", ""),
    // By the agent alone, so that phones and tablets are always offline.
    status: hasAgent && device.online ? "online" : "offline",
    ...teamOf(team),
    timezone: null,
    created_at: createdAt,
    updated_at: hasReported ? seenAt : createdAt,
    detail_updated_at: seenAt,
    label_updated_at: seenAt,
    policy_updated_at: seenAt,
    software_updated_at: shown(seenAt, ZERO),
    last_enrolled_at: hasAgent ? createdAt : NEVER,
    last_restarted_at: hasAgent ? time(device.bootedAt) : ZERO,
    seen_time: hasAgent ? seenAt : createdAt,
    refetch_requested: false,
    refetch_critical_queries_until: null,
    distributed_interval: 10,
    config_tls_refresh: 60,
    logger_tls_period: 10,
    pack_stats: null,
    issues: {
      failing_policies_count: fails,
      ...(isPremium && { critical_vulnerabilities_count: critical }),
      total_issues_count: fails + (isPremium ? critical : 0),
    },
    mdm: mdmOf(device, isPending),
    ...(device.assetTag !== null && hasAgent && { additional: { asset: [{ tag: device.assetTag }] } }),
    device_mapping: owner ? mappingsOf(owner, draw.integer("sources", { min: 0, max: 2 })) : null,
    labels: facts.labels,
    policies: policiesOf(fails, { hasReported, isUnanswered: draw.chance("unanswered", 0.2) }),
    users: [],
    ...(platform !== "linux" &&
      hasReported &&
      device.encrypted !== null && { disk_encryption_enabled: device.encrypted }),
    last_mdm_enrolled_at: hasReported && platform !== "linux" ? createdAt : null,
    last_mdm_checked_in_at: hasReported && platform !== "linux" ? seenAt : null,
    maintenance_window: draw.chance("maintained", 0.2)
      ? { starts_at: "2026-11-24T13:00:00-05:00", timezone: "America/New_York" }
      : null,
    batteries: hasAgent && device.chassis === "laptop" ? [{ cycle_count: 10, health: "Normal" }] : null,
    geolocation: null,
    packs: [],
    conditional_access_bypassed: false,
    mdm_enrollment_hardware_attested: false,
  };
}

/** Newer servers send both names. */
export function teamOf(team: Row | undefined): Row {
  const [id, name] = [team?.id ?? null, team?.name ?? null];
  return { team_id: id, team_name: name, fleet_id: id, fleet_name: name };
}

function systemOf({ platform, os }: PhysicalDevice): string {
  if (platform === "windows") return `Windows ${os.edition} 23H2 ${os.version}`;
  return platform === "linux" && os.name === "Ubuntu"
    ? `${os.name} ${os.version} LTS`
    : `${os.name} ${os.version}`;
}

function mdmOf(device: PhysicalDevice, isPending: boolean): Row {
  const { platform, index } = device;
  if (platform === "linux")
    return { enrollment_status: null, server_url: null, name: "", encryption_key_available: false };
  const isElsewhere = platform === "macos" && index % 9 === 4;
  const isMobileApple = platform === "ios" || platform === "ipados";
  const status = isPending
    ? "Pending"
    : platform === "windows" && index % 7 === 3
      ? "Off"
      : device.automatedEnrollment || (isMobileApple && device.companyOwned)
        ? "On (automatic)"
        : platform === "android" && device.companyOwned
          ? "On (company-owned)"
          : device.companyOwned
            ? "On (manual)"
            : platform === "android"
              ? "On (personal)"
              : "On (manual - personal)";
  return {
    enrollment_status: status,
    dep_profile_error: false,
    server_url: isElsewhere ? "https://mdm.example.org" : "https://fleet.example.com/mdm",
    name: isElsewhere ? "" : "Fleet",
    encryption_key_available: false,
    encryption_key_archived: false,
    connected_to_fleet: isPending ? null : !isElsewhere && status !== "Off",
    device_status: platform !== "macos" && index % 4 === 3 ? "locked" : "unlocked",
    pending_action: "",
    profiles: null,
    os_settings: null,
  };
}

/** From the most to the least that is known of who uses a host; one of them is the browser alone. */
function mappingsOf({ email }: Person, sources: number): Row[] {
  const browser = { email, source: "google_chrome_profiles" };
  if (sources === 0) return [browser];
  const identity = { email, source: "mdm_idp_accounts" };
  return sources === 1 ? [identity] : [browser, identity];
}

type PolicyFacts = { hasReported: boolean; isUnanswered: boolean };

function policiesOf(fails: number, { hasReported, isUnanswered }: PolicyFacts): Row[] {
  return ["Disk is encrypted", "Firewall is on"].map((name, index) => ({
    id: index + 1,
    name,
    description: "",
    resolution: "",
    query: "SELECT 1;",
    platform: "",
    critical: false,
    response: !hasReported || (fails === 0 && isUnanswered) ? "" : index < fails ? "fail" : "pass",
  }));
}
