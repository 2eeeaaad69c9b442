import type { Row } from "../../../../engine/records/values.ts";
import type { Fleet } from "../../../../fleet/fleet.ts";
import type { Software } from "../../../../fleet/software.ts";
import { computers, type InsightFacts, type InsightTable } from "./table.ts";

const none: Software = {
  name: "",
  identifier: "",
  publisher: "",
  version: "",
  sizeBytes: 0,
  installedAt: 0,
  system: false,
};

function softwareOf({ fleet, device }: InsightFacts, at: number): Software {
  return fleet.software(device, at) ?? none;
}

function app(facts: InsightFacts, at: number): Row {
  const { name, identifier, version, system, installedAt } = softwareOf(facts, at);
  return {
    collection_time: facts.collectedAt,
    name: `${name}.app`,
    bundle_name: name,
    // Some bundles carry no display name.
    display_name: at % 4 === 3 ? "" : name,
    bundle_identifier: identifier,
    bundle_short_version: version,
    bundle_version: version,
    bundle_executable: name,
    bundle_package_type: "APPL",
    path: system ? `/System/Applications/${name}.app` : `/Applications/${name}.app`,
    category: "public.app-category.utilities",
    applescript_enabled: "1",
    compiler: "com.apple.compilers.llvm.clang.1_0",
    copyright: "",
    development_region: "en",
    element: "",
    environment: "",
    info_string: "",
    minimum_system_version: "12.0",
    last_opened_time: installedAt / 1000 + 0.50383,
  };
}

function program(facts: InsightFacts, at: number): Row {
  const { name, identifier, publisher, version, installedAt } = softwareOf(facts, at);
  const day = new Date(installedAt).toISOString().slice(0, 10).replaceAll("-", "");
  return {
    collection_time: facts.collectedAt,
    name,
    version,
    publisher,
    identifying_number: identifier.startsWith("{") ? identifier : "",
    install_date: at % 3 === 1 ? "" : day,
    install_location: "",
    install_source: "",
    language: "0",
    uninstall_string: `MsiExec.exe /X${identifier}`,
  };
}

function linuxPackage(facts: InsightFacts, at: number): Row {
  const { name, publisher, version, sizeBytes, installedAt } = softwareOf(facts, at);
  const fedora = facts.device.os.name === "Fedora" || facts.device.os.name === "Rocky";
  const [upstream = version, ...release] = version.split("-");
  return {
    name,
    version: upstream,
    release_or_revision: release.join("-"),
    arch: fedora ? "x86_64" : "amd64",
    size: String(sizeBytes),
    install_time: Math.floor(installedAt / 1000),
    maintainer_or_vendor: publisher,
    package_format: fedora ? "rpm" : "deb",
    package_group_or_section: "",
    mount_namespace_id: "",
    pid_with_namespace: 0,
  };
}

function chromeExtension({ collectedAt, device }: InsightFacts, at: number): Row {
  const profile = device.platform === "windows" ? "C:\\Users\\user\\Chrome" : "/home/user/chrome";
  return {
    collection_time: collectedAt,
    name: at === 0 ? "uBlock Origin Lite" : "Example Password Helper",
    identifier: at === 0 ? "ddkjiahejlhfcafbddmgiahcphecmpfh" : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    version: at === 0 ? "2025.512.1008" : "1.2.3",
    author: "",
    description: "",
    locale: "en",
    path: profile,
    permissions: "storage",
    persistent: 0,
    uid: "501",
    update_url: "https://clients2.google.com/service/update2/crx",
  };
}

function loggedInUser({ fleet, device, collectedAt }: InsightFacts): Row {
  const user = device.owner === null ? "localadmin" : fleet.person(device.owner).username;
  return {
    collection_time: collectedAt,
    user,
    host: "",
    tty: device.platform === "macos" ? "console" : "tty2",
    type: device.platform === "windows" ? "active" : "user",
    pid: 420,
    time: Math.floor(device.bootedAt / 1000) + 60,
  };
}

const installed = (fleet: Fleet, index: number) => fleet.softwareCount(index);

/** What is installed and who is logged in. */
export const softwareTables = {
  apps: { platforms: ["macos"], count: installed, row: app },
  programs: { platforms: ["windows"], count: installed, row: program },
  linux_packages: { platforms: ["linux"], count: installed, row: linuxPackage },
  chrome_extensions: { platforms: computers, count: () => 2, row: chromeExtension },
  logged_in_users: { platforms: computers, row: loggedInUser },
} satisfies Record<string, InsightTable>;
