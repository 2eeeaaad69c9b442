import { MdmError } from "@mdmkit/runtime";
import { type ReadRequest, text } from "@mdmkit/unified/vendor";
import { type DeviceKind, parseId } from "../api/device-id.ts";
import type { JamfProCriteriaRecord } from "../api/record.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { readClassicGroup } from "./read-classic-group.ts";
import { readUserGroup, userGroupNumber } from "./user-groups.ts";

/** Criteria of smart groups, which the Classic API has for all servers. */
export function createCriteria(client: JamfProApi) {
  /** Names of the fields that the customer defined; none if this role cannot read them: their criteria stay as they are. */
  async function readCustomFields(kind: DeviceKind, signal: AbortSignal | undefined): Promise<string[]> {
    const names: string[] = [];
    const fields =
      kind === "computer"
        ? client.paginate("listComputerExtensionAttributes", {}, { signal })
        : client.paginate("listMobileDeviceExtensionAttributes", {}, { signal });
    try {
      for await (const { name } of fields) names.push(text(name) ?? "");
    } catch (error) {
      if (!MdmError.is(error) || !IS_NOT_THERE.has(error.code)) throw error;
    }
    return names;
  }

  return {
    async get(groupId: string, { primary, signal }: ReadRequest): Promise<JamfProCriteriaRecord> {
      const userGroup = userGroupNumber(groupId);
      if (userGroup !== undefined) {
        const { is_smart, criteria } = await readUserGroup(client, userGroup, primary);
        return { id: userGroup, is_smart, criteria, kind: "user", customFields: [] };
      }
      const { kind, id } = parseId(groupId, "group");
      const { is_smart, criteria } = await readClassicGroup(client, { kind, id }, primary);
      const customFields = is_smart === true ? await readCustomFields(kind, signal) : [];
      return { id: Number(id), is_smart, criteria, kind, customFields };
    },
    language: async () => (await import("./criteria-language.ts")).language,
  };
}

const IS_NOT_THERE: ReadonlySet<string> = new Set(["permission", "not-found", "unsupported-operation"]);
