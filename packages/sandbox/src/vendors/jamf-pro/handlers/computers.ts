import { schemas } from "@mdmkit/jamf-pro/schemas";
import { blankOf } from "../../../engine/document/blank.ts";
import { isRow, type Row, rowOf, textOf, valueAt } from "../../../engine/records/values.ts";
import {
  bodyOf,
  type Call,
  empty,
  json,
  type ResourceCall,
  type VendorResponse,
} from "../../../engine/request/call.ts";
import { computerFields, olderComputerFields } from "../query/fields.ts";
import { toV1, toV3 } from "../render/computer-versions.ts";
import { changedComputer } from "../state/change-computer.ts";
import { nodeCookie } from "../state/lag.ts";
import { type Context, command, type Handler, type Handlers, notFound } from "./handler.ts";
import { declaredRow, listOf, sectionsOf } from "./lists.ts";

type Version = { show(row: Row): Row; fields: typeof computerFields };

const v4: Version = { show: (row) => row, fields: computerFields };
const v3: Version = { show: toV3, fields: olderComputerFields };
const v1: Version = { show: toV1, fields: olderComputerFields };

const versionOf = ({ operation }: Call): Version =>
  operation.path.includes("/v4/") ? v4 : operation.path.includes("/v3/") ? v3 : v1;

const list: Handler = (call, context) => {
  const { show, fields } = versionOf(call);
  const sections = sectionsOf(call);
  const { computers: source } = context.state;
  return listOf(call, context, { source, fields, show: (row) => show(sections(row)) });
};

/** One computer: without sections the general one, in the detail operations all. */
export function showComputer(call: ResourceCall, { state }: Context): Row {
  const row = state.lag.seen(`computer ${call.id}`, call.record, call);
  return versionOf(call).show(call.operation.path.includes("-detail/") ? row : sectionsOf(call)(row));
}

const update =
  (response: (row: Row) => VendorResponse): Handler =>
  ({ id, record, body }, { state }) => {
    const changed = changedComputer(record, rowOf(body));
    state.lag.keep(`computer ${id}`, record);
    return withNode(response(state.computers.update(id, changed) ?? changed));
  };

const PLATFORMS: Readonly<Record<string, string>> = { MAC: "Mac", WINDOWS: "Windows" };

/** A new record names its platform otherwise than it shows it. */
function shownGeneral(general: unknown): unknown {
  if (!isRow(general) || typeof general.platform !== "string") return general;
  return { ...general, platform: PLATFORMS[general.platform] ?? null };
}

/** Whether a compliance vendor considers a device compliant; unknown for unmanaged devices. */
const compliance: Handler = ({ id, record }) => {
  const applicable = typeof valueAt(record, "general.managementId") === "string";
  const state = Number(id) % 5 === 0 ? "NON_COMPLIANT" : "COMPLIANT";
  const complianceVendorDeviceInformation = { deviceIds: [id] };
  const found = { deviceId: id, applicable, complianceState: applicable ? state : "UNKNOWN" };
  return json([{ ...found, complianceVendor: "Example", complianceVendorDeviceInformation }]);
};

/** What a server keeps to unlock an encrypted disk. */
function fileVaultOf({ id, general, diskEncryption }: Row): Row {
  const encryption = rowOf(diskEncryption);
  const personalRecoveryKey = `SAND-BOXX-${String(id).padStart(4, "0")}`;
  return { ...encryption, computerId: id, name: textOf(general, "name"), personalRecoveryKey };
}

/** Names the server of the cluster that took the write. */
export function withNode(response: VendorResponse): VendorResponse {
  return { ...response, headers: { ...response.headers, "set-cookie": `${nodeCookie}; Path=/; HttpOnly` } };
}

export const computerHandlers = {
  listComputers: list,
  listComputersV3: list,
  listComputersV1: list,
  updateComputer: update(() => empty(204)),
  updateComputerV3: update(() => empty(204)),
  updateComputerV1: update((row) => json(toV1(row))),
  createComputer(call, { state }) {
    const body = bodyOf(call);
    const { udid, general } = body;
    const blank = { ...blankOf(schemas.ComputerInventoryV4, schemas), ...(udid == null ? {} : { udid }) };
    const { id } = state.computers.insert(
      changedComputer(blank, { ...body, general: shownGeneral(general) }),
    );
    return json({ id, href: `${call.operation.path}/${id}` }, { status: 201 });
  },
  eraseComputer: command("ERASE_DEVICE"),
  eraseComputerV1: command("ERASE_DEVICE"),
  removeComputerMdmProfile: command("REMOVE_PROFILE"),
  removeComputerMdmProfileV1: command("REMOVE_PROFILE"),
  redeployManagementFramework: command("INSTALL_ENTERPRISE_APPLICATION", 202),
  listComputerFileVaults: (call, context) =>
    listOf(call, context, {
      source: context.state.computers,
      fields: computerFields,
      show: (row) => declaredRow(call, fileVaultOf(row)),
    }),
  getComputerFileVault: (call) => json(declaredRow(call, fileVaultOf(call.record))),
  getComputerDeviceLockPin(call, context) {
    const pin = context.state.lockPins.get(call.id);
    return pin === undefined ? notFound(call, context, "There is no PIN") : json({ pin });
  },
  listComputerCompliance: compliance,
  listMobileDeviceCompliance: compliance,
} satisfies Handlers;
